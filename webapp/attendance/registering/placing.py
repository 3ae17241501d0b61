"""Where a registration stands: on a place, in the line, or off both. The seats must be held (seating.lock)."""

from datetime import datetime

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import seating, statements, writing
from webapp.database import db
from webapp.events.models import Seats


def seat(registration: Registration, seats: Seats, *, needs_approval: bool = False) -> None:
    """Confirm while there is room, else put at the end of the line; the seats must be held.

    The seats are counted in the table at once, the registration is not flushed.
    """
    if needs_approval:
        registration.status = RegistrationStatus.PENDING
    elif seating.has_room(seats):
        registration.status = RegistrationStatus.CONFIRMED
        writing.count(seats, taken=1)
    else:
        registration.status = RegistrationStatus.WAITING
        last = statements.NEXT_IN_LINE.first(db.session.connection(), event_id=seats.event_id, mode=seats.mode)
        registration.queue_number = last.number
        writing.count(seats, waiting=1)


def place_in_line(registration: Registration) -> int:
    """The true place of somebody who waits: 1 is next. One statement."""
    asked = {"event_id": registration.event_id, "mode": registration.mode, "number": registration.queue_number}
    return int(statements.PLACE_IN_LINE.first(db.session.connection(), **asked).place)


def vacate(registration: Registration, seats: Seats) -> None:
    """Give back the place or the number in the line; who was outside the quota holds neither."""
    if registration.status == RegistrationStatus.WAITING:
        registration.queue_number = None
        seats.waiting -= 1
    elif registration.status == RegistrationStatus.CONFIRMED and not registration.is_outside_quota:
        seats.taken -= 1


def settle(registration: Registration, status: RegistrationStatus, *, at: datetime) -> None:
    registration.status = status
    note_change(registration, at=at)


def note_change(registration: Registration, *, at: datetime) -> None:
    """Status or mode are others now: its owner's calendars must take this for news."""
    registration.status_at = at
    registration.sequence += 1


def read_again(registration: Registration) -> None:
    """The registration as it stands under the lock, held against a check-in of the same moment."""
    db.session.refresh(
        registration,
        ["status", "mode", "queue_number", "is_outside_quota", "link_version", "sequence"],
        with_for_update=True,
    )
