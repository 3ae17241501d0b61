"""What a phone sends from the room: its pass, the tickets it knows, or a short code."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField, StringField, ValidationError

from webapp.attendance.checking_in.scanning.codes import Form, parsed_code
from webapp.attendance.registering.forms import on_one_line
from webapp.web.forms import GelarForm, at_most, plain_text

LONGEST_CODE = 200  # a ticket's whole address may be pasted


class ArrivalForm(GelarForm):
    """`refs` are the tickets on this phone; `code` is for a ticket that is on paper or on another phone."""

    entry = HiddenField(validators=[at_most(60)])
    refs = SelectMultipleField(_l("Tiket di ponsel ini"), validate_choice=False)
    code = StringField(_l("Kode tiket"), filters=[on_one_line], validators=[at_most(LONGEST_CODE), plain_text])

    def validate_code(self, field: StringField) -> None:
        if field.data and parsed_code(field.data).form is Form.OTHER:
            raise ValidationError(_("Kode tiket terdiri dari dua dan empat tanda, contoh: KT-7F3K."))
        if not field.data and not self.refs.data:
            raise ValidationError(_("Tulis kode tiket, contoh: KT-7F3K."))

    def not_found(self) -> None:
        field: Any = self.code
        field.errors = [
            _("Kode ini belum ditemukan pada kegiatan ini. Mohon periksa kembali, atau datangi meja registrasi.")
        ]
