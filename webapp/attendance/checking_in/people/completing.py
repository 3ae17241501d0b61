"""What a person at the desk adds with one tap, because nobody has said it yet."""

from datetime import datetime

from sqlalchemy import select, update

from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.models import Registration, Ticket
from webapp.audit.acts import About, Act, Actor, Subject
from webapp.audit.recording import record
from webapp.database import db
from webapp.events.models import Event

GENDERS = ("L", "P")


def add_gender(gate: Gate, short_code: str, *, gender: str, by: Actor, at: datetime) -> bool:
    """Note L or P for whoever holds this short code; False, and nothing changed, where it was said before.

    One conditional statement decides, so two desks at once change it once. The act is kept under the person's key.
    """
    holder = select(Ticket.registration_id).where(
        Ticket.event_id == gate.event_id, Ticket.short_code == short_code, Ticket.revoked_at.is_(None)
    )
    added = db.session.execute(
        update(Registration)
        .where(Registration.id == holder.scalar_subquery(), Registration.gender == "")
        .values(gender=gender)
        .returning(Registration.person_id),
        execution_options={"synchronize_session": False},
    ).first()
    if added is None:
        return False
    event = db.session.execute(select(Event.summary, Event.organization_id).where(Event.id == gate.event_id)).one()
    subject, about = Subject("event", gate.event_id, event.summary), About("person", added[0], after={"gender": gender})
    record(Act("registration.gender_added", subject, event.organization_id, about=about), by=by, at=at)
    return True
