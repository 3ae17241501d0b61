"""What a participant's page asks; the caller runs them."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.attendance.models import Attendance, Registration
from webapp.attendance.registering.models import RegistrationGroup
from webapp.events.models import Event, Session


def whole(event_id: int, registration_id: int) -> Select[Registration]:
    """A registration of this event with everything its page shows."""
    return (
        select(Registration)
        .where(Registration.id == registration_id, Registration.event_id == event_id)
        .options(
            joinedload(Registration.person),
            joinedload(Registration.event).options(
                joinedload(Event.organization),
                joinedload(Event.region),
                selectinload(Event.sessions),
                selectinload(Event.seats),
            ),
            joinedload(Registration.region),
            selectinload(Registration.tickets),
            selectinload(Registration.consents),
        )
    )


def presences(registration_id: int) -> Select[Attendance]:
    """Where somebody was, in the order of the sessions."""
    return (
        select(Attendance)
        .join(Session, Session.id == Attendance.session_id)
        .where(Attendance.registration_id == registration_id, Attendance.first_at.is_not(None))
        .options(joinedload(Attendance.session))
        .order_by(Session.dtstart)
    )


def group(group_id: int) -> Select[RegistrationGroup]:
    return select(RegistrationGroup).where(RegistrationGroup.id == group_id)
