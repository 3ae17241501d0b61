"""Reused queries of questions and answers; the caller runs them."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select

from webapp.attendance.questions.models import Answer, Question, StandardQuestion
from webapp.events.models import Event

# With the parameter event_id; built once, because every registration of a rush may ask it.
STANDARD: Select[StandardQuestion] = select(StandardQuestion).where(StandardQuestion.event_id == bindparam("event_id"))
OWN: Select[Question] = (
    select(Question)
    .where(Question.event_id == bindparam("event_id"), Question.retired_at.is_(None))
    .order_by(Question.position, Question.id)
)


def asks_more() -> ColumnElement[bool]:
    """Whether an event of the outer query asks anything besides the six questions of every form."""
    return or_(
        exists().where(StandardQuestion.event_id == Event.id),
        exists().where(Question.event_id == Event.id, Question.retired_at.is_(None)),
    )


def ever_asked(event_id: int) -> Select[Question]:
    """The questions of an event, retired ones that somebody answered last."""
    return (
        select(Question)
        .where(Question.event_id == event_id)
        .order_by(Question.retired_at.is_not(None), Question.position, Question.id)
    )


def answers_of(registration_id: int) -> Select[Answer]:
    return select(Answer).where(Answer.registration_id == registration_id)


def answers_in(event_id: int) -> Select[Answer]:
    """Every answer given in an event."""
    return select(Answer).join(Question, Question.id == Answer.question_id).where(Question.event_id == event_id)


def answered(ids: Collection[int]) -> Select[int, int]:
    """How often each of these questions was answered."""
    return select(Answer.question_id, func.count()).where(Answer.question_id.in_(ids)).group_by(Answer.question_id)
