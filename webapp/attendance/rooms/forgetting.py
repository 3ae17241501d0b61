"""What servers and devices told is not kept longer than the contacts of those who took part."""

from datetime import datetime

from sqlalchemy import delete, func, select

from webapp.attendance.importing.names import words
from webapp.attendance.joining.models import JoinDevice
from webapp.attendance.models import Registration
from webapp.attendance.rooms import queries
from webapp.attendance.rooms.models import RoomVisit
from webapp.database import db
from webapp.events.models import Event, Session


def forget_visits(*, before: datetime) -> None:
    """Erase strangers in the rooms, and the marks of devices, of events that ended before."""
    over = select(Session.id).join(Event).where(func.coalesce(Event.dtend, Event.dtstart) <= before)
    strangers = delete(RoomVisit).where(RoomVisit.session_id.in_(over), RoomVisit.registration_id.is_(None))
    for forgotten in (strangers, delete(JoinDevice).where(JoinDevice.session_id.in_(over))):
        db.session.execute(forgotten.execution_options(synchronize_session=False))


def forget_stranger(registration: Registration) -> None:
    """Erase the visits of somebody who was seen under this person's name and never matched. Needs person loaded."""
    sought = words(registration.person.name)
    for visit in db.session.scalars(queries.unregistered(registration.event_id)):
        if words(visit.name) == sought:
            db.session.delete(visit)
    db.session.execute(delete(JoinDevice).where(JoinDevice.registration_id == registration.id))
    db.session.flush()
