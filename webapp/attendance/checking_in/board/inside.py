"""Who is in the room now, and letting somebody out from the list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select

from webapp.attendance.models import Attendance, Person, Registration, Ticket
from webapp.attendance.registering.people import folded
from webapp.database import db
from webapp.events.models import Mode

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Inside:
    """One person in the room; `code` is their ticket's, which leaving is recorded with."""

    registration_id: int
    name: str
    affiliation: str
    since: datetime
    desk: str
    code: str


def inside(session_id: int, *, search: str = "", page: int = 1) -> tuple[list[Inside], int]:
    """A page of those who are in the room, by name, and how many there are of them. Two statements."""
    found = _inside(session_id)
    for word in folded(search).split():
        found = found.where(Person.folded_name.contains(word, autoescape=True))
    total = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    rows = db.session.execute(found.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    return [Inside(*row) for row in rows], total


def one_inside(session_id: int, registration_id: int) -> Inside | None:
    row = db.session.execute(_inside(session_id).where(Registration.id == registration_id)).first()
    return Inside(*row) if row else None


def _inside(session_id: int) -> Select[*tuple[Any, ...]]:
    standing = and_(Ticket.registration_id == Registration.id, Ticket.revoked_at.is_(None))
    return (
        select(
            Registration.id,
            Person.name,
            Registration.affiliation,
            Attendance.standing_at,
            Attendance.standing_desk,
            func.coalesce(Ticket.code, ""),
        )
        .select_from(Attendance)
        .join(Registration, Registration.id == Attendance.registration_id)
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(Ticket, standing)
        .where(
            Attendance.session_id == session_id,
            Attendance.is_standing.is_(True),
            Attendance.mode == Mode.IN_PERSON,
        )
        .order_by(Person.folded_name, Registration.id)
    )
