"""The repeatable rows of the event form: sessions and people."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from webapp.errors import Refused
from webapp.events.fields import DayField, HourField
from webapp.events.kinds import ROLES
from webapp.events.models import Role, Session
from webapp.events.plans import MAX_LINE, PlannedRole, PlannedSession
from webapp.events.wall_clock import moment, written_hour
from webapp.web.form_rows import Row, single_line
from webapp.web.forms import at_most, optional, options, plain_text

LINE = (at_most(MAX_LINE), plain_text)


class SessionRow(Row):
    title = StringField(_l("Nama sesi"), [optional, *LINE], filters=[single_line])
    day = DayField(_l("Tanggal"), [optional])
    starts = HourField(_l("Jam mulai"))
    ends = HourField(_l("Jam selesai"))
    last_day = DayField(_l("Selesai pada tanggal lain"), [optional])

    def is_empty(self, usual: Collection[str] = ()) -> bool:
        """Nothing was typed: a title that the kind had filled in (`usual`) is nobody's word."""
        title = "" if self.title.data in usual else self.title.data
        return not any((title, self.day.data, self.starts.data, self.ends.data, self.last_day.data)) and not (
            self.day.errors or self.last_day.errors
        )

    def plan(self, tzid: str) -> PlannedSession | None:
        """The session that was typed; None with an error at the field that cannot be."""
        if not self.day.data:
            self.day.errors = self.day.errors or [_("Pilih tanggal kegiatan.")]
        if not self.starts.data:
            self.starts.errors = [_("Tuliskan jam mulai, misalnya 09.00.")]
        if self.errors:
            return None
        start = _moment_of(self.day, self.starts, tzid)
        end = _moment_of(self.last_day if self.last_day.data else self.day, self.ends, tzid) if self.ends.data else None
        if start and end and end <= start:
            self.ends.errors = [_("Jam selesai harus sesudah jam mulai.")]
        if self.last_day.data and not self.ends.data:
            self.ends.errors = [_("Tuliskan jam selesai pada tanggal itu.")]
        if self.errors or start is None:
            return None
        return PlannedSession(id=self.standing_id(), dtstart=start, dtend=end, title=self.title.data or "")

    @staticmethod
    def values_of(session: Session, tzid: str) -> dict[str, object]:
        start = session.dtstart.astimezone(ZoneInfo(tzid))
        end = session.dtend.astimezone(ZoneInfo(tzid)) if session.dtend else None
        return {
            "row_id": str(session.id),
            "title": session.title,
            "day": start.date(),
            "starts": written_hour(session.dtstart, tzid),
            "ends": written_hour(session.dtend, tzid) if session.dtend else "",
            "last_day": end.date() if end and end.date() != start.date() else None,
        }


def _moment_of(day: DayField, hour: HourField, tzid: str) -> datetime | None:
    try:
        return moment(day.data, hour.hour, tzid) if day.data and hour.hour else None
    except Refused as refusal:
        hour.errors = [refusal.sentence]
        return None


class RoleRow(Row):
    role = SelectField(_l("Peran"), choices=options(ROLES.items()))
    name = StringField(_l("Nama"), [optional, *LINE], filters=[single_line])
    affiliation = StringField(_l("Jabatan atau asal"), [optional, *LINE], filters=[single_line])
    talk_title = StringField(_l("Judul materi"), [optional, *LINE], filters=[single_line])

    def is_empty(self) -> bool:
        return not (self.name.data or self.affiliation.data or self.talk_title.data)

    def plan(self) -> PlannedRole | None:
        """The role that was typed; None with an error where it has no name."""
        if not self.name.data:
            self.name.errors = [_("Tuliskan namanya, atau kosongkan seluruh baris ini.")]
            return None
        return PlannedRole(
            id=self.standing_id(),
            role=self.role.data,
            name=self.name.data,
            affiliation=self.affiliation.data or "",
            talk_title=self.talk_title.data or "",
        )

    @staticmethod
    def values_of(role: Role) -> dict[str, object]:
        return {
            "row_id": str(role.id),
            "role": role.role,
            "name": role.name,
            "affiliation": role.affiliation,
            "talk_title": role.talk_title,
        }
