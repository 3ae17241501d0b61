"""What the board reads: aggregates of one session, the last things presented, the desks."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, select

from webapp.attendance.models import Action, Attendance, Desk, Outcome, Person, Registration, RegistrationStatus, Scan
from webapp.events.models import Mode

MOST_GROUPS = 12
MOST_SCANS = 8


def by_mode(session_id: int) -> Select[Mode, bool, int, int]:
    """(mode attended, outside the quota, how many came, how many are inside now)."""
    inside = func.sum(case((Attendance.is_standing, 1), else_=0))
    return (
        select(Attendance.mode, Registration.is_outside_quota, func.count(), inside)
        .join(Registration, Registration.id == Attendance.registration_id)
        .where(Attendance.session_id == session_id, Attendance.first_at.is_not(None))
        .group_by(Attendance.mode, Registration.is_outside_quota)
    )


def arrivals(session_id: int) -> Select[datetime | None]:
    """When everybody came first, the earliest first."""
    came = Attendance.first_at
    return select(came).where(Attendance.session_id == session_id, came.is_not(None)).order_by(came)


def groups(event_id: int, session_id: int) -> Select[str, int, int]:
    """(group or office, how many have a place or came, how many came), the largest first."""
    came = and_(
        Attendance.session_id == session_id,
        Attendance.registration_id == Registration.id,
        Attendance.first_at.is_not(None),
    )
    return (
        select(Registration.affiliation, func.count(), func.count(Attendance.id))
        .outerjoin(Attendance, came)
        .where(
            Registration.event_id == event_id,
            Registration.status == RegistrationStatus.CONFIRMED,
            Registration.affiliation != "",
        )
        .group_by(Registration.affiliation)
        .order_by(func.count().desc(), Registration.affiliation)
        .limit(MOST_GROUPS)
    )


def last_scans(session_id: int) -> Select[datetime, str, Action, Outcome, str | None]:
    """(when it reached us, desk, action, outcome, name), the newest first."""
    return (
        select(Scan.received_at, Scan.desk, Scan.action, Scan.outcome, Person.name)
        .outerjoin(Registration, Registration.id == Scan.registration_id)
        .outerjoin(Person, Person.id == Registration.person_id)
        .where(Scan.session_id == session_id)
        .order_by(Scan.received_at.desc(), Scan.id.desc())
        .limit(MOST_SCANS)
    )


def open_desks(event_id: int) -> Select[Any]:
    return select(Desk).where(Desk.event_id == event_id, Desk.revoked_at.is_(None)).order_by(Desk.id)
