"""A lost ticket: its link goes to the stored contact, and to nobody who only asks."""

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select

from webapp.attendance.models import LIVE, Person, Registration
from webapp.attendance.registering import linking, people
from webapp.database import db
from webapp.events.models import Event, EventStatus

# Somebody has that many tickets at most; more would be a reader of many people's.
MOST = 10


def ask(*, name: str, phone: str = "", email: str = "", at: datetime) -> int:
    """Promise the links of everybody of this name and one of these contacts, for what is not over.

    Returns how many registrations there are; whoever asks is told the same for none and for many.
    """
    found = db.session.scalars(_theirs(people.folded(name), phone, email, at=at)).all()
    for registration_id in found:
        linking.promise_link(registration_id, at=at)
    return len(found)


def _theirs(folded_name: str, phone: str, email: str, *, at: datetime) -> Select[int]:
    is_open = and_(Event.dtend.is_(None), Event.dtstart > at - timedelta(days=1))
    contacts = [column == value for column, value in ((Person.phone, phone), (Person.email, email)) if value]
    return (
        select(Registration.id)
        .join(Person, Person.id == Registration.person_id)
        .join(Event, Event.id == Registration.event_id)
        .where(
            Person.folded_name == folded_name,
            or_(*contacts),
            Registration.status.in_(LIVE),
            Event.status.in_((EventStatus.PUBLISHED, EventStatus.POSTPONED)),
            or_(Event.dtend > at, is_open),
        )
        .order_by(Event.dtstart, Registration.id)
        .limit(MOST)
    )
