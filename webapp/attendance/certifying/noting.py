"""What the audit log keeps of a certificate: its number for ever, name and reason under the key of its person."""

from typing import Any

from sqlalchemy import select

from webapp.attendance.certifying.models import Certificate
from webapp.attendance.models import Registration
from webapp.audit.acts import About
from webapp.database import db


def noted(one: Certificate) -> tuple[dict[str, Any], About | None]:
    """(what is plain, what is personal) of an act on this certificate; people with a part in the event are no persons
    here, so of theirs only the number is kept."""
    plain = {"certificate": one.id, "number": one.number}
    owner = select(Registration.person_id).where(Registration.id == one.registration_id)
    person_id = db.session.scalar(owner) if one.registration_id is not None else None
    if person_id is None:
        return plain, None
    why = one.revoked_reason or one.note or one.reason
    return plain, About("person", person_id, after={"name": one.name, "reason": why})
