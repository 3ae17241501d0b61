"""What every form shares: Indonesian sentences, trimmed text, and no control characters."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, ValidationError
from wtforms.fields.choices import SelectChoice as SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import StopValidation

from webapp.web.field_sentences import FieldSentences
from webapp.web.text import visible

# Line ends and tabs are the only control characters a text area may hold.
_ALLOWED = {"\n", "\t"}
_sentences = FieldSentences()


def trimmed(value: Any) -> Any:
    """Outer blanks off; line ends as \\n. Everything else stays exactly as typed."""
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


class GelarForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Base of every form: fields are trimmed before they are judged."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            filters = unbound_field.kwargs.get("filters", [])
            kind = unbound_field.field_class.__name__
            if kind in {"StringField", "TextAreaField", "EmailField", "TelField", "URLField", "SearchField"}:
                options = {**options, "filters": [trimmed, *filters]}
            return super().bind_field(form, unbound_field, options)

        def get_translations(self, _form: Any) -> FieldSentences:
            return _sentences

    def problems(self) -> list[tuple[str, str, str]]:
        """(id to jump to, label, sentence) of each field in error, rows of lists included, in the order of the page."""
        return [*_problems_of(self), *(("", "", sentence) for sentence in self.form_errors)]


def _problems_of(fields: Iterable[Any], within: str = "") -> Iterator[tuple[str, str, str]]:
    for field in fields:
        words = f"{within}{field.label.text}"
        if isinstance(field, FormField):
            yield from _problems_of(field.form, within)
            continue
        if isinstance(field, FieldList):
            for number, entry in enumerate(field, 1):
                yield from _problems_of([entry], f"{words} {number}: ")
        sentence = next((one for one in field.errors if not isinstance(one, (dict, list, tuple))), None)
        if sentence:
            yield (f"{field.id}-0" if field.type == "RadioField" else field.id), words, str(sentence)


def options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Choices of a select or of radio buttons from (value, words)."""
    return [SelectChoice(value, words) for value, words in pairs]


def required(sentence: Callable[[], str] | None = None) -> Callable[[Any, Field], None]:
    """The field must be filled; `sentence` says what is missing in the field's own words."""

    def check(_form: Any, field: Field) -> None:
        if field.data in (None, "", []) or (isinstance(field.data, str) and not visible(field.data).strip()):
            field.errors = []
            raise StopValidation(str(sentence()) if sentence else _("Bagian ini wajib diisi."))

    check.field_flags = {"required": True}  # type: ignore[attr-defined]
    return check


def optional(_form: Any, field: Field) -> None:
    """An empty field is fine and is not judged further."""
    if not field.raw_data or not str(field.raw_data[0] or "").strip():
        field.errors = []
        raise StopValidation


def at_most(length: int) -> Callable[[Any, Field], None]:
    def check(_form: Any, field: Field) -> None:
        if field.data and len(field.data) > length:
            raise ValidationError(_("Terlalu panjang: paling banyak %(n)d karakter.", n=length))

    check.field_flags = {"maxlength": length}  # type: ignore[attr-defined]
    return check


def plain_text(_form: Any, field: Field) -> None:
    """No control characters, no lone surrogates: they break calendars, spreadsheets and databases."""
    if field.data and has_control_characters(field.data):
        raise ValidationError(_("Ada karakter yang tidak dapat dibaca. Mohon ketik ulang tanpa menyalin dari berkas."))


def has_control_characters(text: str) -> bool:
    return any(unicodedata.category(mark) in {"Cc", "Cs"} and mark not in _ALLOWED for mark in text)
