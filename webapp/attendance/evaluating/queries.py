"""Who may answer, and what was answered; the caller runs them."""

from typing import Any

from sqlalchemy import Select, exists, func, select

from webapp.attendance.evaluating.models import Feedback, FeedbackClosure, FeedbackReceipt
from webapp.attendance.models import COUNTED, Attendance, Person, Registration
from webapp.events.models import Session


def standing(event_id: int, registration_id: int) -> Select[bool, bool, bool]:
    """Whether the activity does not ask, whether this registration came, and whether it has answered."""
    return select(
        exists().where(FeedbackClosure.event_id == event_id),
        exists().where(Attendance.registration_id == registration_id, COUNTED),
        exists().where(FeedbackReceipt.registration_id == registration_id),
    )


def closure(event_id: int) -> Select[FeedbackClosure]:
    return select(FeedbackClosure).where(FeedbackClosure.event_id == event_id)


def answers(event_id: int) -> Select[*tuple[Any, ...]]:
    """The four ratings, the words and the name, if one was given, in the order of the lot."""
    return (
        select(
            Feedback.material, Feedback.speakers, Feedback.service, Feedback.overall, Feedback.suggestion, Person.name
        )
        .outerjoin(Registration, Registration.id == Feedback.registration_id)
        .outerjoin(Person, Person.id == Registration.person_id)
        .where(Feedback.event_id == event_id)
        .order_by(Feedback.id)
    )


def came(event_id: int) -> Select[int]:
    """How many could answer."""
    return (
        select(func.count(Attendance.registration_id.distinct()))
        .join(Session, Session.id == Attendance.session_id)
        .where(Session.event_id == event_id, COUNTED)
    )


def own(registration_id: int) -> Select[Feedback]:
    """What somebody said with their name."""
    return select(Feedback).where(Feedback.registration_id == registration_id)
