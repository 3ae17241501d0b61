"""The roster of a session: what a desk needs to decide by itself while it has no network. No codes, no contacts."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select

from webapp.attendance.checking_in.people.searching import short_name
from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.models import Attendance, Person, Registration, RegistrationStatus, Scan, Ticket
from webapp.database import db
from webapp.events.models import Mode

# 64 bits of sha256: two tickets of one event meet once in 10^15, and no hash gives its code back.
HASH_BYTES = 8
# A transaction may commit what it dated a little earlier; so the next request asks a little further back.
OVERLAP = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Entry:
    """One ticket: `state` is expected, in, out, or why it does not admit."""

    code_hash: str
    name: str
    mode: Mode
    state: str


@dataclass(frozen=True, slots=True)
class Roster:
    """`is_full`: everything; otherwise what changed since the cursor. Ask again with `cursor`."""

    cursor: str
    is_full: bool
    entries: list[Entry]


def roster(gate: Gate, *, since: datetime | None, at: datetime) -> Roster:
    """The tickets of the session's event, all or those that changed. A cursor from the future gives all."""
    is_full = since is None or since > at
    query = _tickets(gate) if since is None or is_full else _tickets(gate).where(_changed(gate, since))
    entries = [_entry(*row) for row in db.session.execute(query)]
    return Roster(_written(at - OVERLAP), is_full, entries)


def code_hash(code: str) -> str:
    return hashlib.sha256(code.encode()).digest()[:HASH_BYTES].hex()


def parsed_cursor(text: str) -> datetime:
    """The moment in a cursor. Raises ValueError when it is none of ours."""
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise ValueError("no cursor")
    try:
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    except (OverflowError, OSError):
        raise ValueError("no cursor") from None


def _written(moment: datetime) -> str:
    return str(int(moment.timestamp() * 1000))


def _tickets(gate: Gate) -> Select[str, datetime | None, str, Mode, RegistrationStatus, bool, datetime | None]:
    attended = and_(Attendance.session_id == gate.session_id, Attendance.registration_id == Registration.id)
    return (
        select(
            Ticket.code,
            Ticket.revoked_at,
            Person.name,
            Registration.mode,
            Registration.status,
            Attendance.is_standing,
            Attendance.first_at,
        )
        .join(Registration, Registration.id == Ticket.registration_id)
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(Attendance, attended)
        .where(Ticket.event_id == gate.event_id)
        .order_by(Ticket.id)
    )


def _changed(gate: Gate, since: datetime) -> ColumnElement[bool]:
    """Dated by when it reached us: a scan that an offline desk claims for an earlier hour is news all the same."""
    scanned = select(Scan.registration_id).where(
        Scan.session_id == gate.session_id, Scan.received_at > since, Scan.registration_id.is_not(None)
    )
    return or_(
        Registration.status_at > since,
        Ticket.issued_at > since,
        Ticket.revoked_at > since,
        Registration.id.in_(scanned),
    )


def _entry(
    code: str,
    revoked_at: datetime | None,
    name: str,
    mode: Mode,
    status: RegistrationStatus,
    is_standing: bool | None,
    first_at: datetime | None,
) -> Entry:
    state = status.value
    if revoked_at is not None:
        state = "revoked"
    elif status is RegistrationStatus.CONFIRMED:
        state = "in" if is_standing else "out" if first_at is not None else "expected"
    return Entry(code_hash(code), short_name(name), mode, state)
