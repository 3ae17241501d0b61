"""The roster of a session: what a desk needs to decide by itself while it has no network. No codes, no contacts."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, bindparam, or_, select, union

from webapp.attendance.checking_in.people.cursors import Cursor, moved_on, parsed_cursor
from webapp.attendance.checking_in.people.searching import short_name
from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.models import Attendance, Person, Registration, RegistrationStatus, Scan, Ticket
from webapp.database import UTCDateTime, db
from webapp.events.models import Mode
from webapp.prepared import Prepared

__all__ = ["Cursor", "Entry", "Roster", "code_hash", "parsed_cursor", "roster"]

# 64 bits of sha256: two tickets of one event meet once in 10^15, and no hash gives its code back.
HASH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One ticket: `state` is expected, in, out, or why it does not admit; who has the same `group` came together."""

    code_hash: str
    short_code: str
    name: str
    mode: Mode
    state: str
    group: int | None
    lacks_gender: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """`is_full`: everything; otherwise what changed since the cursor. Ask again with `cursor`."""

    cursor: str
    is_full: bool
    entries: list[Entry]


def roster(gate: Gate, *, since: Cursor | None, at: datetime) -> Roster:
    """The tickets of the session's event, all or those that changed.

    A cursor from the future, or from before a restore, gives all: what was read then may be gone.
    """
    newest, is_known = moved_on(since, at=at)
    query = _tickets(gate)
    if since is not None and is_known:
        if _CHANGED.first(db.session.connection(), **_spans(gate, since.moment)) is None:
            return Roster(str(newest), is_full=False, entries=[])
        # The few that changed first: so nothing is joined for the thousands that did not.
        query = query.where(Registration.id.in_(_changed(gate.session_id, gate.event_id, since.moment)))
    entries = [_entry(row) for row in db.session.execute(query)]
    return Roster(str(newest), is_full=not is_known, entries=entries)


def code_hash(code: str) -> str:
    return hashlib.sha256(code.encode()).digest()[:HASH_BYTES].hex()


def _tickets(gate: Gate) -> Select[*tuple[Any, ...]]:
    attended = and_(Attendance.session_id == gate.session_id, Attendance.registration_id == Registration.id)
    return (
        select(
            Ticket.code,
            Ticket.short_code,
            Ticket.revoked_at,
            Person.name,
            Registration.mode,
            Registration.status,
            Registration.group_id,
            Registration.gender,
            Attendance.is_standing,
            Attendance.first_at,
        )
        .join(Registration, Registration.id == Ticket.registration_id)
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(Attendance, attended)
        .where(Ticket.event_id == gate.event_id)
        .order_by(Ticket.id)
    )


def _changed(session_id: Any, event_id: Any, since: Any) -> CompoundSelect[int | None]:
    """Dated by when it reached us: a scan that an offline desk claims for an earlier hour is news all the same."""
    scanned = select(Scan.registration_id).where(
        Scan.session_id == session_id, Scan.received_at > since, Scan.registration_id.is_not(None)
    )
    settled = select(Registration.id).where(Registration.event_id == event_id, Registration.status_at > since)
    issued = select(Ticket.registration_id).where(
        Ticket.event_id == event_id, or_(Ticket.issued_at > since, Ticket.revoked_at > since)
    )
    return union(scanned, settled, issued)


def _spans(gate: Gate, since: datetime) -> dict[str, object]:
    return {"session_id": gate.session_id, "event_id": gate.event_id, "since": since}


# Mostly nothing has: then nothing else is asked.
_CHANGED = Prepared(
    _changed(bindparam("session_id"), bindparam("event_id"), bindparam("since", type_=UTCDateTime(timezone=True)))
)


def _entry(row: Any) -> Entry:
    state = row.status.value
    if row.revoked_at is not None:
        state = "revoked"
    elif row.status is RegistrationStatus.CONFIRMED:
        state = "in" if row.is_standing else "out" if row.first_at is not None else "expected"
    name = short_name(row.name)
    return Entry(code_hash(row.code), row.short_code, name, row.mode, state, row.group_id, not row.gender)
