"""The registration behind a joining link; the caller runs it."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.attendance.models import Registration
from webapp.events import queries as events


def by_ref(ref: str) -> Select[Registration]:
    event = joinedload(Registration.event)
    return (
        select(Registration)
        .where(Registration.ref == ref)
        .options(
            joinedload(Registration.person),
            selectinload(Registration.tickets),
            *(event.options(option) for option in events.PAGE),
        )
    )
