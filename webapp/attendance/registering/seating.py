"""The places of an event: held by one statement, then given, freed or found full."""

from webapp.attendance.registering import statements, writing
from webapp.database import db
from webapp.events.models import Mode, Seats


def lock(event_id: int) -> dict[Mode, Seats]:
    """Hold the event's places until the transaction ends and return them as they stand now.

    All rows of the event, in order of id: whoever changes a registration of this event passes here,
    so that two people, two modes or two tabs never decide on the same free place.
    """
    db.session.flush()
    held = statements.HOLD_SEATS.all(db.session.connection(), held_event=event_id)
    return {row.mode: writing.standing(Seats, row._asdict()) for row in held}


def is_offered(seats: Seats | None) -> bool:
    """Whether this event has places of that mode at all."""
    return seats is not None and seats.capacity + seats.margin > 0


def has_room(seats: Seats) -> bool:
    """A free place that nobody in line is waiting for."""
    return seats.free > 0 and seats.waiting == 0


def take_or_outside(event_id: int, mode: Mode) -> bool:
    """Take a place for somebody who stands in the hall; False when they are outside the quota.

    Nobody at the door is turned away: without a free place they are admitted and counted apart.
    """
    seats = lock(event_id).get(mode)
    if seats is None or seats.free <= 0:
        return False
    seats.taken += 1
    return True
