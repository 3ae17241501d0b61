"""The organizer's editor of an event's questions."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectField, StringField, TextAreaField

from webapp.attendance.questions.asking import Asked
from webapp.attendance.questions.editing import CHOOSING, LONGEST_HELP, LONGEST_LABEL, MOST_QUESTIONS, PlannedQuestion
from webapp.attendance.questions.models import Question, QuestionKind, StandardName
from webapp.attendance.questions.sheets import STANDARD_LABELS
from webapp.events.models import Mode
from webapp.web.form_rows import Row, Rows, single_line
from webapp.web.forms import GelarForm, at_most, options, plain_text

UP = "up:"
KIND_LABELS = {
    QuestionKind.SHORT: _l("Jawaban singkat"),
    QuestionKind.LONG: _l("Jawaban panjang"),
    QuestionKind.ONE: _l("Pilih satu"),
    QuestionKind.SEVERAL: _l("Pilih beberapa"),
    QuestionKind.NUMBER: _l("Angka"),
    QuestionKind.YES_NO: _l("Ya atau tidak"),
}
STANDARD_CHOICES = {"off": _l("Tidak"), "asked": _l("Ditanyakan"), "required": _l("Wajib diisi")}
MODE_CHOICES = {"": _l("Semua"), "in_person": _l("Luring"), "online": _l("Daring")}


class QuestionRow(Row):
    label = StringField(_l("Pertanyaan"), [at_most(LONGEST_LABEL), plain_text], filters=[single_line])
    kind = SelectField(_l("Bentuk jawaban"), choices=options(KIND_LABELS.items()), default="short")
    choices = TextAreaField(_l("Pilihan jawaban"), [at_most(8_000), plain_text], render_kw={"rows": 4})
    help = StringField(_l("Keterangan di bawahnya"), [at_most(LONGEST_HELP), plain_text], filters=[single_line])
    mode = SelectField(_l("Ditanyakan kepada"), choices=options(MODE_CHOICES.items()), default="")
    is_required = BooleanField(_l("Wajib diisi"))

    def is_empty(self) -> bool:
        return not any((self.label.data, self.choices.data, self.help.data))

    def lines(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(single_line(line) for line in (self.choices.data or "").splitlines() if line.strip())
        )

    def plan(self) -> PlannedQuestion | None:
        """What was typed; None with an error at the field that cannot be."""
        kind = QuestionKind(self.kind.data)
        if not self.label.data:
            self.label.errors = [_("Tuliskan pertanyaannya, atau hapus baris ini.")]
        if kind in CHOOSING and len(self.lines()) < 2:
            self.choices.errors = [_("Tuliskan sedikitnya dua pilihan, satu pada setiap baris.")]
        if self.errors:
            return None
        return PlannedQuestion(
            id=self.standing_id(),
            kind=kind,
            label=self.label.data or "",
            help=self.help.data or "",
            choices=self.lines() if kind in CHOOSING else (),
            is_required=bool(self.is_required.data),
            mode=Mode(self.mode.data) if self.mode.data else None,
        )

    @staticmethod
    def values_of(row: Question) -> dict[str, object]:
        return {
            "row_id": str(row.id),
            "label": row.label,
            "kind": row.kind.value,
            "choices": "\n".join(row.choices),
            "help": row.help,
            "mode": row.mode.value if row.mode else "",
            "is_required": row.is_required,
        }


class QuestionsForm(GelarForm):
    gender = SelectField(STANDARD_LABELS[StandardName.GENDER], choices=options(STANDARD_CHOICES.items()))
    age_group = SelectField(STANDARD_LABELS[StandardName.AGE_GROUP], choices=options(STANDARD_CHOICES.items()))
    occupation = SelectField(STANDARD_LABELS[StandardName.OCCUPATION], choices=options(STANDARD_CHOICES.items()))
    position = SelectField(STANDARD_LABELS[StandardName.POSITION], choices=options(STANDARD_CHOICES.items()))
    needs = SelectField(STANDARD_LABELS[StandardName.NEEDS], choices=options(STANDARD_CHOICES.items()))
    questions = Rows(FormField(QuestionRow), label=_l("Pertanyaan"), max_entries=MOST_QUESTIONS)

    planned: tuple[PlannedQuestion, ...] = ()

    @classmethod
    def of(cls, asked: Asked) -> "QuestionsForm":
        """The form as it stands, or as it was sent."""
        standard = {name.value: ("required" if must else "asked") for name, must in asked.standard.items()}
        values: dict[str, Any] = {name.value: "off" for name in StandardName} | standard
        return cls(data=values | {"questions": [QuestionRow.values_of(row) for row in asked.own]})

    def press(self, button: str) -> bool:
        """Add, take away or move a row; False when no such button was pressed."""
        if button.startswith(UP):
            names = [entry.name for entry in self.questions]
            place = names.index(button.removeprefix(UP)) if button.removeprefix(UP) in names else 0
            if place:
                rows = [entry.data for entry in self.questions]
                rows[place - 1], rows[place] = rows[place], rows[place - 1]
                self.questions.process(None, rows)
            return True
        return bool(button) and self.questions.press(button)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        plans = [entry.form.plan() for entry in self.questions if not entry.form.is_empty()]
        self.planned = tuple(plan for plan in plans if plan)
        return not self.problems()

    def standard(self) -> dict[StandardName, bool]:
        chosen = {name: self[name.value].data for name in StandardName}
        return {name: choice == "required" for name, choice in chosen.items() if choice != "off"}
