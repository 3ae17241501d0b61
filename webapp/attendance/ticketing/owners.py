"""What a ticket's page shows besides to its owner: contact, links, and whether they were there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from webapp.attendance.models import Attendance, Registration
from webapp.attendance.ticketing import links
from webapp.database import db


@dataclass(frozen=True)
class Owned:
    """`attended_at` is the first attendance that was not undone."""

    token: str
    join_token: str
    attended_at: datetime | None
    has_answered: bool


def owned(registration: Registration, secret: str) -> Owned:
    """One query: whether the owner was there."""
    attended_at = db.session.scalar(
        select(func.min(Attendance.first_at)).where(Attendance.registration_id == registration.id)
    )
    answered = registration.gender, registration.age_group, registration.occupation, registration.position
    return Owned(secret, links.token_of(registration, links.JOIN), attended_at, any(answered))
