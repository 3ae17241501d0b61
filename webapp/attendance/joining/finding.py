"""Who stands at the door of an event: found by the short code, or by the name and the end of the telephone number."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, select

from webapp.accounts import limiting
from webapp.attendance.checking_in.scanning.codes import Code, Form
from webapp.attendance.models import LIVE, Person, Registration, Ticket
from webapp.attendance.registering import people, queries
from webapp.database import db
from webapp.events.models import Event

DIGITS = 4
# A carrier puts a whole village behind one address, and some of them mistype; a machine tries thousands.
MOST_FROM_ONE_ADDRESS = 300
MOST_FROM_ANYWHERE = 3_000


def by_code(event: Event, code: Code) -> Registration | None:
    """The live registration whose standing ticket has this code."""
    column = Ticket.short_code if code.form is Form.SHORT else Ticket.code
    return _only(event, and_(column == code.text, Ticket.revoked_at.is_(None)))


def by_name(event: Event, *, name: str, digits: str) -> Registration | None:
    """The live registration of this name, as it is folded, whose telephone number ends so; none where two agree."""
    return _only(event, and_(Person.folded_name == people.folded(name), Person.phone.endswith(digits, autoescape=True)))


def _only(event: Event, condition: ColumnElement[bool]) -> Registration | None:
    refs = db.session.scalars(_refs(event.id).where(condition).limit(2)).all()
    return db.session.scalar(queries.by_ref(refs[0])) if len(refs) == 1 else None


def _refs(event_id: int) -> Select[str]:
    return (
        select(Registration.ref)
        .join(Registration.person)
        .join(Registration.tickets)
        .where(Registration.event_id == event_id, Registration.status.in_(LIVE), Ticket.revoked_at.is_(None))
    )


def wait_for_guessers(event: Event, address: str, *, at: datetime) -> timedelta | None:
    """How long nobody is looked for, once too many tries have failed of late: from this address, or at this door."""
    limits = zip(_keys(event, address), (MOST_FROM_ONE_ADDRESS, MOST_FROM_ANYWHERE), strict=True)
    waits = [limiting.wait_after(key, most=most, at=at) for key, most in limits]
    return max((wait for wait in waits if wait is not None), default=None)


def note_failure(event: Event, address: str, *, at: datetime) -> None:
    """Count a try that found nobody; the caller commits."""
    for key in sorted(_keys(event, address)):
        limiting.note_failure(key, at=at)


def _keys(event: Event, address: str) -> tuple[str, str]:
    return f"door {event.id} from {limiting.network(address)}", f"door {event.id}"
