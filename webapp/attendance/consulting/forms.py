"""What an organizer is asked for consultation hours."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField, URLField, ValidationError

from webapp.attendance.registering.forms import MODE_LABELS
from webapp.directory.models import Organization
from webapp.events.consulting.hours import LONGEST, MOST_WEEKS, SHORTEST, Hours
from webapp.events.consulting.offering import Offer
from webapp.events.fields import DayField, HourField, WholeNumberField, between, web_address
from webapp.events.models import Mode
from webapp.events.plans import MAX_LINE
from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, options, plain_text, required


class HoursForm(GelarForm):
    """One day's hours, once a week."""

    first = DayField(_l("Hari pertama"), [required(lambda: _("Pilih hari pertamanya."))])
    starts = HourField(_l("Jam mulai"), [required(lambda: _("Tuliskan jam mulai, misalnya 09.00."))])
    ends = HourField(_l("Jam selesai"), [required(lambda: _("Tuliskan jam selesai, misalnya 12.00."))])
    weeks = WholeNumberField(
        _l("Berapa pekan"), [required(lambda: _("Tuliskan angka, misalnya 4.")), between(1, MOST_WEEKS)]
    )

    def validate_ends(self, field: HourField) -> None:
        if field.hour is not None and self.starts.hour is not None and field.hour <= self.starts.hour:
            raise ValidationError(_("Jam selesai harus sesudah jam mulai."))

    def hours(self, minutes: int) -> Hours:
        """What the valid form asks for."""
        assert self.first.data and self.starts.hour is not None and self.ends.hour is not None
        return Hours(
            first=self.first.data,
            starts=self.starts.hour,
            ends=self.ends.hour,
            minutes=minutes,
            weeks=self.weeks.data or 1,
        )


class OfferForm(HoursForm):
    organization = SelectField(_l("Penyelenggara"), validate_choice=True)
    summary = StringField(
        _l("Judul"), [required(lambda: _("Tuliskan judulnya.")), at_most(200), plain_text], filters=[single_line]
    )
    about = TextAreaField(_l("Keterangan"), [at_most(2_000), plain_text])
    minutes = WholeNumberField(
        _l("Lama satu janji temu (menit)"),
        [required(lambda: _("Tuliskan angka, misalnya 30.")), between(SHORTEST, LONGEST)],
    )
    mode = RadioField(_l("Cara bertemu"), [required(lambda: _("Pilih bertemu langsung atau daring."))])
    venue = StringField(_l("Tempat"), [at_most(MAX_LINE), plain_text], filters=[single_line])
    conference_url = URLField(_l("Tautan ruang daring"), [at_most(1_000), web_address])

    def offer(self, organizations: Sequence[Organization]) -> None:
        self.organization.choices = options((one.slug, one.name) for one in organizations)
        self.organization.data = self.organization.data or organizations[0].slug
        self.mode.choices = options(MODE_LABELS.items())

    def validate_venue(self, field: StringField) -> None:
        if not field.data and self.mode.data == Mode.IN_PERSON:
            raise ValidationError(_("Tuliskan tempat bertemunya, misalnya Ruang Konsultasi lantai 1."))

    def offered(self, organizer: Organization) -> Offer:
        """What the valid form asks for, on the organizer's own clock."""
        return Offer(
            summary=self.summary.data or "",
            about=self.about.data or "",
            hours=self.hours(self.minutes.data or 0),
            tzid=organizer.tzid,
            mode=Mode(self.mode.data),
            venue=self.venue.data or "",
            conference_url=self.conference_url.data or "",
        )
