"""How many are in the room and how many are expected: the figures in the scanner's bar."""

from sqlalchemy import func, select

from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.models import Attendance, Registration, RegistrationStatus
from webapp.database import db
from webapp.events.models import Mode


def counter(gate: Gate) -> dict[str, int]:
    """`in`: who came to the room of this session; `expected`: who has a place in it, or came with an online ticket.

    Walk-ins outside the quota are counted apart, here as in the report.
    """
    came = (
        select(func.count())
        .select_from(Attendance)
        .join(Registration, Registration.id == Attendance.registration_id)
        .where(
            Registration.is_outside_quota.is_(False),
            Attendance.session_id == gate.session_id,
            Attendance.first_at.is_not(None),
            Attendance.mode == Mode.IN_PERSON,
        )
    )
    from_online = came.where(Registration.mode == Mode.ONLINE)
    confirmed = select(func.count()).where(
        Registration.event_id == gate.event_id,
        Registration.mode == Mode.IN_PERSON,
        Registration.status == RegistrationStatus.CONFIRMED,
        Registration.is_outside_quota.is_(False),
    )
    row = db.session.execute(
        select(came.scalar_subquery(), confirmed.scalar_subquery() + from_online.scalar_subquery())
    ).one()
    return {"in": row[0], "expected": row[1]}
