"""How far a desk has read the list of people: a cursor that a restored copy of the database no longer knows."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, select

from webapp.attendance.models import Scan, Ticket
from webapp.database import db
from webapp.prepared import Prepared

# A transaction may commit what it dated a little earlier; so the next request asks a little further back.
OVERLAP = timedelta(seconds=60)

_CURSOR = re.compile(r"(\d{1,15})(?:-(\d{1,9})-(\d{1,9})-([0-9a-f]{8}))?", re.ASCII)
_scans, _tickets = cast(Table, Scan.__table__), cast(Table, Ticket.__table__)
_last_scan = select(func.max(_scans.c.id)).scalar_subquery()
_last_ticket = select(func.max(_tickets.c.id)).scalar_subquery()


def _of_scan(number: Any) -> Any:
    return select(_scans.c.uuid).where(_scans.c.id == number).scalar_subquery()


def _of_ticket(number: Any) -> Any:
    return select(_tickets.c.code).where(_tickets.c.id == number).scalar_subquery()


# The newest rows with their random marks, and the marks of those that a cursor names: one statement for both.
_MARKS = Prepared(
    select(
        _last_scan.label("scan_id"),
        _last_ticket.label("ticket_id"),
        _of_scan(_last_scan).label("uuid"),
        _of_ticket(_last_ticket).label("code"),
        _of_scan(bindparam("old_scan")).label("old_uuid"),
        _of_ticket(bindparam("old_ticket")).label("old_code"),
    )
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A moment, and the newest rows that stood then."""

    moment: datetime
    scan_id: int = 0
    ticket_id: int = 0
    seal: str = ""

    def __str__(self) -> str:
        return f"{int(self.moment.timestamp() * 1000)}-{self.scan_id}-{self.ticket_id}-{self.seal}"


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


def moved_on(since: Cursor | None, *, at: datetime) -> tuple[Cursor, bool]:
    """The cursor of this moment, and whether `since` still means something: not the future, not before a restore."""
    given = {"old_scan": since.scan_id if since else 0, "old_ticket": since.ticket_id if since else 0}
    marks = _MARKS.first(db.session.connection(), **given)
    scan_id, ticket_id = marks.scan_id or 0, marks.ticket_id or 0
    newest = Cursor(at - OVERLAP, scan_id, ticket_id, _seal(scan_id, ticket_id, marks.uuid, marks.code))
    if since is None or since.moment > at:
        return newest, False
    return newest, since.seal == _seal(since.scan_id, since.ticket_id, marks.old_uuid, marks.old_code)


def _seal(scan_id: int, ticket_id: int, uuid: str | None, code: str | None) -> str:
    """Of the two rows' own random marks: another database has other rows under these numbers, or none."""
    is_lost = (scan_id > 0 and uuid is None) or (ticket_id > 0 and code is None)
    return "" if is_lost else hashlib.sha256(f"{uuid or '-'} {code or '-'}".encode()).hexdigest()[:8]
