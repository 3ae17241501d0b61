"""Who may have a certificate of an event: everybody who was there by verdict, and whoever has a part in it."""

from dataclasses import dataclass

from sqlalchemy import select

from webapp.attendance.certifying import queries
from webapp.attendance.certifying.models import PARTICIPANT, Certificate
from webapp.database import db


@dataclass(frozen=True)
class Candidate:
    """Somebody who may have a certificate: a participant by registration, anybody else by role and name."""

    role: str
    name: str
    registration_id: int | None = None
    reason: str = ""

    @property
    def key(self) -> str:
        """What a checkbox sends: single within an event, and the same on every page load."""
        return str(self.registration_id) if self.registration_id else f"{self.role}:{self.name}"


def candidates(event_id: int) -> list[Candidate]:
    """Everybody who may have one and has none: by verdict, and by role. Three queries."""
    held = keys_held(event_id)
    return [one for one in _eligible(event_id) if one.key not in held]


def keys_held(event_id: int) -> set[str]:
    """The keys of those whose certificate stands: by the name that is on it, and by the one that was put right."""
    names = (Certificate.name, Certificate.issued_name)
    found = db.session.execute(
        select(Certificate.role, Certificate.registration_id, *names).where(
            Certificate.event_id == event_id, Certificate.revoked_at.is_(None)
        )
    )
    return {Candidate(row.role, name, row.registration_id).key for row in found for name in (row.name, row.issued_name)}


def _eligible(event_id: int) -> list[Candidate]:
    """Whoever asked to be forgotten has no name any more to put on paper."""
    named = dict.fromkeys((one.role, one.name) for one in db.session.execute(queries.roles(event_id)))
    there = [one for one in db.session.execute(queries.present(event_id)) if one.folded_name]
    came = [Candidate(PARTICIPANT, one.name, one.id) for one in there]
    return [*(Candidate(role, name) for role, name in named if name.strip()), *came]
