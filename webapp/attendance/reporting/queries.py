"""Who was registered and who came: two queries for a whole event."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.attendance.models import COUNTED, Attendance, Registration
from webapp.events.models import Session


def registrations(event_id: int) -> Select[Registration]:
    """Every registration of an event, in the order of names."""
    return (
        select(Registration)
        .where(Registration.event_id == event_id)
        .options(
            joinedload(Registration.person),
            joinedload(Registration.region),
            joinedload(Registration.kim),
        )
        .order_by(Registration.id)
    )


def attendances(event_id: int) -> Select[Attendance]:
    """Every attendance that was not undone, first things first."""
    return (
        select(Attendance)
        .join(Session, Session.id == Attendance.session_id)
        .where(Session.event_id == event_id, COUNTED)
        .order_by(Attendance.first_at, Attendance.id)
    )
