"""What the operator's page asks: who is inside now, and its figures in one statement."""

from datetime import datetime

from sqlalchemy import Select, func, select

from webapp.attendance.models import Attendance, Person, Registration, RegistrationStatus
from webapp.attendance.verdicts.models import CodeClaim, Part, PresenceInterval, SessionCode, Source
from webapp.events.models import Mode


def codes(session_id: int) -> Select[SessionCode]:
    return select(SessionCode).where(SessionCode.session_id == session_id)


def inside(session_id: int, *, since: datetime, at: datetime) -> Select[str, str, datetime]:
    """(name, affiliation, from when) of those whose page beat since then, by name."""
    return (
        select(Person.name, Registration.affiliation, func.min(PresenceInterval.started_at))
        .select_from(PresenceInterval)
        .join(Registration, Registration.id == PresenceInterval.registration_id)
        .join(Registration.person)
        .where(
            PresenceInterval.session_id == session_id,
            PresenceInterval.source == Source.PAGE,
            PresenceInterval.ended_at >= since,
            PresenceInterval.started_at <= at,
        )
        .group_by(Registration.id, Person.name, Person.folded_name, Registration.affiliation)
        .order_by(Person.folded_name, Registration.id)
    )


def figures(event_id: int, session_id: int) -> Select[int, int, int, int, int]:
    """One row: registered online, who asks for a place online, entered, and how many typed either code."""
    online = select(func.count()).where(Registration.event_id == event_id, Registration.mode == Mode.ONLINE)
    asking = (RegistrationStatus.PENDING, RegistrationStatus.WAITING)
    entered = select(func.count()).where(
        Attendance.session_id == session_id, Attendance.mode == Mode.ONLINE, Attendance.first_at.is_not(None)
    )
    claimed = select(func.count()).where(CodeClaim.session_id == session_id)
    return select(
        online.where(Registration.status == RegistrationStatus.CONFIRMED).scalar_subquery().label("registered"),
        online.where(Registration.status.in_(asking)).scalar_subquery().label("asking"),
        entered.scalar_subquery().label("entered"),
        claimed.where(CodeClaim.part == Part.OPENING).scalar_subquery().label("opening"),
        claimed.where(CodeClaim.part == Part.CLOSING).scalar_subquery().label("closing"),
    )
