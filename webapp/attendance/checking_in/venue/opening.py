"""Switching the venue code on and off, and finding it."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.attendance.checking_in.venue.models import VenueCode
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, EventStatus, Session
from webapp.events.queries import PAGE
from webapp.web.tokens import new_token


def open_code(event: Event, *, at: datetime) -> VenueCode:
    """Switch it on; already on it stays as it is. Raises Refused unless the event is published."""
    if event.status is not EventStatus.PUBLISHED:
        raise Refused(_("Kode di tempat baru dapat ditampilkan setelah kegiatan ini diterbitkan."))
    code = db.session.get(VenueCode, event.id)
    if code is None:
        code = VenueCode(event_id=event.id, key=new_token(), opened_at=at)
        db.session.add(code)
    elif code.closed_at is not None:
        code.key, code.opened_at, code.closed_at = new_token(), at, None
    db.session.flush()
    return code


def close_code(event: Event, *, at: datetime) -> None:
    """Switch it off: every code and pass of it is worthless at once."""
    code = db.session.get(VenueCode, event.id)
    if code is not None and code.closed_at is None:
        code.closed_at = at
        db.session.flush()


def opened(event_id: int) -> Select[VenueCode]:
    return select(VenueCode).where(VenueCode.event_id == event_id, VenueCode.closed_at.is_(None))


def at_session(session_id: int) -> Select[Session, VenueCode]:
    """A session with its event, while the event's code is on."""
    return (
        select(Session, VenueCode)
        .join(VenueCode, VenueCode.event_id == Session.event_id)
        .where(Session.id == session_id, VenueCode.closed_at.is_(None))
        .options(joinedload(Session.event).options(*PAGE))
    )
