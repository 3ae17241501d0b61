"""Answers that go with an application: complete, asked for, and kept with the registration."""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import delete, insert

from webapp.attendance.questions.asking import Asked
from webapp.attendance.questions.models import Answer, AnswerValue, Question
from webapp.attendance.registering.applications import Application
from webapp.database import db
from webapp.errors import Refused


def refuse_unless_answered(asked: Asked, application: Application) -> None:
    """Raises Refused (answer_missing, answer_unasked) unless everything required of this person is answered."""
    questions = asked.own_for(application.mode)
    given = dict(application.answers)
    if given.keys() - {question.id for question in questions}:
        raise Refused(_("Pertanyaan ini tidak diajukan."), reason="answer_unasked")
    missing = next((question.label for question in questions if question.is_required and question.id not in given), "")
    if not missing:
        missing = next((name for name, must in asked.standard.items() if must and not getattr(application, name)), "")
    if missing:
        raise Refused(
            _("Formulir berubah: mohon jawab juga “%(question)s”.", question=missing), reason="answer_missing"
        )


def keep(registration_id: int, answers: Iterable[tuple[int, AnswerValue]]) -> None:
    """Write the answers of a new registration."""
    rows = [{"registration_id": registration_id, "question_id": key, "value": value} for key, value in answers]
    db.session.execute(insert(Answer), rows)


def replace_answers(registration_id: int, questions: Sequence[Question], values: Mapping[int, AnswerValue]) -> None:
    """Let the answers to these questions be `values`; what is missing there is taken back."""
    ids = [question.id for question in questions]
    if not ids:
        return
    db.session.execute(delete(Answer).where(Answer.registration_id == registration_id, Answer.question_id.in_(ids)))
    if kept := [(key, values[key]) for key in ids if key in values]:
        keep(registration_id, kept)
