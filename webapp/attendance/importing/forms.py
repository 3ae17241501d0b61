"""Forms of imports: the file, whom to look for, and who is registered for a row."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField, TelField, ValidationError

from webapp.attendance.importing.deciding import Newcomer
from webapp.attendance.importing.models import ImportedParticipant
from webapp.attendance.importing.names import halves
from webapp.attendance.importing.receiving import Upload
from webapp.attendance.registering.forms import LONGEST_AFFILIATION, LONGEST_NAME, on_one_line
from webapp.events.models import Event
from webapp.web import contacts
from webapp.web.formatting import date_range
from webapp.web.forms import GelarForm, at_most, options, plain_text, required
from webapp.web.localizing import chosen_locale

# Zoom writes in the zone of the account, and many accounts were never told theirs.
ZONES = {
    "Asia/Jakarta": _l("WIB"),
    "Asia/Makassar": _l("WITA"),
    "Asia/Jayapura": _l("WIT"),
    "UTC": _l("UTC"),
    "America/Los_Angeles": _l("Pasifik (bawaan akun Zoom)"),
}
MOST_BYTES = 10 * 1024 * 1024


class UploadForm(GelarForm):
    """A provider's report."""

    report = FileField(_l("Berkas laporan"), render_kw={"accept": ".csv,.txt,.xlsx,.json"})
    tzid = SelectField(_l("Zona waktu di berkas"))
    session = SelectField(_l("Sesi"), coerce=int)

    def offer(self, event: Event, nearest: int) -> None:
        """The zones, the event's own first, and its sessions; what was not chosen is the event's zone and `nearest`."""
        own = event.tzid if event.tzid in ZONES else "Asia/Jakarta"
        self.tzid.choices = options(sorted(ZONES.items(), key=lambda zone: zone[0] != own))
        held = [one for one in event.sessions if one.cancelled_at is None] or event.sessions
        self.session.choices = options((str(one.id), date_range(one.dtstart, one.dtend, event.tzid)) for one in held)
        if self.tzid.data is None:
            self.tzid.data = own
        if self.session.data is None:
            self.session.data = nearest

    def validate_report(self, field: FileField) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(_("Mohon pilih berkas laporannya."))

    def upload(self) -> Upload:
        """What was sent; one byte more than is accepted is enough to see that it is too much."""
        sent = self.report.data
        return Upload(
            content=sent.stream.read(MOST_BYTES + 1),
            filename=sent.filename[:200],
            tzid=self.tzid.data,
            session_id=self.session.data,
        )


def offered(row: ImportedParticipant) -> dict[str, str]:
    """What a report says of somebody, to begin the form with; a masked address is none."""
    name, affiliation = halves(row.name)
    given = {"name": name[:LONGEST_NAME], "affiliation": affiliation[:LONGEST_AFFILIATION]}
    return given | {"phone": row.phone, "email": "" if "*" in row.email else row.email}


class NewcomerForm(GelarForm):
    """Somebody of a report who had not registered."""

    name = StringField(
        _l("Nama"),
        filters=[on_one_line],
        validators=[required(lambda: _("Mohon tulis nama. Satu kata pun boleh.")), at_most(LONGEST_NAME), plain_text],
    )
    affiliation = StringField(
        _l("Instansi/KIM"), filters=[on_one_line], validators=[at_most(LONGEST_AFFILIATION), plain_text]
    )
    phone = TelField(_l("Nomor HP"), [at_most(40)])
    email = StringField(_l("Surel"), [at_most(254)])
    consent = BooleanField(
        _l("Orang ini sudah mengetahui pemberitahuan pemrosesan data dan menyetujuinya."), render_kw={"required": True}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parsed = {"phone": "", "email": ""}

    def validate_phone(self, field: TelField) -> None:
        self._parse("phone", field.data, contacts.parsed_phone)

    def validate_email(self, field: StringField) -> None:
        self._parse("email", field.data, contacts.parsed_email)

    def validate_consent(self, field: BooleanField) -> None:
        if not field.data:
            raise ValidationError(_("Tanpa persetujuannya kami tidak boleh menyimpan datanya."))

    def _parse(self, name: str, text: str | None, parse: Any) -> None:
        try:
            self.parsed[name] = parse(text) if text else ""
        except contacts.WrongContact as wrong:
            raise ValidationError(str(wrong)) from None

    def newcomer(self) -> Newcomer:
        given = {"name": self.name.data or "", "affiliation": self.affiliation.data or ""}
        return Newcomer(**given, **self.parsed, locale=chosen_locale())
