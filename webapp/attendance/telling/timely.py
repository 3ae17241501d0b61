"""Whether what the clock brought is still true when its turn comes."""

from datetime import datetime

from sqlalchemy import select

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.telling.scheduling import is_time, session_of, was_present
from webapp.database import db
from webapp.events.models import EventStatus, Mode
from webapp.messages.models import Message


def is_true(message: Message, registration: Registration, *, at: datetime) -> bool:
    """In time for a day on which the event still is, for somebody who holds a place; thanks are for who came."""
    event = registration.event
    if registration.status != RegistrationStatus.CONFIRMED or event.status is not EventStatus.PUBLISHED:
        return False
    if message.kind == "thanks":
        came = select(Registration.id).where(Registration.id == registration.id, was_present())
        return db.session.scalar(came) is not None
    if message.kind == "join" and registration.mode is not Mode.ONLINE:
        return False
    session = session_of(event, message.version)
    return session is not None and is_time(message.kind, event, session, at=at)
