"""Asking, and answering."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField

from webapp.privacy.requesting.models import RequestKind
from webapp.privacy.requesting.words import KINDS
from webapp.web.forms import GelarForm, at_most, options, plain_text, required

LONGEST = 2_000


class RequestForm(GelarForm):
    kind = SelectField(_l("Permintaan"), choices=options((kind.value, words) for kind, words in KINDS.items()))
    words = TextAreaField(
        _l("Uraian"),
        [required(lambda: _l("Tuliskan apa yang diminta.")), at_most(LONGEST), plain_text],
    )

    def chosen(self) -> RequestKind:
        return RequestKind(self.kind.data)


class AnswerForm(GelarForm):
    answer = TextAreaField(_l("Jawaban"), [required(lambda: _l("Tuliskan jawabannya.")), at_most(LONGEST), plain_text])
