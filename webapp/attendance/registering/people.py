"""Who somebody is: the same person when name and contact are the same, never by name alone."""

from datetime import datetime
from typing import Any

from webapp.attendance.models import Person
from webapp.attendance.registering import statements, writing
from webapp.database import db
from webapp.web.text import folded as folded


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
    db.session.flush()
    asked = {"in_event": event_id, "folded": folded(name), "by_phone": phone, "by_email": email}
    rows = statements.NAMESAKES.all(db.session.connection(), **asked)
    found = [row for row in rows if _is_same_mark(row.distinguisher, distinguisher)]
    same = next((row for row in found if (row.phone, row.email) == (phone, email)), None)
    return same and _person(same), next((row.standing for row in found if row.standing is not None), None)


def _person(row: Any) -> Person:
    values = row._asdict()
    del values["standing"]
    return writing.standing(Person, values)


def _is_same_mark(stored: str, given: str) -> bool:
    return stored == given or folded(stored) == folded(given)
