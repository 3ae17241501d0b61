"""What the committee was to pass on before a session, and did not: after the start it is of no use."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import selectinload

from webapp.attendance.models import Registration
from webapp.attendance.telling.scheduling import session_of
from webapp.database import db
from webapp.events.models import Event
from webapp.messages.models import Message, MessageState

IN_TIME = ("reminder", "join")


def lapse(*, at: datetime) -> int:
    """Drop what waits to be passed on for a session that has begun, or for a day that is none any more."""
    days = select(Registration.event_id, Message.version).join(Message, Message.registration_id == Registration.id)
    rows = db.session.execute(days.where(*_open()).distinct()).all()
    loaded = select(Event).where(Event.id.in_({row.event_id for row in rows})).options(selectinload(Event.sessions))
    events = {event.id: event for event in db.session.scalars(loaded)} if rows else {}
    return sum(_drop(event_id, day) for event_id, day in rows if _is_past(events[event_id], day, at=at))


def _open() -> tuple[ColumnElement[bool], ...]:
    return Message.state.in_((MessageState.BY_HAND, MessageState.IN_DOUBT)), Message.kind.in_(IN_TIME)


def _is_past(event: Event, day: int, *, at: datetime) -> bool:
    session = session_of(event, day)
    return session is None or session.dtstart <= at


def _drop(event_id: int, day: int) -> int:
    own = select(Registration.id).where(Registration.event_id == event_id)
    rows = update(Message).where(*_open(), Message.version == day, Message.registration_id.in_(own))
    dropped = db.session.scalars(rows.values(state=MessageState.DROPPED).returning(Message.id))
    return len(dropped.all())
