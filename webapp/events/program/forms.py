"""The form of the rundown, line by line, and that of the contact persons."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, SelectField, StringField

from webapp.errors import Refused
from webapp.events.changing import standing
from webapp.events.fields import HourField
from webapp.events.models import Event, Session
from webapp.events.program.arranging import MOST_CONTACTS, MOST_LINES, PlannedContact, PlannedLine, minutes_into
from webapp.events.rows import LINE
from webapp.web.contacts import WrongContact, parsed_phone
from webapp.web.form_rows import Row, Rows, single_line
from webapp.web.formatting import long_date
from webapp.web.forms import GelarForm, optional, options


class LineRow(Row):
    session = SelectField(_l("Sesi"), validate_choice=False)
    starts = HourField(_l("Jam"))
    title = StringField(_l("Acara"), [optional, *LINE], filters=[single_line])
    people = StringField(_l("Oleh"), [optional, *LINE], filters=[single_line])

    def is_empty(self) -> bool:
        return not (self.starts.data or self.title.data or self.people.data)

    def plan(self, sessions: dict[str, Session], tzid: str) -> PlannedLine | None:
        """The line that was typed; None with an error at the field that cannot be."""
        session = sessions.get(self.session.data or next(iter(sessions)))
        if session is None:
            self.session.errors = [_("Pilih sesinya.")]
        if not self.title.data:
            self.title.errors = [_("Tuliskan acaranya, atau kosongkan seluruh baris ini.")]
        if not self.starts.data:
            self.starts.errors = [_("Tuliskan jam mulai, misalnya 09.00.")]
        if self.errors or session is None or self.starts.hour is None:
            return None
        try:
            minutes = minutes_into(session, self.starts.hour, tzid)
        except Refused as refusal:
            self.starts.errors = [refusal.sentence]
            return None
        return PlannedLine(
            session_id=session.id, minutes=minutes, title=self.title.data or "", people=self.people.data or ""
        )


class RundownForm(GelarForm):
    lines = Rows(FormField(LineRow), label=_l("Baris"), max_entries=MOST_LINES)

    def offer(self, event: Event) -> None:
        """Name the sessions in each row; where there is one it is not asked."""
        self.sessions = {str(one.id): one for one in standing(event)}
        named = [
            (key, f"{long_date(one.dtstart, event.tzid)}{f': {one.title}' if one.title else ''}")
            for key, one in self.sessions.items()
        ]
        for entry in self.lines:
            entry.form.session.choices = options(named)

    def planned(self, event: Event) -> list[PlannedLine] | None:
        """The lines that were typed; None where one is in error."""
        self.validate()
        lines = [row.form.plan(self.sessions, event.tzid) for row in self.lines if not row.form.is_empty()]
        return None if self.problems() else [line for line in lines if line]


class ContactRow(Row):
    name = StringField(_l("Nama"), [optional, *LINE], filters=[single_line])
    phone = StringField(_l("Nomor HP atau WhatsApp"), [optional, *LINE], filters=[single_line])

    def is_empty(self) -> bool:
        return not (self.name.data or self.phone.data)

    def plan(self) -> PlannedContact | None:
        if not self.name.data:
            self.name.errors = [_("Tuliskan namanya, atau kosongkan seluruh baris ini.")]
            return None
        try:
            return PlannedContact(self.name.data, parsed_phone(self.phone.data) if self.phone.data else "")
        except WrongContact as wrong:
            self.phone.errors = [str(wrong)]
            return None


class ContactsForm(GelarForm):
    contacts = Rows(FormField(ContactRow), label=_l("Narahubung"), max_entries=MOST_CONTACTS)

    def planned(self) -> list[PlannedContact] | None:
        self.validate()
        found = [row.form.plan() for row in self.contacts if not row.form.is_empty()]
        return None if self.problems() else [one for one in found if one]
