"""The questions of one event as form fields, beside the six of every form."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.attendance.models import Registration
from webapp.attendance.questions.asking import LONGEST, Asked, WrongAnswer, judged
from webapp.attendance.questions.models import AnswerValue, Question, QuestionKind, StandardName
from webapp.attendance.registering import answers
from webapp.events.models import Mode
from webapp.web.forms import GelarForm, at_most, options, plain_text, required

LONGEST_NEEDS = 500
# More choices than this are a list that opens, not a column of buttons.
MOST_BUTTONS = 6
STANDARD_LABELS = {
    StandardName.GENDER: _l("Jenis kelamin"),
    StandardName.AGE_GROUP: _l("Kelompok usia"),
    StandardName.OCCUPATION: _l("Pekerjaan"),
    StandardName.POSITION: _l("Jabatan"),
    StandardName.NEEDS: _l("Kebutuhan khusus"),
}


class SheetForm(GelarForm):
    """The part of a registration form that this event adds. The form around it carries the CSRF token."""

    class Meta(GelarForm.Meta):
        csrf = False

    asked = Asked()
    mode: Mode | None = None  # of whom it is filled in for: the others are not asked

    def of(self, question: Question) -> Any:
        return self[field_name(question)]

    def standard(self) -> Iterator[Field]:
        return (self[name.value] for name in StandardName if name in self.asked.standard)

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        self.values: dict[int, AnswerValue] = {}
        for question in self.asked.own_for(self.mode):
            is_valid &= self._take(question, self.of(question))
        return is_valid

    def _take(self, question: Question, field: Field) -> bool:
        try:
            value = judged(question, field.data)
        except WrongAnswer as wrong:
            field.errors = [str(wrong)]
            return False
        if value is None and question.is_required:
            field.errors = [_("Bagian ini wajib diisi.")]
            return False
        if value is not None:
            self.values[question.id] = value
        return True

    def stated(self) -> dict[str, str]:
        """The standard answers by the names of their columns."""
        return {name.value: self[name.value].data or "" for name in self.asked.standard}


def sheet_form(asked: Asked, *, mode: Mode | None = None, **kwargs: Any) -> SheetForm:
    """A form of exactly what is asked, filled from the request or from `data`."""
    fields: dict[str, Any] = {
        name.value: _standard_field(name, is_required=must) for name, must in asked.standard.items()
    }
    fields |= {field_name(question): _own_field(question) for question in asked.own}
    form: SheetForm = type("EventSheet", (SheetForm,), fields)(**kwargs)
    form.asked, form.mode = asked, mode
    return form


def field_name(question: Question) -> str:
    return f"q{question.id}"


def filled_from(
    registration: Registration, given: Mapping[int, AnswerValue], questions: Sequence[Question]
) -> dict[str, Any]:
    """What a form shows of a registration's answers."""
    own = {field_name(one): _typed(one, given[one.id]) for one in questions if one.id in given}
    return {name.value: getattr(registration, name.value) for name in StandardName} | own


def _typed(question: Question, value: AnswerValue) -> object:
    if question.kind is QuestionKind.YES_NO:
        return "yes" if value else "no"
    return str(value).replace(".", ",") if question.kind is QuestionKind.NUMBER else value


def _standard_field(name: StandardName, *, is_required: bool) -> Any:
    label = STANDARD_LABELS[name]
    must = [required()] if is_required else []
    if name is StandardName.GENDER:
        unstated = [] if is_required else [("", _("Tidak disebutkan"))]
        return RadioField(label, choices=options([*answers.GENDERS.items(), *unstated]), validators=must, default="")
    if name is StandardName.POSITION:
        return StringField(label, validators=[*must, at_most(120), plain_text])
    if name is StandardName.NEEDS:
        return StringField(label, validators=[*must, at_most(LONGEST_NEEDS), plain_text])
    listed = answers.AGE_GROUPS if name is StandardName.AGE_GROUP else answers.OCCUPATIONS
    return SelectField(label, choices=options([("", _("Pilih")), *listed.items()]), validators=must, default="")


def _own_field(question: Question) -> Any:
    """The field of one question, not yet bound to a form."""
    listed = options((choice, choice) for choice in question.choices)
    must = [_mark_required] if question.is_required and question.mode is None else []
    match question.kind:
        case QuestionKind.LONG:
            judges = [*must, at_most(LONGEST[QuestionKind.LONG])]
            return TextAreaField(question.label, validators=judges, render_kw={"rows": 4})
        case QuestionKind.SEVERAL:
            return SelectMultipleField(question.label, validators=must, choices=listed, validate_choice=False, **_BOXES)
        case QuestionKind.ONE if len(listed) > MOST_BUTTONS:
            unstated = options([("", _("Pilih"))])
            return SelectField(question.label, validators=must, choices=[*unstated, *listed], validate_choice=False)
        case QuestionKind.ONE:
            return RadioField(question.label, validators=must, choices=listed, validate_choice=False)
        case QuestionKind.YES_NO:
            both = options([("yes", _("Ya")), ("no", _("Tidak"))])
            return RadioField(question.label, validators=must, choices=both, validate_choice=False)
        case QuestionKind.NUMBER:
            typing = {"inputmode": "decimal", "autocomplete": "off"}
            return StringField(question.label, validators=must, render_kw=typing)
    return StringField(question.label, validators=[*must, at_most(LONGEST[QuestionKind.SHORT])])


def _mark_required(_form: Any, _field: Field) -> None:
    """Only says so to the page; the judging knows the mode as well."""


_mark_required.field_flags = {"required": True}  # type: ignore[attr-defined]
_BOXES: dict[str, Any] = {"option_widget": CheckboxInput(), "widget": ListWidget(prefix_label=False)}
