"""How long an organization keeps what."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, ValidationError

from webapp.attendance.registering.consents import CONTACT_MONTHS
from webapp.web.forms import GelarForm, optional, required

MOST_YEARS = 30


class RetentionForm(GelarForm):
    contact_months = IntegerField(_l("Nomor HP dan surel (bulan)"), [required()])
    name_years = IntegerField(_l("Nama (tahun)"), [optional])

    def validate_contact_months(self, field: IntegerField) -> None:
        if not 1 <= (field.data or 0) <= CONTACT_MONTHS:
            raise ValidationError(
                _("Antara 1 dan %(n)d bulan: lebih lama tidak dijanjikan kepada peserta.", n=CONTACT_MONTHS)
            )

    def validate_name_years(self, field: IntegerField) -> None:
        if field.data is not None and not 1 <= field.data <= MOST_YEARS:
            raise ValidationError(_("Antara 1 dan %(n)d tahun, atau kosongkan.", n=MOST_YEARS))
