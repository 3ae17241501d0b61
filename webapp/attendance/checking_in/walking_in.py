"""Somebody without a registration stands at the door: person, place, ticket and admission in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.attendance.checking_in import logbook
from webapp.attendance.checking_in.answers import Answer, Collided, Presented, Reason, UuidReused
from webapp.attendance.checking_in.gates import Gate
from webapp.attendance.checking_in.recording import admit
from webapp.attendance.checking_in.sentences import id_reused, sentence
from webapp.attendance.checking_in.undoing import holder_of
from webapp.attendance.models import Outcome, Registration, RegistrationStatus, Scan
from webapp.attendance.registering import consents, people, seating
from webapp.attendance.ticketing.issuing import issue_ticket
from webapp.database import db
from webapp.events.models import Event, Mode
from webapp.web.tokens import new_ref


@dataclass(frozen=True, slots=True)
class Visitor:
    """What the desk asks: three fields, and for whom they come ("hadir mewakili"). `gender` is L, P or ""."""

    name: str
    affiliation: str = ""
    gender: str = ""
    represents: str = ""
    locale: str = "id"

    def fingerprint(self) -> str:
        return logbook.fingerprint("walk-in", self.name, self.affiliation, self.gender, self.represents)


def admit_walk_in(gate: Gate, visitor: Visitor, presented: Presented, *, at: datetime) -> Answer:
    """Register and admit at once. A free seat is taken; without one they are "di luar kuota" and counted apart.

    `presented.uuid` makes a repeat harmless: it returns the first answer. Only an event that does not take
    place refuses, and that is logged too. Raises UuidReused, Collided.
    """
    seating.lock(gate.event_id)  # two requests of one uuid decide one after the other
    earlier = db.session.scalar(select(Scan).where(Scan.uuid == presented.uuid))
    if earlier is not None:
        return _replayed(gate, earlier, visitor, presented)
    registration = None if gate.closed else _registration(gate, visitor, presented, at=at)
    if registration is not None:
        admit(gate, presented, registration.id, at=at)
    outcome = Outcome.ADMITTED if registration else Outcome.REFUSED
    reason = gate.closed or (Reason.CLOCK if presented.is_absurd(at) else Reason.NONE)
    is_written = logbook.append(
        gate,
        presented,
        at=at,
        registration_id=registration.id if registration else None,
        code_hash=visitor.fingerprint(),
        outcome=outcome,
        reason=reason,
    )
    if not is_written:
        raise Collided
    return _answer(gate, presented, outcome, reason, registration)


def _registration(gate: Gate, visitor: Visitor, presented: Presented, *, at: datetime) -> Registration:
    has_seat = seating.take_or_outside(gate.event_id, Mode.IN_PERSON)
    registration = Registration(
        ref=new_ref(),
        event=db.session.get_one(Event, gate.event_id),
        event_id=gate.event_id,
        person=people.make_person(visitor.name, at=at),
        mode=Mode.IN_PERSON,
        status=RegistrationStatus.CONFIRMED,
        is_walk_in=True,
        is_outside_quota=not has_seat,
        represents=visitor.represents,
        affiliation=visitor.affiliation,
        gender=visitor.gender,
        locale=visitor.locale,
        form_token=f"walk_in:{presented.uuid}",
        registered_at=at,
        status_at=at,
        consents=[consents.given("desk", visitor.locale, at)],
    )
    db.session.add(registration)
    issue_ticket(registration, at=at)
    db.session.flush()
    return registration


def _replayed(gate: Gate, earlier: Scan, visitor: Visitor, presented: Presented) -> Answer:
    if (earlier.code_hash, earlier.session_id) != (visitor.fingerprint(), gate.session_id):
        raise UuidReused(id_reused())
    registration = None
    if earlier.registration_id is not None:
        options = (joinedload(Registration.person), selectinload(Registration.tickets))
        registration = db.session.get_one(Registration, earlier.registration_id, options=options)
    return _answer(gate, presented, earlier.outcome, Reason(earlier.reason), registration)


def _answer(
    gate: Gate, presented: Presented, outcome: Outcome, reason: Reason, registration: Registration | None
) -> Answer:
    holder = holder_of(registration) if registration else None
    said = sentence(outcome, reason, holder=holder, first=None, tzid=gate.tzid)
    return Answer(
        presented.uuid, outcome, reason, said, holder, None, bool(registration and registration.is_outside_quota)
    )
