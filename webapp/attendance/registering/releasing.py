"""Seats of those who did not come go to those who wait, by one press after the start ("Lepas kursi kosong")."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.attendance.models import Attendance, Registration, RegistrationStatus
from webapp.attendance.registering import promoting, seating
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode
from webapp.events.timing import Phase, phase
from webapp.web.formatting import clock_time

# Who is half an hour late has usually given up.
AFTER_START = timedelta(minutes=30)


@dataclass(frozen=True)
class Released:
    seats: int
    moved_up: int


def release_from(event: Event) -> datetime:
    """From when on the seats of no-shows may be let go."""
    return event.dtstart + AFTER_START


def may_release(event: Event, *, mode: Mode = Mode.IN_PERSON, at: datetime) -> bool:
    """Whether it is time, and somebody waits for this mode. Needs the event's seats loaded."""
    waits = any(seats.mode is mode and seats.waiting > max(0, seats.free) for seats in event.seats)
    return waits and at >= release_from(event) and phase(event, at=at) is Phase.RUNNING


def no_shows(event_id: int, mode: Mode) -> Select[Registration]:
    """Who holds a seat of this mode and has not been there."""
    came = select(Attendance.id).where(Attendance.registration_id == Registration.id, Attendance.first_at.is_not(None))
    return (
        select(Registration)
        .where(
            Registration.event_id == event_id,
            Registration.mode == mode,
            Registration.status == RegistrationStatus.CONFIRMED,
            Registration.is_outside_quota.is_(False),
            ~came.exists(),
        )
        .options(joinedload(Registration.person))
        .order_by(Registration.id)
    )


def release_empty_seats(event: Event, *, mode: Mode = Mode.IN_PERSON, at: datetime) -> Released:
    """Give the seats of no-shows to the line, no more of them than people wait, latest registered first.

    Who comes later all the same is admitted outside the quota: their registration and ticket stay.
    Refused: too_early, too_late.
    """
    held = seating.lock(event.id)
    if phase(event, at=at) is Phase.DONE:
        raise Refused(_("Kegiatan ini sudah selesai."), reason="too_late")
    if at < release_from(event):
        words = clock_time(release_from(event), event.tzid)
        raise Refused(_("Kursi kosong dapat dilepas mulai pukul %(time)s.", time=words), reason="too_early")
    seats = held.get(mode)
    needed = seats.waiting - max(0, seats.free) if seats else 0
    if seats is None or needed <= 0:
        return Released(0, promoting.fill(event, list(held.values()), at=at))
    query = no_shows(event.id, mode).with_for_update(of=Registration).execution_options(populate_existing=True)
    absent = list(db.session.scalars(query))
    for registration in absent[-needed:]:
        registration.is_outside_quota, registration.released_at = True, at
        seats.taken -= 1
    db.session.flush()
    return Released(len(absent[-needed:]), promoting.fill(event, list(held.values()), at=at))
