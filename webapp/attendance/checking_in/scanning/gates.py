"""Where people come in: one session of one event, as much of it as a check-in needs."""

from dataclasses import dataclass

from sqlalchemy import Row, select

from webapp.attendance.checking_in.scanning.answers import Reason
from webapp.database import db
from webapp.events.models import Event, EventStatus, Session


@dataclass(frozen=True, slots=True)
class Gate:
    """A session's door. `closed` says why nobody comes in, or is empty."""

    session_id: int
    event_id: int
    tzid: str
    closed: Reason = Reason.NONE


COLUMNS = (
    Session.__table__.c.id.label("session_id"),
    Session.__table__.c.cancelled_at,
    Event.__table__.c.id.label("event_id"),
    Event.__table__.c.tzid,
    Event.__table__.c.status,
)
_BY_SESSION = select(*COLUMNS).join_from(Session.__table__, Event.__table__)


def gate_of(session: Session) -> Gate:
    """The gate of a session that is loaded already; one statement."""
    return gate_by_id(session.id)


def gate_by_id(session_id: int) -> Gate:
    return gate_from(db.session.execute(_BY_SESSION.where(Session.__table__.c.id == session_id)).one())


def gate_from(row: Row) -> Gate:  # type: ignore[type-arg]
    """The gate in a row that holds COLUMNS."""
    return Gate(row.session_id, row.event_id, row.tzid, _closed(row))


def _closed(row: Row) -> Reason:  # type: ignore[type-arg]
    if row.status == EventStatus.CANCELLED:
        return Reason.EVENT_CANCELLED
    if row.status == EventStatus.POSTPONED:
        return Reason.EVENT_POSTPONED
    return Reason.SESSION_CANCELLED if row.cancelled_at is not None else Reason.NONE
