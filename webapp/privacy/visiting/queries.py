"""Whatever is kept of the people at one mail address; the caller runs it."""

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.attendance.models import Person, Registration
from webapp.events.models import Event


def of_email(email: str) -> Select[Registration]:
    """Their registrations, also those that are over, the newest first."""
    return (
        select(Registration)
        .join(Registration.person)
        .join(Registration.event)
        .where(Person.email == email, Person.email != "")
        .options(
            contains_eager(Registration.person),
            contains_eager(Registration.event).options(joinedload(Event.organization)),
        )
        .order_by(Registration.id.desc())
    )
