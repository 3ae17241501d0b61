"""What was collected is not kept longer than was said: contacts end a year after the last activity."""

from calendar import monthrange
from datetime import datetime

from sqlalchemy import func, or_, select, update

from webapp.attendance.importing.forgetting import forget_files
from webapp.attendance.models import Person, Registration
from webapp.attendance.registering.consents import CONTACT_MONTHS
from webapp.database import db
from webapp.events.models import Event


def forget_contacts(*, at: datetime) -> int:
    """Erase telephone and mail of everybody whose last activity ended CONTACT_MONTHS ago; return how many people.

    Names and attendance stay: they follow the archive's schedule. The notice people agreed to promises
    exactly this (registering.consents).
    """
    came_since = (
        select(Registration.id)
        .join(Event, Event.id == Registration.event_id)
        .where(Registration.person_id == Person.id, func.coalesce(Event.dtend, Event.dtstart) > months_before(at))
    )
    forgotten = db.session.execute(
        update(Person)
        .where(or_(Person.phone != "", Person.email != ""), ~came_since.exists())
        .where(Person.created_at <= months_before(at))
        .values(phone="", email="")
        .returning(Person.id)
        .execution_options(synchronize_session=False)
    )
    people = len(forgotten.all())
    forget_files(before=months_before(at))
    return people


def months_before(at: datetime, months: int = CONTACT_MONTHS) -> datetime:
    """The same day so many months earlier, or the last day of a month that is shorter."""
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))
