"""From imported reports to evidence: what counts is derived anew from every confirmed import, whatever changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert

from webapp.attendance.importing import queries
from webapp.attendance.importing.doubting import Doubt, doubts, refuse_unless_sure
from webapp.attendance.importing.models import AttendanceImport
from webapp.attendance.registering import seating
from webapp.attendance.verdicts import intervals
from webapp.attendance.verdicts.intervals import Interval
from webapp.attendance.verdicts.models import PresenceInterval, Source
from webapp.attendance.verdicts.settling import settle
from webapp.database import db
from webapp.events import timing
from webapp.events.models import Event

# Somebody was there, nobody knows how long: evidence, and no minutes.
_A_MOMENT = timedelta(seconds=1)


def confirm(imported: AttendanceImport, event: Event, *, is_sure: bool, at: datetime) -> None:
    """Let the report count. Done twice it changes nothing.

    Refused (unsure) while the meeting's time or title is far off and nobody said that it is this one. A report of
    another hour is then moved to the beginning of its session, so that its minutes count.
    """
    seating.lock(event.id)
    db.session.refresh(imported, ["confirmed_at", "undone_at"])
    if imported.confirmed_at is not None:
        return
    found = doubts(imported, event)
    refuse_unless_sure(found, is_sure=is_sure)
    if imported.begins_at and Doubt.TIME in found:
        session = next(one for one in event.sessions if one.id == imported.session_id)
        imported.shift = round((session.dtstart - imported.begins_at).total_seconds())
    imported.confirmed_at = at
    rebuild(event, at=at)


def take_back(imported: AttendanceImport, event: Event, *, at: datetime) -> None:
    """Let the report count no more; what it said stays readable, and the same file may be brought again."""
    seating.lock(event.id)
    db.session.refresh(imported, ["confirmed_at", "undone_at"])
    if imported.counts:
        imported.undone_at = at
        rebuild(event, at=at)


def rebuild(event: Event, *, at: datetime) -> int:
    """Write the evidence of all reports of an event anew and judge everybody. Returns how many verdicts changed.

    The event must be loaded with its sessions. The same imports give the same rows.
    """
    db.session.flush()
    sessions = {
        one.id: (one.dtstart, timing.end_of(one, event.tzid)) for one in event.sessions if one.cancelled_at is None
    }
    known: dict[tuple[int, int], list[Interval]] = defaultdict(list)
    for row in db.session.execute(queries.evidence(event.id)):
        for session_id, span in _spans(row, sessions):
            known[session_id, row.registration_id].append(span)
    rows = [
        {"session_id": key[0], "registration_id": key[1], "source": Source.REPORT, "started_at": a, "ended_at": b}
        for key, spans in sorted(known.items())
        for a, b in intervals.union(spans)
    ]
    ids = [one.id for one in event.sessions]
    old = delete(PresenceInterval).where(PresenceInterval.session_id.in_(ids), PresenceInterval.source == Source.REPORT)
    db.session.execute(old.execution_options(synchronize_session=False))
    if rows:
        db.session.execute(insert(PresenceInterval), rows)
    return settle(event, at=at)


def _spans(row: Any, sessions: dict[int, Interval]) -> Iterator[tuple[int, Interval]]:
    """The parts of somebody's visits that lie in a session; a bare duration counts from its session's beginning."""
    if row.spans:
        shift = timedelta(seconds=row.shift)
        spans = [(_moment(a) + shift, _moment(b) + shift) for a, b in row.spans]
        for session_id, bounds in sessions.items():
            yield from ((session_id, span) for span in intervals.within(_lasting(spans), bounds))
    elif row.session_id in sessions:
        start, end = sessions[row.session_id]
        lasted = timedelta(seconds=row.seconds) if row.seconds else _A_MOMENT
        yield row.session_id, (start, min(end, start + lasted))


def _lasting(spans: Sequence[Interval]) -> list[Interval]:
    """Joined and left in one second is a moment, not nothing."""
    return [(start, max(end, start + _A_MOMENT)) for start, end in spans]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
