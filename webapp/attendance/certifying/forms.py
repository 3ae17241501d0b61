"""The committee's forms of certificates, and the public one that checks them."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, StringField, ValidationError

from webapp.attendance.certifying.issuing import LONGEST_REASON
from webapp.attendance.certifying.models import Design
from webapp.attendance.certifying.numbering import LONGEST, Office
from webapp.attendance.certifying.revising import LONGEST_NAME
from webapp.web.forms import GelarForm, at_most, options, plain_text, required

DESIGNS = {Design.TIKAR: _l("Tikar"), Design.GARIS: _l("Garis"), Design.RESMI: _l("Resmi")}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    return _COLOUR.fullmatch(text) is not None


class OneForm(GelarForm):
    number = StringField(_l("Nomor dari register kantor"), [at_most(LONGEST), plain_text])
    reason = StringField(_l("Alasan"), [at_most(LONGEST_REASON), plain_text])


class RevokingForm(GelarForm):
    reason = StringField(_l("Alasan"), [required(), at_most(LONGEST_REASON), plain_text])


class ReissueForm(GelarForm):
    name = StringField(_l("Nama yang benar"), [required(), at_most(LONGEST_NAME), plain_text])
    note = StringField(_l("Yang dibetulkan"), [required(), at_most(LONGEST_REASON), plain_text])


class LookForm(GelarForm):
    design = RadioField(_l("Rancangan"), choices=options((key.value, words) for key, words in DESIGNS.items()))
    colour = StringField(_l("Warna"), [at_most(7), plain_text])
    shows_lesson_hours = BooleanField(_l("Cantumkan jam pelajaran (JP)"))
    background = FileField(_l("Gambar latar"))
    removes_background = BooleanField(_l("Lepas gambar latar"))

    def validate_colour(self, field: Any) -> None:
        if field.data and not is_colour(field.data):
            raise ValidationError(_("Tulis warna sebagai tanda pagar dan enam angka, misalnya #0B5563."))


class NumberForm(GelarForm):
    template = StringField(_l("Pola nomor"), [required(), at_most(LONGEST), plain_text])
    classification = StringField("{klasifikasi}", [at_most(40), plain_text])
    unit = StringField("{unit}", [at_most(40), plain_text])
    agency = StringField("{instansi}", [at_most(40), plain_text])

    def office(self) -> Office:
        return Office(
            classification=self.classification.data or "", unit=self.unit.data or "", agency=self.agency.data or ""
        )


class CheckForm(GelarForm):
    number = StringField(_l("Nomor sertifikat"), [required(), at_most(LONGEST), plain_text])
    name = StringField(_l("Nama pada sertifikat"), [required(), at_most(LONGEST_NAME), plain_text])
