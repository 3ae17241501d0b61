"""The address to which a link is sent."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, ValidationError

from webapp.web.contacts import WrongContact, parsed_email
from webapp.web.forms import GelarForm, at_most, plain_text, required


class VisitForm(GelarForm):
    email = EmailField(
        _l("Alamat surel"),
        [required(lambda: _l("Tuliskan alamat surel yang dipakai saat mendaftar.")), at_most(254), plain_text],
    )
    address = ""  # in its stored form, once validated

    def validate_email(self, field: EmailField) -> None:
        try:
            self.address = parsed_email((field.data or "").strip())
        except WrongContact as wrong:
            raise ValidationError(str(wrong)) from None
