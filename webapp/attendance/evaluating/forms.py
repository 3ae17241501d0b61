"""The five questions as a form."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, TextAreaField

from webapp.attendance.evaluating.answering import LONGEST, Said
from webapp.attendance.evaluating.models import RATED
from webapp.attendance.evaluating.results import QUESTIONS, SCALE
from webapp.web.forms import GelarForm, at_most, options, plain_text


def _rating(name: str) -> RadioField:
    choices = options((str(rating), str(rating)) for rating in sorted(SCALE))
    return RadioField(QUESTIONS[name], choices=choices, validate_choice=False, default="")


class FeedbackForm(GelarForm):
    material = _rating("material")
    speakers = _rating("speakers")
    service = _rating("service")
    overall = _rating("overall")
    suggestion = TextAreaField(
        _l("Apa yang sebaiknya dipertahankan atau diperbaiki?"), [at_most(LONGEST), plain_text], render_kw={"rows": 4}
    )
    is_named = BooleanField(_l("Sertakan nama saya, agar panitia dapat menghubungi"))

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        for name in RATED:
            if self[name].data and self[name].data not in {str(rating) for rating in SCALE}:
                self[name].errors = [_("Pilihan ini tidak tersedia.")]
                is_valid = False
        said = self.said() if is_valid else None
        if said is not None and not said.ratings and not said.suggestion:
            self.form_errors.append(_("Mohon jawab sedikitnya satu pertanyaan."))
        return is_valid and not self.form_errors

    def said(self) -> Said:
        ratings = {name: int(self[name].data) for name in RATED if self[name].data}
        return Said(ratings, self.suggestion.data or "", is_named=bool(self.is_named.data))
