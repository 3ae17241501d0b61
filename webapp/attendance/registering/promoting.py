"""Moving people up from the line, first come first served, in the transaction that freed the place."""

from datetime import datetime

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import placing, queries, seating
from webapp.attendance.telling.kinds import of_standing
from webapp.database import db
from webapp.events import changing
from webapp.events.models import Event, Seats
from webapp.events.timing import RegistrationState, registration_state
from webapp.messages.models import MessageState
from webapp.messages.promising import promise

# A place in an event that does not take place is no news to anybody.
_NO_USE = {RegistrationState.CANCELLED, RegistrationState.OVER}


def init_app() -> None:
    """From now on a change of capacity moves people up in its own transaction."""
    if _after_capacity_change not in changing.after_capacity_change:
        changing.after_capacity_change.append(_after_capacity_change)


def _after_capacity_change(event: Event, at: datetime) -> None:
    promote_waiting(event, at=at)


def promote_waiting(event: Event, *, at: datetime) -> int:
    """Fill the free places of both modes from their lines; return how many people moved up."""
    return fill(event, list(seating.lock(event.id).values()), at=at)


def fill(event: Event, held: list[Seats], *, at: datetime) -> int:
    """The same for seats that the caller already holds."""
    if registration_state(event, at=at) in _NO_USE:
        return 0
    return sum(_fill_mode(seats, at=at) for seats in held)


def _fill_mode(seats: Seats, *, at: datetime) -> int:
    if seats.free <= 0 or seats.waiting <= 0:
        return 0
    db.session.flush()  # the caller's own change of a registration comes first
    moved = db.session.scalars(queries.in_line(seats.event_id, seats.mode, seats.free)).all()
    for registration in moved:
        placing.vacate(registration, seats)
        placing.settle(registration, RegistrationStatus.CONFIRMED, at=at)
        seats.taken += 1
    db.session.flush()
    for registration in moved:
        tell(registration, at=at, kind="moved_up")
    return len(moved)


def tell(registration: Registration, *, at: datetime, kind: str = "") -> None:
    """Promise how it stands now: by mail, or, without an address, by the committee's own hand.

    `kind` says by which way it came there (moved_up, approved), where that is true of how it stands.
    """
    state = MessageState.WAITING if registration.person.email else MessageState.BY_HAND
    promise(registration.id, of_standing(registration.status, kind), at=at, state=state)


def confirm_by_mail(registration: Registration, *, at: datetime) -> None:
    """The same for what the person did and saw: only who gave an address gets it in writing."""
    if registration.person.email:
        promise(registration.id, of_standing(registration.status), at=at)
