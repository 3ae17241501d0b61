"""Setting the margin of each mode under the lock of its places; who waits moves up at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, func, select

from webapp.attendance.models import COUNTED, Attendance, Registration, RegistrationStatus
from webapp.attendance.registering import promoting, seating
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode, Session

MOST = 1_000


class MarginTooLow(Refused):
    """Places above the capacity of `mode` are taken already."""

    def __init__(self, mode: Mode, least: int) -> None:
        super().__init__(_("Sudah %(n)d tempat di atas kapasitas yang terisi.", n=least), reason="margin_below_taken")
        self.mode = mode


def set_margins(event: Event, wanted: Mapping[Mode, int], *, at: datetime) -> int:
    """Offer so many places beyond the chairs; returns how many people moved up from the line.

    Raises MarginTooLow for fewer than are taken already, Refused (margin) for less than nothing or more than MOST.
    """
    held = seating.lock(event.id)
    for mode, margin in wanted.items():
        if mode not in held:
            continue
        if not 0 <= margin <= MOST:
            raise Refused(_("Tuliskan angka antara %(least)d dan %(most)d.", least=0, most=MOST), reason="margin")
        seats = held[mode]
        if seats.taken > seats.capacity + margin:
            raise MarginTooLow(mode, seats.taken - seats.capacity)
        seats.margin = margin
    db.session.flush()
    return promoting.fill(event, list(held.values()), at=at)


@dataclass(frozen=True)
class Habit:
    """How many came to this organizer's earlier activities, of those who had a place."""

    registered: int
    came: int

    @property
    def missing_percent(self) -> int:
        return round(100 * (self.registered - self.came) / self.registered) if self.registered else 0


def habit(event: Event, *, at: datetime) -> Habit:
    """Of all earlier activities of the organizer that are over. One query."""
    registered, came = db.session.execute(_habit(event, at)).one()
    return Habit(registered, came)


def _habit(event: Event, at: datetime) -> Select[int, int]:
    came = (
        select(Attendance.registration_id)
        .join(Session, Session.id == Attendance.session_id)
        .where(Attendance.registration_id == Registration.id, COUNTED)
        .exists()
    )
    return (
        select(func.count(), func.count().filter(came))
        .select_from(Registration)
        .join(Event, Event.id == Registration.event_id)
        .where(
            Event.organization_id == event.organization_id,
            Event.id != event.id,
            Event.dtend < at,
            Registration.status == RegistrationStatus.CONFIRMED,
            Registration.is_walk_in.is_(False),
        )
    )
