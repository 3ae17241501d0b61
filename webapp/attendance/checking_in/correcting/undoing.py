"""Taking a scan back: a row of its own, never a delete. What remains is derived from the evidence that is left."""

from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import joinedload, selectinload

from webapp.attendance.checking_in.correcting.deriving import apply, evidence, presence
from webapp.attendance.checking_in.scanning import logbook
from webapp.attendance.checking_in.scanning.answers import Answer, Collided, Holder, Presented, Reason, UuidReused
from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.checking_in.scanning.sentences import id_reused, sentence
from webapp.attendance.models import Action, Attendance, Channel, Outcome, Registration, Scan
from webapp.attendance.registering import placing, seating
from webapp.attendance.registering.cancelling import cancel
from webapp.database import db
from webapp.events.models import Session


def scan_of_event(uuid: str, event_id: int) -> Select[Scan]:
    """A scan by its client's id, if it belongs to this event."""
    return (
        select(Scan).join(Session, Session.id == Scan.session_id).where(Scan.uuid == uuid, Session.event_id == event_id)
    )


def undo_scan(gate: Gate, undone: Scan, presented: Presented, *, at: datetime) -> Answer:
    """Take back an admission or a departure; the attendance becomes what the other scans say.

    `presented.uuid` is the undo's own id: sending it again returns the same answer. Taking back a walk-in's
    only admission also takes back the registration that came with it. Raises UuidReused, Collided.
    """
    holder = _held(undone)
    fingerprint = logbook.fingerprint("undo", undone.uuid)
    earlier = db.session.scalar(select(Scan).where(Scan.uuid == presented.uuid))
    if earlier is not None:
        if (earlier.code_hash, earlier.session_id) != (fingerprint, gate.session_id):
            raise UuidReused(id_reused())
        return _answer(gate, presented, earlier.outcome, Reason(earlier.reason), holder)
    refusal = _refusal(undone)
    is_written = logbook.append(
        db.session.connection(),
        gate,
        presented,
        at=at,
        registration_id=undone.registration_id,
        code_hash=fingerprint,
        outcome=Outcome.REFUSED if refusal else Outcome.ADMITTED,
        reason=refusal or Reason.UNDONE,
        undoes_id=None if refusal else undone.id,
    )
    if not is_written:
        raise Collided
    if refusal:
        return _answer(gate, presented, Outcome.REFUSED, refusal, holder)
    _derive_again(undone, holder, at=at)
    return _answer(gate, presented, Outcome.ADMITTED, Reason.UNDONE, holder)


def _held(undone: Scan) -> Registration | None:
    """The registration behind a scan, with its attendance held: whoever checks in now comes before or after."""
    if undone.registration_id is None:
        return None
    registration = db.session.get_one(
        Registration,
        undone.registration_id,
        options=(joinedload(Registration.person), joinedload(Registration.event), selectinload(Registration.tickets)),
    )
    if _came_unasked(undone, registration):
        seating.lock(registration.event_id)
        placing.read_again(registration)
    db.session.execute(
        update(Attendance)
        .where(Attendance.session_id == undone.session_id, Attendance.registration_id == registration.id)
        .values(is_standing=Attendance.is_standing),
        execution_options={"synchronize_session": False},
    )
    return registration


def _refusal(undone: Scan) -> Reason:
    if undone.outcome is not Outcome.ADMITTED or undone.action is Action.UNDO or undone.registration_id is None:
        return Reason.NOT_ADMITTED
    is_undone = db.session.scalar(select(Scan.id).where(Scan.undoes_id == undone.id)) is not None
    return Reason.ALREADY_UNDONE if is_undone else Reason.NONE


def _derive_again(undone: Scan, registration: Registration | None, *, at: datetime) -> None:
    assert registration is not None  # an admission always has one
    found = presence(db.session.scalars(evidence(undone.session_id, registration.id)))
    row = select(Attendance).where(
        Attendance.session_id == undone.session_id, Attendance.registration_id == registration.id
    )
    apply(found, db.session.scalars(row.execution_options(populate_existing=True)).one(), at=at)
    db.session.flush()
    if _came_unasked(undone, registration) and not _came_at_all(registration):
        cancel(registration, at=at)


def _came_unasked(undone: Scan, registration: Registration) -> bool:
    return undone.channel in (Channel.WALK_IN, Channel.PAPER) and registration.is_walk_in


def _came_at_all(registration: Registration) -> bool:
    came = select(Attendance.id).where(Attendance.registration_id == registration.id, Attendance.first_at.is_not(None))
    return db.session.scalar(came.limit(1)) is not None


def _answer(
    gate: Gate, presented: Presented, outcome: Outcome, reason: Reason, registration: Registration | None
) -> Answer:
    holder = holder_of(registration) if registration else None
    said = sentence(outcome, reason, holder=holder, first=None, tzid=gate.tzid)
    return Answer(presented.uuid, outcome, reason, said, holder)


def holder_of(registration: Registration) -> Holder:
    """What a desk sees of a loaded registration (person and tickets)."""
    standing = next((ticket for ticket in registration.tickets if ticket.revoked_at is None), None)
    return Holder(
        registration.person.name,
        registration.affiliation,
        registration.mode,
        registration.needs,
        standing.short_code if standing else "",
        not registration.gender,
    )
