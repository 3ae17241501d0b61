"""The evidence of a whole event, one statement for each kind of it; the caller runs them."""

from typing import Any

from sqlalchemy import Select, select

from webapp.attendance.models import Attendance, Channel, Registration, RegistrationStatus
from webapp.attendance.verdicts.models import AttendanceRule, CodeClaim, PresenceInterval, VerdictOverride
from webapp.events.models import Session

# Rows that stand for evidence other than a scan: nobody showed a ticket.
WITHOUT_SCAN = (Channel.PAGE, Channel.CODE, Channel.REPORT)


def rule(event_id: int) -> Select[AttendanceRule]:
    return select(AttendanceRule).where(AttendanceRule.event_id == event_id)


def attendances(event_id: int) -> Select[Any]:
    """Every row of an event as plain columns, in the order in which they are written: two writers do not meet."""
    return (
        select(*Attendance.__table__.columns)
        .join(Session, Session.id == Attendance.session_id)
        .where(Session.event_id == event_id)
        .order_by(Attendance.id)
    )


def intervals(event_id: int) -> Select[PresenceInterval]:
    return (
        select(PresenceInterval)
        .join(Session, Session.id == PresenceInterval.session_id)
        .where(Session.event_id == event_id)
    )


def claims(event_id: int) -> Select[CodeClaim]:
    return select(CodeClaim).join(Session, Session.id == CodeClaim.session_id).where(Session.event_id == event_id)


def overrides(event_id: int) -> Select[VerdictOverride]:
    return (
        select(VerdictOverride)
        .join(Session, Session.id == VerdictOverride.session_id)
        .where(Session.event_id == event_id)
    )


def confirmed(event_id: int) -> Select[int]:
    """Ids of those whose evidence may become an attendance."""
    return select(Registration.id).where(
        Registration.event_id == event_id, Registration.status == RegistrationStatus.CONFIRMED
    )
