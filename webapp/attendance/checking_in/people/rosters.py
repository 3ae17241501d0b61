"""The roster of a session: what a desk needs to decide by itself while it has no network. No codes, no contacts."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, func, or_, select, union

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


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a desk has read: a moment, and the newest rows that stood then. A restored copy no longer has them."""

    moment: datetime
    scan_id: int = 0
    ticket_id: int = 0
    seal: str = ""

    def __str__(self) -> str:
        return f"{int(self.moment.timestamp() * 1000)}-{self.scan_id}-{self.ticket_id}-{self.seal}"


_CURSOR = re.compile(r"(\d{1,15})(?:-(\d{1,9})-(\d{1,9})-([0-9a-f]{8}))?", re.ASCII)


def roster(gate: Gate, *, since: Cursor | None, at: datetime) -> Roster:
    """The tickets of the session's event, all or those that changed.

    A cursor from the future, or from before a restore, gives all: what was read then may be gone.
    """
    newest = _newest(at)
    is_full = since is None or since.moment > at or since.seal != _seal(since.scan_id, since.ticket_id)
    query = _tickets(gate)
    if since is not None and not is_full:
        # The few that changed first: so nothing is joined for the thousands that did not.
        query = query.where(Registration.id.in_(_changed(gate, since.moment)))
    entries = [_entry(row) for row in db.session.execute(query)]
    return Roster(str(newest), is_full, entries)


def code_hash(code: str) -> str:
    return hashlib.sha256(code.encode()).digest()[:HASH_BYTES].hex()


def parsed_cursor(text: str) -> Cursor:
    """What a cursor says. Raises ValueError when it is none of ours."""
    found = _CURSOR.fullmatch(text)
    if found is None:
        raise ValueError("no cursor")
    try:
        moment = datetime.fromtimestamp(int(found[1]) / 1000, UTC)
    except (OverflowError, OSError):
        raise ValueError("no cursor") from None
    return Cursor(moment, int(found[2] or 0), int(found[3] or 0), found[4] or "")


def _newest(at: datetime) -> Cursor:
    scan = db.session.scalar(select(func.max(Scan.id))) or 0
    ticket = db.session.scalar(select(func.max(Ticket.id))) or 0
    return Cursor(at - OVERLAP, scan, ticket, _seal(scan, ticket))


def _seal(scan_id: int, ticket_id: int) -> str:
    """Of the two rows' own random marks: another database has other rows under these numbers, or none."""
    uuid = db.session.scalar(select(Scan.uuid).where(Scan.id == scan_id)) or "-"
    code = db.session.scalar(select(Ticket.code).where(Ticket.id == ticket_id)) or "-"
    is_lost = (scan_id > 0 and uuid == "-") or (ticket_id > 0 and code == "-")
    return "" if is_lost else hashlib.sha256(f"{uuid} {code}".encode()).hexdigest()[:8]


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


def _changed(gate: Gate, since: datetime) -> CompoundSelect[int | None]:
    """Dated by when it reached us: a scan that an offline desk claims for an earlier hour is news all the same."""
    scanned = select(Scan.registration_id).where(
        Scan.session_id == gate.session_id, Scan.received_at > since, Scan.registration_id.is_not(None)
    )
    settled = select(Registration.id).where(Registration.event_id == gate.event_id, Registration.status_at > since)
    issued = select(Ticket.registration_id).where(
        Ticket.event_id == gate.event_id, or_(Ticket.issued_at > since, Ticket.revoked_at > since)
    )
    return union(scanned, settled, issued)


def _entry(row: Any) -> Entry:
    state = row.status.value
    if row.revoked_at is not None:
        state = "revoked"
    elif row.status is RegistrationStatus.CONFIRMED:
        state = "in" if row.is_standing else "out" if row.first_at is not None else "expected"
    name = short_name(row.name)
    return Entry(code_hash(row.code), row.short_code, name, row.mode, state, row.group_id, not row.gender)
