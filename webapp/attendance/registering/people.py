"""Who somebody is: the same person when name and contact are the same, never by name alone."""

from datetime import datetime

from sqlalchemy import Select, and_, or_, select

from webapp.attendance.models import LIVE, Person, Registration
from webapp.database import db
from webapp.web.text import folded as folded


def make_person(name: str, *, at: datetime, phone: str = "", email: str = "") -> Person:
    """A new person, not yet in the session; `phone` in E.164 or empty, `email` folded or empty."""
    return Person(name=name, folded_name=folded(name), phone=phone, email=email, created_at=at)


def find(event_id: int, *, name: str, phone: str, email: str) -> tuple[Person | None, int | None]:
    """The person of this name and exactly these contacts, and the id of a live registration in this event.

    A registration counts as theirs when the name and *one* of the contacts agree. A person is used again
    only when *both* agree: a contact that somebody else may have typed must never receive this one's mail.
    Without a contact nobody is found.
    """
    if not phone and not email:
        return None, None
    rows = db.session.execute(_namesakes(event_id, folded(name), phone, email)).all()
    same = next((person for person, _ in rows if (person.phone, person.email) == (phone, email)), None)
    return same, next((standing for _, standing in rows if standing is not None), None)


def _namesakes(event_id: int, name: str, phone: str, email: str) -> Select[Person, int | None]:
    contacts = [Person.phone == phone] * bool(phone) + [Person.email == email] * bool(email)
    here = and_(Registration.person_id == Person.id, Registration.event_id == event_id, Registration.status.in_(LIVE))
    return (
        select(Person, Registration.id)
        .outerjoin(Registration, here)
        .where(Person.folded_name == name, or_(*contacts))
        .order_by(Person.id)
    )
