"""A training of several days at a glance: who came to which session, and how many to each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from webapp.attendance.models import COUNTED, Attendance, Person, Registration, RegistrationStatus
from webapp.database import db
from webapp.events.models import Event

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Attender:
    """`came` holds, for each session of the event in its order, when this person came first, or None."""

    name: str
    affiliation: str
    came: list[datetime | None]

    @property
    def sessions(self) -> int:
        return sum(at is not None for at in self.came)


@dataclass(frozen=True, slots=True)
class Days:
    """A page of people, how many there are, and how many came to each session."""

    people: list[Attender]
    total: int
    counts: list[int]


def days(event: Event, *, page: int = 1) -> Days:
    """Whoever has a place or came, by name. Four statements, however many sessions and people."""
    people = _people(event.id)
    total = db.session.scalar(select(func.count()).select_from(people.order_by(None).subquery())) or 0
    shown = db.session.execute(people.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    sessions = [one.id for one in event.sessions]
    at_session = {
        (registration, session): at
        for registration, session, at in db.session.execute(_came(sessions, [row[0] for row in shown]))
    }
    counts = {session: n for session, n in db.session.execute(_counts(sessions))}  # noqa: C416  # rows, typed
    rows = [
        Attender(name, group, [at_session.get((one, session)) for session in sessions]) for one, name, group in shown
    ]
    return Days(rows, total, [counts.get(session, 0) for session in sessions])


def _people(event_id: int) -> Select[*tuple[Any, ...]]:
    came = select(Attendance.id).where(Attendance.registration_id == Registration.id, COUNTED).exists()
    return (
        select(Registration.id, Person.name, Registration.affiliation)
        .join(Person, Person.id == Registration.person_id)
        .where(Registration.event_id == event_id, or_(Registration.status == RegistrationStatus.CONFIRMED, came))
        .order_by(Person.folded_name, Registration.id)
    )


def _came(sessions: list[int], registrations: list[int]) -> Select[int, int, datetime | None]:
    return select(Attendance.registration_id, Attendance.session_id, Attendance.first_at).where(
        Attendance.session_id.in_(sessions), Attendance.registration_id.in_(registrations), COUNTED
    )


def _counts(sessions: list[int]) -> Select[int, int]:
    counted = select(Attendance.session_id, func.count()).where(Attendance.session_id.in_(sessions), COUNTED)
    return counted.group_by(Attendance.session_id)
