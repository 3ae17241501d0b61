"""Reused queries of consultations; the caller runs them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.events.consulting.models import Appointment, Consultation
from webapp.events.models import Event, EventStatus, Seats


def by_code(code: str) -> Select[Consultation]:
    return select(Consultation).where(Consultation.code == code).options(joinedload(Consultation.organization))


def of_organizations(organization_ids: Collection[int] | None) -> Select[Consultation]:
    """Those that an organizer may touch, the newest first; None means all."""
    query = select(Consultation).options(joinedload(Consultation.organization)).order_by(Consultation.id.desc())
    return query if organization_ids is None else query.where(Consultation.organization_id.in_(organization_ids))


def events_of(consultation_id: int) -> Select[Event]:
    """The appointments, in the order of the clock, with their seats."""
    return (
        select(Event)
        .join(Appointment, Appointment.event_id == Event.id)
        .where(Appointment.consultation_id == consultation_id)
        .order_by(Event.dtstart, Event.id)
        .options(selectinload(Event.seats))
    )


def free(consultation_id: int, *, at: datetime) -> Select[Event]:
    """The appointments that can be chosen now."""
    has_seat = Event.seats.any(Seats.taken < Seats.capacity + Seats.margin)
    return events_of(consultation_id).where(Event.status == EventStatus.PUBLISHED, Event.dtstart > at, has_seat)


def figures(consultation_ids: Collection[int], *, at: datetime) -> Select[int, int, int]:
    """Consultation, its appointments that come, and how many of them are taken."""
    return (
        select(Appointment.consultation_id, func.count(), func.sum(Seats.taken))
        .join(Event, Event.id == Appointment.event_id)
        .join(Seats, Seats.event_id == Event.id)
        .where(Appointment.consultation_id.in_(consultation_ids))
        .where(Event.dtstart > at, Event.status == EventStatus.PUBLISHED)
        .group_by(Appointment.consultation_id)
    )


def is_appointment() -> ColumnElement[bool]:
    """The event is an hour of a consultation, which has a page of its own."""
    return select(Appointment.event_id).where(Appointment.event_id == Event.id).exists()


def nobody_came_for() -> ColumnElement[bool]:
    """The event is an hour of a consultation that nobody took: no activity was held."""
    empty = select(Seats.event_id).where(Seats.event_id == Event.id, Seats.taken > 0)
    return is_appointment() & ~empty.exists()
