"""A ticket that a member of the committee opened with an ordinary camera: recording it from its own page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from flask_login import current_user
from sqlalchemy import select

from webapp.accounts.models import GrantRole
from webapp.attendance.models import Attendance, Registration
from webapp.database import db
from webapp.events import loading, timing
from webapp.events.models import Session


@dataclass(frozen=True, slots=True)
class TicketDesk:
    """What the page offers on top: `entry` is the scan's own id, so that pressing twice is one scan."""

    entry: str
    session: Session
    standing_at: datetime | None  # since when this person is in, at this session


def ticket_desk(registration: Registration, *, at: datetime) -> TicketDesk | None:
    """None for whoever may not check in at this activity; one statement for who may."""
    if not current_user.is_authenticated:
        return None
    if not loading.may(GrantRole.DESK, registration.event):
        return None
    session = timing.session_at(registration.event, at=at)
    standing = select(Attendance.standing_at).where(
        Attendance.session_id == session.id,
        Attendance.registration_id == registration.id,
        Attendance.is_standing.is_(True),
    )
    return TicketDesk(str(uuid4()), session, db.session.scalar(standing))
