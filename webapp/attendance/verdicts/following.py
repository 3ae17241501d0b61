"""Verdicts follow the evidence by themselves: whatever runs or has just ended is judged anew."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import selectinload

from webapp.attendance.verdicts.models import AttendanceRule, CodeClaim, PresenceInterval
from webapp.database import db
from webapp.events import timing
from webapp.events.models import Event, EventStatus, Session

# A worker that slept through the end of a session judges it when it wakes.
LATEST = timedelta(days=2)


def lately(*, at: datetime) -> Sequence[int]:
    """Ids of the events that ran within LATEST and have evidence or a rule."""
    return db.session.scalars(_lately(at)).all()


def whole(event_id: int) -> Event:
    """The event as `settling` needs it."""
    return db.session.scalars(select(Event).where(Event.id == event_id).options(selectinload(Event.sessions))).one()


def _lately(at: datetime) -> Select[int]:
    of_session = (PresenceInterval.session_id == Session.id, CodeClaim.session_id == Session.id)
    has_evidence = or_(*(exists().where(same) for same in of_session))
    not_long_over = or_(
        Session.dtend >= at - LATEST, and_(Session.dtend.is_(None), Session.dtstart >= at - LATEST - timedelta(days=1))
    )
    return (
        select(Event.id)
        .join(Session, Session.event_id == Event.id)
        .where(Event.status == EventStatus.PUBLISHED, Session.cancelled_at.is_(None))
        .where(Session.dtstart <= at + timing.JOIN_OPENS, not_long_over)
        .where(or_(has_evidence, exists().where(AttendanceRule.event_id == Event.id)))
        .distinct()
        .order_by(Event.id)
    )
