"""The one verb of every door: camera, keyboard, search, join, program and offline batch all end here."""

from datetime import datetime
from typing import Any

from webapp.attendance.checking_in import logbook, statements
from webapp.attendance.checking_in.answers import Answer, Collided, First, Holder, Presented, Reason, UuidReused
from webapp.attendance.checking_in.codes import Code, Form, parsed_code
from webapp.attendance.checking_in.gates import Gate, gate_of
from webapp.attendance.checking_in.ruling import Ruling, rule
from webapp.attendance.checking_in.sentences import id_reused, sentence
from webapp.attendance.models import Action, Outcome
from webapp.database import db
from webapp.events.models import Mode, Session, Visibility

__all__ = ["Presented", "admit", "record_scan"]


def record_scan(session: Session | Gate, presented: Presented, *, at: datetime) -> Answer:
    """Decide what one presented code means at this session now, and write it to the log, failures too.

    The first outcome of a uuid is its outcome for ever: presenting it again returns it and writes nothing. Whether
    somebody is admitted or already in is decided by one conditional upsert, so a ticket that is shown at ten desks
    at once is admitted once. Three statements, one more when somebody else was faster.
    Raises UuidReused when the uuid was another scan's, Collided when the same one is being written elsewhere.
    """
    gate = session if isinstance(session, Gate) else gate_of(session)
    db.session.flush()  # tables are read below, not mapped objects, so what the caller changed must be there
    code = parsed_code(presented.code)
    row = _look_up(gate, code, presented.uuid)
    if row.scan_id is not None:
        return _replayed(gate, presented, code, row)
    ruling = rule(gate, code, presented, row, at=at)
    if ruling.is_change and not _change(gate, presented, row, at=at):
        # Between the two statements somebody else came in with this ticket, left, or was cancelled.
        row = _look_up(gate, code, presented.uuid)
        if row.scan_id is not None:
            return _replayed(gate, presented, code, row)
        ruling = rule(gate, code, presented, row, at=at)
        if ruling.is_change:
            raise Collided
    if not _log(gate, presented, code, row, ruling, at=at):
        return _written_elsewhere(gate, presented, code, ruling)
    return _answer(gate, presented.uuid, row, ruling.outcome, ruling.reason, ruling.first)


def _look_up(gate: Gate, code: Code, uuid: str) -> Any:
    if code.form is Form.SHORT:
        return statements.BY_SHORT_CODE.first(
            uuid=uuid, session_id=gate.session_id, code=code.text, event_id=gate.event_id
        )
    # Anything else is nobody's code; the text itself may be of any size and kind.
    text = code.text if code.form is Form.TICKET else ""
    return statements.BY_CODE.first(uuid=uuid, session_id=gate.session_id, code=text)


def _change(gate: Gate, presented: Presented, row: Any, *, at: datetime) -> bool:
    """Write the attendance; False when it is no longer as it was read."""
    if presented.action is Action.IN:
        return admit(gate, presented, row.registration_id, at=at)
    left = statements.LEAVE.first(
        in_session=gate.session_id, of_registration=row.registration_id, counted_at=presented.counted_at(at)
    )
    return left is not None


def admit(gate: Gate, presented: Presented, registration_id: int, *, at: datetime) -> bool:
    """Begin a standing admission of a confirmed registration; False when one stands already."""
    begun = statements.ADMIT.first(
        session_id=gate.session_id,
        registration_id=registration_id,
        counted_at=presented.counted_at(at),
        desk=presented.desk,
        channel=presented.channel,
        mode=presented.mode,
    )
    return begun is not None


def _log(gate: Gate, presented: Presented, code: Code, row: Any, ruling: Ruling, *, at: datetime) -> bool:
    """Append what was presented; False when this uuid was written by somebody else since it was looked up."""
    return logbook.append(
        gate,
        presented,
        at=at,
        registration_id=row.registration_id,
        code_hash=code.hash,
        outcome=ruling.outcome,
        reason=ruling.reason,
        first=ruling.first,
    )


def _written_elsewhere(gate: Gate, presented: Presented, code: Code, ruling: Ruling) -> Answer:
    """The same uuid arrived twice at the same instant. What it changed here must not stand beside the other's."""
    if ruling.is_change:
        raise Collided
    return _replayed(gate, presented, code, _look_up(gate, code, presented.uuid))


def _replayed(gate: Gate, presented: Presented, code: Code, row: Any) -> Answer:
    if (row.code_hash, row.session_id, row.action) != (code.hash, gate.session_id, presented.action):
        raise UuidReused(id_reused())
    first = First(row.first_at, row.first_desk) if row.first_at else None
    return _answer(gate, presented.uuid, row, Outcome(row.outcome), Reason(row.reason), first)


def _answer(gate: Gate, uuid: str, row: Any, outcome: Outcome, reason: Reason, first: First | None) -> Answer:
    is_ours = outcome is not Outcome.UNKNOWN and row.event_id == gate.event_id
    holder = Holder(row.name, row.affiliation, Mode(row.mode), row.needs, row.short_code) if is_ours else None
    # What another office does behind closed doors is not told at this desk.
    foreign = row.summary if reason is Reason.OTHER_EVENT and row.visibility != Visibility.CONFIDENTIAL else ""
    said = sentence(outcome, reason, holder=holder, first=first, tzid=gate.tzid, other_event=foreign)
    return Answer(uuid, outcome, reason, said, holder, first, bool(is_ours and row.is_outside_quota))
