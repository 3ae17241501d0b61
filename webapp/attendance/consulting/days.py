"""The hours of a consultation, day by day: for who chooses one, and for the officer with who comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.attendance.models import LIVE, Registration
from webapp.database import db
from webapp.events.consulting import queries
from webapp.events.consulting.hours import day_of
from webapp.events.consulting.models import Appointment, Consultation
from webapp.events.models import Event, EventStatus


@dataclass(frozen=True)
class Hour:
    """One appointment. `person` is never given to the page that people choose on."""

    event: Event
    is_past: bool
    person: Registration | None = None

    @property
    def is_blocked(self) -> bool:
        return self.person is None and not any(row.capacity + row.margin for row in self.event.seats)

    @property
    def is_cancelled(self) -> bool:
        return self.event.status is not EventStatus.PUBLISHED


@dataclass(frozen=True)
class Day:
    day: date
    hours: list[Hour]

    @property
    def taken(self) -> int:
        return sum(one.person is not None for one in self.hours)


def free_days(consultation: Consultation, *, at: datetime) -> list[Day]:
    """What can still be chosen; two statements however much there is."""
    found = db.session.scalars(queries.free(consultation.id, at=at)).all()
    return _by_day((Hour(one, is_past=False) for one in found), consultation.tzid)


def days(consultation: Consultation, *, at: datetime) -> list[Day]:
    """Every hour with who comes; three statements however many there are."""
    people = {one.event_id: one for one in db.session.scalars(_people(consultation.id))}
    found = db.session.scalars(queries.events_of(consultation.id)).all()
    return _by_day((Hour(one, one.dtstart <= at, people.get(one.id)) for one in found), consultation.tzid)


def _by_day(hours: Iterable[Hour], tzid: str) -> list[Day]:
    return [Day(day, list(those)) for day, those in groupby(hours, lambda one: day_of(one.event.dtstart, tzid))]


def _people(consultation_id: int) -> Select[Registration]:
    return (
        select(Registration)
        .join(Appointment, Appointment.event_id == Registration.event_id)
        .where(Appointment.consultation_id == consultation_id, Registration.status.in_(LIVE))
        .options(joinedload(Registration.person))
        .order_by(Registration.id)
    )
