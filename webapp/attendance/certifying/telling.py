"""Telling people that their certificate is ready: one message each, rendered when it is sent."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from webapp.attendance.certifying.models import Certificate
from webapp.attendance.models import Person, Registration
from webapp.database import db
from webapp.messages.promising import promise

KIND = "certificate"


def promise_all(certificates: Iterable[Certificate], *, at: datetime) -> int:
    """Promise a mail to each participant among them who left an address; return how many."""
    ids = [one.registration_id for one in certificates if one.registration_id is not None]
    reachable = db.session.scalars(
        select(Registration.id)
        .join(Person)
        .where(Registration.id.in_(ids), Person.email != "")
        .order_by(Registration.id)
    ).all()
    for registration_id in reachable:
        promise(registration_id, KIND, at=at)
    return len(reachable)
