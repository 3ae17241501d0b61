"""Who somebody is: the same person when name and contact are the same, never by name alone."""

from datetime import datetime

from sqlalchemy import String, and_, bindparam, or_, select

from webapp.attendance.models import LIVE, Person, Registration
from webapp.database import db
from webapp.web.text import folded as folded

_PHONE, _EMAIL = bindparam("by_phone", type_=String()), bindparam("by_email", type_=String())
_HERE = and_(
    Registration.person_id == Person.id,
    Registration.event_id == bindparam("in_event"),
    Registration.status.in_(LIVE),
)
# Everybody of this name and one of these contacts, with the live registration in this event. Built once, for the rush.
_NAMESAKES = (
    select(Person, Registration.id)
    .outerjoin(Registration, _HERE)
    .where(Person.folded_name == bindparam("folded"))
    .where(or_(and_(_PHONE != "", Person.phone == _PHONE), and_(_EMAIL != "", Person.email == _EMAIL)))
    .order_by(Person.id)
)


def make_person(name: str, *, at: datetime, phone: str = "", email: str = "", distinguisher: str = "") -> Person:
    """A new person, not yet in the session; `phone` in E.164 or empty, `email` folded or empty."""
    return Person(
        name=name, folded_name=folded(name), phone=phone, email=email, distinguisher=distinguisher, created_at=at
    )


def find(
    event_id: int, *, name: str, phone: str, email: str, distinguisher: str = ""
) -> tuple[Person | None, int | None]:
    """The person of this name and exactly these contacts, and the id of a live registration in this event.

    A registration counts as theirs when the name and *one* of the contacts agree. A person is used again
    only when *both* agree: a contact that somebody else may have typed must never receive this one's mail.
    Without a contact nobody is found. Namesakes on one telephone are parted by their distinguisher, however written.
    """
    if not phone and not email:
        return None, None
    asked = {"in_event": event_id, "folded": folded(name), "by_phone": phone, "by_email": email}
    rows = [row for row in db.session.execute(_NAMESAKES, asked) if _is_same_mark(row[0].distinguisher, distinguisher)]
    same = next((person for person, _ in rows if (person.phone, person.email) == (phone, email)), None)
    return same, next((standing for _, standing in rows if standing is not None), None)


def _is_same_mark(stored: str, given: str) -> bool:
    return stored == given or folded(stored) == folded(given)
