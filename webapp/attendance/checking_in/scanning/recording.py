"""The one verb of every door: camera, keyboard, search, join, program and offline batch all end here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from webapp.attendance.checking_in.scanning import logbook, statements
from webapp.attendance.checking_in.scanning.answers import (
    ONE_MOMENT,
    Answer,
    Collided,
    First,
    Holder,
    Presented,
    Reason,
    UuidReused,
)
from webapp.attendance.checking_in.scanning.codes import Code, Form, parsed_code
from webapp.attendance.checking_in.scanning.gates import Gate, gate_of
from webapp.attendance.checking_in.scanning.ruling import Ruling, rule
from webapp.attendance.checking_in.scanning.sentences import id_reused, sentence
from webapp.attendance.models import Action, Outcome
from webapp.database import db
from webapp.events.models import Session, Visibility

__all__ = ["Presented", "admit", "record_scan", "simulate_scan"]


def record_scan(
    session: Session | Gate, presented: Presented, *, at: datetime, connection: Connection | None = None
) -> Answer:
    """Decide what one presented code means at this session now, and write it to the log, failures too.

    The first outcome of a uuid is its outcome for ever: presenting it again returns it and writes nothing. Whether
    somebody is admitted or already in is decided by one conditional upsert, so a ticket that is shown at ten desks
    at once is admitted once. Three statements, one more when somebody else was faster.
    They run on `connection`, or on the session's own.
    Raises UuidReused when the uuid was another scan's, Collided when the same one is being written elsewhere.
    """
    gate = session if isinstance(session, Gate) else _gate_of_mapped(session)
    case = _Case(gate, presented, parsed_code(presented.code), at, connection or db.session.connection())
    row = case.look_up()
    if row.scan_id is not None:
        return case.replay(row)
    ruling = rule(gate, case.code, presented, row, at=at)
    if ruling.is_change and not case.change(row):
        # Between the two statements somebody else came in with this ticket, left, or was cancelled.
        row = case.look_up()
        if row.scan_id is not None:
            return case.replay(row)
        ruling = rule(gate, case.code, presented, row, at=at)
        if ruling.is_change:
            raise Collided
    if ruling.outcome is Outcome.ALREADY and presented.counted_at(at) + ONE_MOMENT < row.came_at:
        case.count_earlier(row)
    if case.log(row, ruling):
        return case.answer(row, ruling.outcome, ruling.reason, ruling.first)
    if ruling.is_change or ruling.outcome is Outcome.ALREADY:
        raise Collided  # what was changed here must not stand beside what the other one changed
    return case.replay(case.look_up())


def simulate_scan(gate: Gate, presented: Presented, *, at: datetime) -> Answer:
    """What `record_scan` would answer now, and why; nothing is written. Raises UuidReused likewise."""
    case = _Case(gate, presented, parsed_code(presented.code), at, db.session.connection())
    row = case.look_up()
    if row.scan_id is not None:
        return case.replay(row)
    ruling = rule(gate, case.code, presented, row, at=at)
    return case.answer(row, ruling.outcome, ruling.reason, ruling.first)


def _gate_of_mapped(session: Session) -> Gate:
    db.session.flush()  # tables are read below, not mapped objects: what the caller changed must be there
    return gate_of(session)


def admit(connection: Connection, gate: Gate, presented: Presented, registration_id: int, *, at: datetime) -> bool:
    """Begin a standing admission of a confirmed registration; False when one stands already."""
    return statements.ADMIT.changes(
        connection,
        session_id=gate.session_id,
        registration_id=registration_id,
        counted_at=presented.counted_at(at),
        desk=presented.desk,
        channel=presented.channel,
        mode=presented.mode,
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """One code at one gate, and the connection on which it is decided."""

    gate: Gate
    presented: Presented
    code: Code
    at: datetime
    connection: Connection

    def look_up(self) -> Any:
        given = {"uuid": self.presented.uuid, "session_id": self.gate.session_id}
        if self.code.form is Form.SHORT:
            event_id = self.gate.event_id
            return statements.BY_SHORT_CODE.first(self.connection, code=self.code.text, event_id=event_id, **given)
        # Anything else is nobody's code; the text itself may be of any size and kind.
        text = self.code.text if self.code.form is Form.TICKET else ""
        return statements.BY_CODE.first(self.connection, code=text, **given)

    def change(self, row: Any) -> bool:
        """Write the attendance; False when it is no longer as it was read."""
        if self.presented.action is Action.IN:
            return admit(self.connection, self.gate, self.presented, row.registration_id, at=self.at)
        return statements.LEAVE.changes(
            self.connection,
            in_session=self.gate.session_id,
            of_registration=row.registration_id,
            counted_at=self.presented.counted_at(self.at),
        )

    def count_earlier(self, row: Any) -> None:
        statements.EARLIER.changes(
            self.connection,
            in_session=self.gate.session_id,
            of_registration=row.registration_id,
            counted_at=self.presented.counted_at(self.at),
            desk=self.presented.desk,
        )

    def log(self, row: Any, ruling: Ruling) -> bool:
        """Append what was presented; False when this uuid was written by somebody else since it was looked up."""
        return logbook.append(
            self.connection,
            self.gate,
            self.presented,
            at=self.at,
            registration_id=row.registration_id,
            code_hash=self.code.hash,
            outcome=ruling.outcome,
            reason=ruling.reason,
            first=ruling.first,
        )

    def replay(self, row: Any) -> Answer:
        sent = (self.code.hash, self.gate.session_id, self.presented.action)
        if (row.code_hash, row.session_id, row.action) != sent:
            raise UuidReused(id_reused())
        first = First(row.first_at, row.first_desk) if row.first_at else None
        return self.answer(row, row.outcome, Reason(row.reason), first)

    def answer(self, row: Any, outcome: Outcome, reason: Reason, first: First | None) -> Answer:
        is_ours = outcome is not Outcome.UNKNOWN and row.event_id == self.gate.event_id
        holder = None
        if is_ours:
            holder = Holder(row.name, row.affiliation, row.mode, row.needs, row.short_code, not row.gender)
        # What another office does behind closed doors is not told at this desk.
        is_told = reason is Reason.OTHER_EVENT and row.visibility is not Visibility.CONFIDENTIAL
        foreign = row.summary if is_told else ""
        said = sentence(outcome, reason, holder=holder, first=first, tzid=self.gate.tzid, other_event=foreign)
        return Answer(self.presented.uuid, outcome, reason, said, holder, first, bool(is_ours and row.is_outside_quota))
