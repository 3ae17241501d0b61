"""What somebody types at an event's door: the short code of the ticket, or the name and four digits."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError

from webapp.attendance.checking_in.scanning.codes import Form, parsed_code
from webapp.attendance.joining.finding import DIGITS
from webapp.attendance.registering.forms import LONGEST_NAME, on_one_line
from webapp.web.forms import GelarForm, at_most, plain_text

LONGEST_CODE = 200  # a ticket's whole address may be pasted


class DoorForm(GelarForm):
    """One of two ways is enough."""

    code = StringField(_l("Kode tiket"), filters=[on_one_line], validators=[at_most(LONGEST_CODE), plain_text])
    name = StringField(
        _l("Nama, seperti saat mendaftar"), filters=[on_one_line], validators=[at_most(LONGEST_NAME), plain_text]
    )
    digits = StringField(_l("Empat angka terakhir nomor HP"), filters=[on_one_line])

    def validate_code(self, field: StringField) -> None:
        if field.data and parsed_code(field.data).form is Form.OTHER:
            raise ValidationError(_("Kode tiket terdiri dari dua dan empat tanda, contoh: KT-7F3K."))
        if not field.data and not self.name.data and not self.digits.data:
            raise ValidationError(_("Tulis kode tiket, atau nama dan empat angka terakhir nomor HP."))

    def validate_name(self, field: StringField) -> None:
        if not field.data and self.digits.data and not self.code.data:
            raise ValidationError(_("Tulis juga nama Bapak/Ibu."))

    def validate_digits(self, field: StringField) -> None:
        if self.code.data or not (field.data or self.name.data):
            return
        if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", field.data or ""):
            raise ValidationError(_("Tulis empat angka terakhir nomor HP yang dipakai mendaftar."))

    def not_found(self) -> None:
        """Say at the right field that nobody was found; the same words whatever was wrong."""
        if self.code.data:
            self.code.errors = [_("Kode ini belum ditemukan pada kegiatan ini. Mohon periksa kembali.")]
        else:
            self.name.errors = [
                _("Nama dan nomor ini belum ditemukan. Mohon periksa kembali, atau daftar dan langsung masuk di bawah.")
            ]

    def refused(self, sentence: str) -> None:
        """Say why the one who was found cannot enter."""
        field: Any = self.code if self.code.data else self.name
        field.errors = [sentence]
