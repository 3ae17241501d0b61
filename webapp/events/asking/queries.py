"""Queries of the question box; the caller runs them."""

from datetime import datetime

from sqlalchemy import Select, func, select

from webapp.events.asking.models import AskedQuestion, QuestionBox, QuestionState, QuestionVote


def box(event_id: int) -> Select[QuestionBox]:
    return select(QuestionBox).where(QuestionBox.event_id == event_id)


def in_states(event_id: int, *states: QuestionState, limit: int = 500) -> Select[AskedQuestion]:
    """The most wanted first, then the oldest."""
    return (
        select(AskedQuestion)
        .where(AskedQuestion.event_id == event_id, AskedQuestion.state.in_(states))
        .order_by(AskedQuestion.votes.desc(), AskedQuestion.id)
        .limit(limit)
    )


def own_waiting(event_id: int, device: str) -> Select[AskedQuestion]:
    own = (AskedQuestion.event_id == event_id, AskedQuestion.device == device)
    return select(AskedQuestion).where(*own, AskedQuestion.state == QuestionState.PENDING).order_by(AskedQuestion.id)


def voted(event_id: int, device: str) -> Select[int]:
    """The questions for which this device has voted."""
    return (
        select(QuestionVote.question_id)
        .join(AskedQuestion, AskedQuestion.id == QuestionVote.question_id)
        .where(AskedQuestion.event_id == event_id, QuestionVote.device == device)
    )


def one(event_id: int, question_id: int) -> Select[AskedQuestion]:
    return select(AskedQuestion).where(AskedQuestion.event_id == event_id, AskedQuestion.id == question_id)


def crowd(event_id: int, device: str, *, since: datetime) -> Select[int, int, int]:
    """(waiting of this device, waiting of all, asked by all since then)."""
    of_event = AskedQuestion.event_id == event_id
    waits = AskedQuestion.state == QuestionState.PENDING
    count = func.count(AskedQuestion.id)
    return select(
        select(count).where(of_event, waits, AskedQuestion.device == device).scalar_subquery(),
        select(count).where(of_event, waits).scalar_subquery(),
        select(count).where(of_event, AskedQuestion.asked_at > since).scalar_subquery(),
    )
