"""Somebody without a registration stands at the door: person, place, ticket and admission in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.attendance.checking_in.correcting.undoing import holder_of
from webapp.attendance.checking_in.scanning import logbook
from webapp.attendance.checking_in.scanning.answers import Answer, Collided, Presented, Reason, UuidReused
from webapp.attendance.checking_in.scanning.gates import Gate, gate_of
from webapp.attendance.checking_in.scanning.recording import admit
from webapp.attendance.checking_in.scanning.sentences import id_reused, sentence
from webapp.attendance.models import Action, Channel, Outcome, Registration, RegistrationStatus, Scan
from webapp.attendance.registering import consents, people, seating
from webapp.attendance.ticketing.issuing import issue_ticket
from webapp.database import db
from webapp.directory.groups.finding import id_of_named
from webapp.events.models import Event, Mode, Session
from webapp.web.tokens import new_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """What the desk asks: three fields, and for whom somebody comes ("hadir mewakili"). `gender` is L, P or "".

    `uuid` is made by the desk; `scanned_at` is what its clock claims, None for the moment of recording.
    """

    uuid: str
    name: str
    affiliation: str = ""
    gender: str = ""
    represents: str = ""
    desk: str = ""
    scanned_at: datetime | None = None
    locale: str = "id"
    channel: Channel = Channel.WALK_IN

    def presented(self, at: datetime) -> Presented:
        return Presented(self.uuid, "", Action.IN, self.scanned_at or at, self.channel, self.desk)

    def fingerprint(self) -> str:
        return logbook.fingerprint("walk-in", self.name, self.affiliation, self.gender, self.represents)


def admit_walk_in(session: Session | Gate, walk_in: WalkIn, *, at: datetime) -> Answer:
    """Register and admit at once. A free seat is taken; without one they are "di luar kuota" and counted apart.

    The same uuid and fields return the first answer. Only an event that does not take place refuses, and that
    is logged too. Raises UuidReused, Collided.
    """
    gate = session if isinstance(session, Gate) else gate_of(session)
    seating.lock(gate.event_id)  # two requests of one uuid decide one after the other
    earlier = db.session.scalar(select(Scan).where(Scan.uuid == walk_in.uuid))
    if earlier is not None:
        return _replayed(gate, earlier, walk_in)
    presented = walk_in.presented(at)
    registration = None if gate.closed else _registration(gate, walk_in, at=at)
    if registration is not None:
        admit(db.session.connection(), gate, presented, registration.id, at=at)
    outcome = Outcome.ADMITTED if registration else Outcome.REFUSED
    reason = gate.closed or (Reason.CLOCK if presented.is_absurd(at) else Reason.NONE)
    is_written = logbook.append(
        db.session.connection(),
        gate,
        presented,
        at=at,
        registration_id=registration.id if registration else None,
        code_hash=walk_in.fingerprint(),
        outcome=outcome,
        reason=reason,
    )
    if not is_written:
        raise Collided
    return _answer(gate, walk_in, outcome, reason, registration)


def _registration(gate: Gate, walk_in: WalkIn, *, at: datetime) -> Registration:
    has_seat = seating.take_or_outside(gate.event_id, Mode.IN_PERSON)
    registration = Registration(
        ref=new_ref(),
        event=db.session.get_one(Event, gate.event_id),
        event_id=gate.event_id,
        person=people.make_person(walk_in.name, at=at),
        mode=Mode.IN_PERSON,
        status=RegistrationStatus.CONFIRMED,
        is_walk_in=True,
        is_outside_quota=not has_seat,
        represents=walk_in.represents,
        affiliation=walk_in.affiliation,
        kim_id=id_of_named(walk_in.affiliation),
        gender=walk_in.gender,
        locale=walk_in.locale,
        form_token=f"walk_in:{walk_in.uuid}",
        registered_at=at,
        status_at=at,
        consents=[consents.given("desk", walk_in.locale, at)],
    )
    db.session.add(registration)
    issue_ticket(registration, at=at)
    db.session.flush()
    return registration


def _replayed(gate: Gate, earlier: Scan, walk_in: WalkIn) -> Answer:
    if (earlier.code_hash, earlier.session_id) != (walk_in.fingerprint(), gate.session_id):
        raise UuidReused(id_reused())
    registration = None
    if earlier.registration_id is not None:
        options = (joinedload(Registration.person), selectinload(Registration.tickets))
        registration = db.session.get_one(Registration, earlier.registration_id, options=options)
    return _answer(gate, walk_in, earlier.outcome, Reason(earlier.reason), registration)


def _answer(gate: Gate, walk_in: WalkIn, outcome: Outcome, reason: Reason, registration: Registration | None) -> Answer:
    holder = holder_of(registration) if registration else None
    said = sentence(outcome, reason, holder=holder, first=None, tzid=gate.tzid)
    is_outside_quota = registration is not None and registration.is_outside_quota
    return Answer(walk_in.uuid, outcome, reason, said, holder, None, is_outside_quota)
