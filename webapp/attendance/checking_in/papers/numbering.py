"""Who stands under which number of the paper: numbers never move, whoever registers or cancels after it was printed."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select

from webapp.attendance.models import Person, Registration, RegistrationStatus, Ticket
from webapp.database import db
from webapp.events.models import Mode


@dataclass(frozen=True, slots=True)
class Numbered:
    """One registration of the event; `code` is empty where no ticket stands."""

    number: int
    registration_id: int
    name: str
    folded_name: str
    affiliation: str
    mode: Mode
    status: RegistrationStatus
    code: str
    short_code: str

    @property
    def is_expected(self) -> bool:
        return self.status is RegistrationStatus.CONFIRMED


def numbered(event_id: int) -> list[Numbered]:
    """Everybody of the event in the order of registering, cancelled ones too: a number is given once. One statement."""
    rows = db.session.execute(_people(event_id))
    return [Numbered(number, *row) for number, row in enumerate(rows, 1)]


def _people(event_id: int) -> Select[*tuple[Any, ...]]:
    standing = and_(Ticket.registration_id == Registration.id, Ticket.revoked_at.is_(None))
    columns = (
        Registration.id,
        Person.name,
        Person.folded_name,
        Registration.affiliation,
        Registration.mode,
        Registration.status,
        func.coalesce(Ticket.code, ""),
        func.coalesce(Ticket.short_code, ""),
    )
    return (
        select(*columns)
        .select_from(Registration)
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(Ticket, standing)
        .where(Registration.event_id == event_id)
        .order_by(Registration.id)
    )
