"""The answers to an event's own questions as further columns of a table, in the order in which they were asked."""

from collections.abc import Sequence
from dataclasses import replace

from webapp.attendance.models import Registration
from webapp.attendance.questions import queries
from webapp.attendance.questions.asking import shown
from webapp.attendance.questions.models import AnswerValue, Question
from webapp.database import db
from webapp.documents.spreadsheets import Column, Sheet


def beside(sheet: Sheet, registrations: Sequence[Registration], event_id: int) -> Sheet:
    """The same sheet with a column for each question; its rows must be those of `registrations`. Two queries."""
    questions, given = answers_of_event(event_id)
    if not questions:
        return sheet
    columns = (*sheet.columns, *(Column(question.label) for question in questions))
    rows = [
        [*row, *(shown(given.get((one.id, question.id))) for question in questions)]
        for row, one in zip(sheet.rows, registrations, strict=True)
    ]
    return replace(sheet, columns=columns, rows=rows)


def answers_of_event(event_id: int) -> tuple[list[Question], dict[tuple[int, int], AnswerValue]]:
    """The questions that are asked or were answered, and every answer by registration and question."""
    asked = db.session.scalars(queries.ever_asked(event_id)).all()
    if not asked:
        return [], {}
    given = {
        (row.registration_id, row.question_id): row.value for row in db.session.scalars(queries.answers_in(event_id))
    }
    answered = {question_id for _registration, question_id in given}
    return [one for one in asked if one.retired_at is None or one.id in answered], given
