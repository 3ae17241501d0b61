"""The form of one event: what an organizer types, parsed into a Plan."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    URLField,
)

from webapp.directory.models import Organization
from webapp.directory.regions import ELSEWHERE, home_regencies
from webapp.events import plans
from webapp.events.fields import DayField, HourField, WholeNumberField, between, boundary, web_address
from webapp.events.kinds import KINDS
from webapp.events.models import Mode, Visibility
from webapp.events.plans import Plan, PlannedRole, PlannedSession
from webapp.events.rows import LINE, RoleRow, SessionRow
from webapp.events.wall_clock import INDONESIAN_ZONES, is_zone
from webapp.web.form_rows import Rows, single_line
from webapp.web.forms import GelarForm, at_most, optional, options, plain_text, required

MODES = {"hybrid": tuple(Mode), "in_person": (Mode.IN_PERSON,), "online": (Mode.ONLINE,)}
ZONE_LABELS = {"Asia/Jakarta": "WIB (UTC+7)", "Asia/Makassar": "WITA (UTC+8)", "Asia/Jayapura": "WIT (UTC+9)"}
MODE_LABELS = {"hybrid": _l("Hibrida"), "in_person": _l("Luring"), "online": _l("Daring")}
VISIBILITY_LABELS = {"public": _l("Umum"), "unlisted": _l("Lewat tautan"), "confidential": _l("Rahasia")}
SCOPE_LABELS = {"one": _l("Tanggal ini saja"), "following": _l("Ini dan seterusnya")}
END_OF_DAY = time(23, 59)


class EventForm(GelarForm):
    """One page of five parts. `seen` is the revision it was filled from, so that nobody overwrites unread work."""

    kind = SelectField(_l("Jenis kegiatan"), choices=options((kind.code, kind.label) for kind in KINDS.values()))
    kind_name = StringField(_l("Nama jenis di lembaga ini"), [optional, at_most(60), plain_text], filters=[single_line])
    organization = SelectField(_l("Penyelenggara"))
    summary = StringField(
        _l("Judul kegiatan"), [required(lambda: _l("Tuliskan judul kegiatan.")), at_most(200), plain_text],
        filters=[single_line],
    )  # fmt: skip
    description = TextAreaField(_l("Uraian"), [optional, at_most(plans.MAX_DESCRIPTION), plain_text])
    topic = StringField(_l("Topik"), [optional, *LINE], filters=[single_line])
    lesson_hours = WholeNumberField(_l("Jam pelajaran (JP)"), [optional, between(0, plans.MAX_LESSON_HOURS)])

    tzid = SelectField(_l("Zona waktu"), validate_choice=False)
    sessions = Rows(FormField(SessionRow), label=_l("Sesi"), max_entries=plans.MAX_SESSIONS)

    mode = RadioField(_l("Cara ikut"), choices=options(MODE_LABELS.items()))
    venue = StringField(_l("Nama tempat"), [optional, *LINE], filters=[single_line])
    region_code = SelectField(_l("Kabupaten/Kota"), default="")
    conference_url = URLField(_l("Tautan rapat daring"), [optional, web_address])
    conference_passcode = StringField(_l("Kode sandi rapat"), [optional, at_most(100), plain_text])
    stream_url = URLField(_l("Tautan siaran langsung"), [optional, web_address])

    roles = Rows(FormField(RoleRow), label=_l("Pengisi acara"), max_entries=plans.MAX_ROLES)

    in_person_seats = WholeNumberField(_l("Tempat luring"), [optional, between(0, plans.MAX_CAPACITY)])
    online_seats = WholeNumberField(_l("Tempat daring"), [optional, between(0, plans.MAX_CAPACITY)])
    opens_day = DayField(_l("Dibuka tanggal"), [optional])
    opens_hour = HourField(_l("Dibuka pukul"))
    closes_day = DayField(_l("Ditutup tanggal"), [optional])
    closes_hour = HourField(_l("Ditutup pukul"))
    requires_approval = BooleanField(_l("Setiap pendaftar diperiksa panitia dahulu"))
    visibility = RadioField(
        _l("Siapa yang dapat melihat"),
        choices=options(VISIBILITY_LABELS.items()),
    )  # fmt: skip
    scope = RadioField(_l("Perubahan ini untuk"), choices=options(SCOPE_LABELS.items()), default="one")
    seen = HiddenField()

    plan: Plan | None = None
    following = 0  # how many later dates of its series an edit may reach

    def offer(self, *, organizations: Iterable[Organization], tzid: str, region_code: str | None) -> None:
        """Fill the choices that depend on rows; the zone and region that stand already stay on offer."""
        regions = {"": _("Tidak disebutkan"), **dict(home_regencies()), ELSEWHERE: _("Luar Kalimantan Tengah")}
        if region_code and region_code not in regions:
            regions[region_code] = region_code
        self.region_code.choices = options(regions.items())
        self.organization.choices = options((one.slug, one.name) for one in organizations)
        zones = dict.fromkeys((*INDONESIAN_ZONES, tzid))
        self.tzid.choices = options((zone, ZONE_LABELS.get(zone, zone)) for zone in zones)

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge every field, then what fields say together; `plan` holds the result."""
        super().validate(extra_validators)
        tzid = self.tzid.data or ""
        if not is_zone(tzid):
            self.tzid.errors = [_("Zona waktu ini tidak dikenal.")]
            tzid = "Asia/Jakarta"
        sessions = self._sessions(tzid)
        roles = [row.form.plan() for row in self.roles if not row.form.is_empty()]
        opens = boundary(self.opens_day, self.opens_hour, time.min, tzid)
        closes = boundary(self.closes_day, self.closes_hour, END_OF_DAY, tzid)
        if opens and closes and closes <= opens:
            self.closes_day.errors = [_("Pendaftaran harus ditutup sesudah dibuka.")]
        if Mode.IN_PERSON in MODES.get(self.mode.data, ()) and not self.venue.data:
            self.venue.errors = [_("Tuliskan tempatnya, misalnya Aula Kantor Kecamatan.")]
        if self.problems():
            return False
        self.plan = self._planned(tzid, sessions, roles, opens, closes)
        return True

    def _sessions(self, tzid: str) -> list[PlannedSession | None]:
        usual = {str(title) for title in KINDS.get(self.kind.data or "", KINDS["lainnya"]).sessions}
        filled = [row.form for row in self.sessions if not row.form.is_empty(usual)]
        if not filled and self.sessions.entries:
            filled = [self.sessions[0].form]  # the first row says what is missing
        if not filled:
            self.sessions.append_entry()
            filled = [self.sessions[0].form]
        return [row.plan(tzid) for row in filled]

    def is_wrong(self, *names: str) -> bool:
        """True when one of these fields, or a row of it, is in error: its part must stand open."""
        return any(at.split("-")[0] in names for at, _label, _sentence in self.problems())

    def seats(self) -> dict[Mode, int]:
        """Capacity of each offered mode; an empty number is the kind's usual one."""
        kind = KINDS.get(self.kind.data, KINDS["lainnya"])
        asked = {
            Mode.IN_PERSON: (self.in_person_seats.data, kind.in_person),
            Mode.ONLINE: (self.online_seats.data, kind.online),
        }
        return {
            mode: usual if number is None else number
            for mode, (number, usual) in asked.items()
            if mode in MODES[self.mode.data]
        }

    def _planned(
        self,
        tzid: str,
        sessions: list[PlannedSession | None],
        roles: list[PlannedRole | None],
        opens: datetime | None,
        closes: datetime | None,
    ) -> Plan:
        is_in_person = self.mode.data != "online"
        return Plan(
            kind=self.kind.data,
            kind_name=self.kind_name.data or "",
            summary=self.summary.data or "",
            description=self.description.data or "",
            topic=self.topic.data or "",
            tzid=tzid,
            sessions=tuple(one for one in sessions if one),
            roles=tuple(one for one in roles if one),
            venue=(self.venue.data or "") if is_in_person else "",
            region_code=self.region_code.data or None,
            conference_url=self.conference_url.data or "",
            conference_passcode=self.conference_passcode.data or "",
            stream_url=self.stream_url.data or "",
            seats=self.seats(),
            registration_opens_at=opens,
            registration_closes_at=closes,
            requires_approval=bool(self.requires_approval.data),
            visibility=Visibility(self.visibility.data),
            lesson_hours=self.lesson_hours.data or 0,
        )
