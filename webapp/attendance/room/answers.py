"""One of the event's own questions as a column of the list of participants."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from webapp.attendance.models import Registration
from webapp.attendance.questions import queries
from webapp.attendance.questions.asking import shown
from webapp.attendance.questions.models import Answer, Question
from webapp.database import db


@dataclass(frozen=True)
class Column:
    """What may be shown, which of it is, and its words by registration."""

    questions: Sequence[Question]
    chosen: Question | None = None
    words: dict[int, str] = field(default_factory=dict)


def column(event_id: int, asked: str, rows: Sequence[Registration]) -> Column:
    """The question with the id `asked`, if the event has it, answered by these people. One query, or two."""
    questions = db.session.scalars(queries.ever_asked(event_id)).all()
    chosen = next((one for one in questions if str(one.id) == asked), None)
    if chosen is None or not rows:
        return Column(questions, chosen)
    given = select(Answer).where(Answer.question_id == chosen.id, Answer.registration_id.in_([one.id for one in rows]))
    words = {row.registration_id: shown(row.value) for row in db.session.scalars(given)}
    return Column(questions, chosen, words)
