"""Finding a participant by name at the desk: a few people, by short names, never a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, select

from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.models import Attendance, Person, Registration, RegistrationStatus, Ticket
from webapp.attendance.registering.people import folded
from webapp.database import db
from webapp.events.models import Mode

FEWEST_LETTERS = 3
MOST_PEOPLE = 20
LONGEST = 100
WHOLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Participant:
    """One line of the answer. `attendance` is "in", "out" or None for not yet."""

    name: str
    affiliation: str
    mode: Mode
    status: RegistrationStatus
    short_code: str
    attendance: str | None
    first_at: datetime | None


def letters(text: str) -> int:
    return sum(mark.isalnum() for mark in text)


def search(gate: Gate, text: str) -> list[Participant]:
    """At most MOST_PEOPLE of the event whose name contains `text`; confirmed ones first, then by name."""
    if letters(text) < FEWEST_LETTERS or len(text) > LONGEST or not text.isprintable():
        return []
    return [_participant(row) for row in db.session.execute(_named(gate, folded(text)))]


def _named(gate: Gate, folded_text: str) -> Select[*tuple[Any, ...]]:
    is_confirmed = Registration.status == RegistrationStatus.CONFIRMED
    return (
        select(
            Person.name,
            Registration.affiliation,
            Registration.mode,
            Registration.status,
            Ticket.short_code,
            Attendance.is_standing,
            Attendance.first_at,
        )
        .select_from(Registration)
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(Ticket, and_(Ticket.registration_id == Registration.id, Ticket.revoked_at.is_(None)))
        .outerjoin(
            Attendance,
            and_(Attendance.session_id == gate.session_id, Attendance.registration_id == Registration.id),
        )
        .where(Registration.event_id == gate.event_id, Person.folded_name.contains(folded_text, autoescape=True))
        .order_by(case((is_confirmed, 0), else_=1), Person.folded_name, Registration.id)
        .limit(MOST_PEOPLE)
    )


def _participant(row: Any) -> Participant:
    inside = "in" if row.is_standing else "out"
    return Participant(
        short_name(row.name),
        row.affiliation,
        row.mode,
        row.status,
        row.short_code or "",
        inside if row.first_at is not None else None,
        row.first_at,
    )


def short_name(name: str) -> str:
    """Three words and initials, without titles: enough to tell namesakes apart, less than a list of people.

    "Hj. Siti Aminah Rahmawati Putri, S.Pd." becomes "Siti Aminah Rahmawati P."; one word stays as it is.
    """
    words = name.split(",")[0].split()
    bare = [word for word in words if not word.endswith(".")] or words
    return " ".join([*bare[:WHOLE_WORDS], *(f"{word[0]}." for word in bare[WHOLE_WORDS:])])
