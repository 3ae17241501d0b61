"""What somebody types who has lost a ticket: a name, and the telephone or the mail address."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError

from webapp.attendance.registering.forms import LONGEST_NAME, on_one_line
from webapp.web.contacts import LONGEST_EMAIL, WrongContact, parsed_email, parsed_phone
from webapp.web.forms import GelarForm, at_most, plain_text, required


class LostForm(GelarForm):
    name = StringField(
        _l("Nama, seperti saat mendaftar"),
        filters=[on_one_line],
        validators=[required(), at_most(LONGEST_NAME), plain_text],
    )
    contact = StringField(
        _l("Nomor HP atau surel yang dipakai mendaftar"),
        filters=[on_one_line],
        validators=[
            required(lambda: _("Mohon tulis nomor HP atau surel yang dipakai mendaftar.")),
            at_most(LONGEST_EMAIL),
            plain_text,
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phone, self.email = "", ""

    def validate_contact(self, field: StringField) -> None:
        typed = field.data or ""
        try:
            if "@" in typed:
                self.email = parsed_email(typed)
            else:
                self.phone = parsed_phone(typed)
        except WrongContact as wrong:
            raise ValidationError(str(wrong)) from None
