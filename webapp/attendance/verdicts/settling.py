"""Judging everybody at an event anew: from the stored evidence to the rows that every report reads."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, update

from webapp.attendance.models import Attendance, Channel
from webapp.attendance.verdicts import queries
from webapp.attendance.verdicts.intervals import Interval
from webapp.attendance.verdicts.judging import Evidence, Judgement, judge
from webapp.attendance.verdicts.knowing import Key, Known, known_of
from webapp.attendance.verdicts.models import AttendanceRule
from webapp.attendance.verdicts.rules import Rule
from webapp.database import db
from webapp.events import timing
from webapp.events.models import Event, Mode, Session

_table = cast(Table, Attendance.__table__)
_WRITTEN = ("first_at", "last_at", "is_present", "why", "minutes", "is_late", "is_early", "mode")
_CHANGING = (
    update(_table)
    .where(_table.c.id == bindparam("of_row"))
    .values({name: bindparam(f"new_{name}", type_=_table.c[name].type) for name in _WRITTEN})
)


def rule_of(event: Event) -> Rule:
    """The event's rule, or the default: any evidence is enough."""
    found: AttendanceRule | None = db.session.scalar(queries.rule(event.id))
    if found is None:
        return Rule()
    return Rule(**{part.name: getattr(found, part.name) for part in fields(Rule)})


def settle(event: Event, *, at: datetime) -> int:
    """Judge every registration of the event at every session, and write what has changed.

    While a session runs, whoever entered counts: nobody is missing the minutes that have not passed yet.
    The event must be loaded with its sessions. Seven statements, one more where the rule tells paper from scans, and
    the writes, whatever its size. Returns how many rows were written; again without new evidence, none.
    """
    db.session.flush()
    return _write(*_differences(event, at=at))


def is_settled(event: Event, *, at: datetime) -> bool:
    """Whether `settle` would write nothing. It only reads, so no writer waits for it."""
    return not any(_differences(event, at=at))


def _differences(event: Event, *, at: datetime) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows to be changed, and those to be added."""
    rule, known = rule_of(event), known_of(event, at=at)
    known.read_hall(event, is_told=rule.tells_scan_from_paper)
    rules = {session.id: _rule_now(rule, session, at) for session in event.sessions}
    bounds = {session.id: _bounds(session, event, known) for session in event.sessions}
    rows = {
        (row.session_id, row.registration_id): row
        for row in db.session.connection().execute(queries.attendances(event.id))
    }
    changes = []
    for key, row in rows.items():
        verdict = judge(_with_scan(known, row, key), rules[key[0]], bounds[key[0]])
        if change := _change(row, verdict):
            changes.append(change)
    fresh = known.keys() - rows.keys()
    confirmed = set(db.session.scalars(queries.confirmed(event.id))) if fresh else set()
    added = [_row(key, known, rules[key[0]], bounds[key[0]], at) for key in sorted(fresh) if key[1] in confirmed]
    return changes, added


def _rule_now(rule: Rule, session: Session, at: datetime) -> Rule:
    """The rule, or while the session runs only the part of it that can be judged already."""
    is_over = session.dtend is None or at >= session.dtend
    return rule if is_over else rule.while_running()


def _write(changes: list[dict[str, Any]], added: list[dict[str, Any]]) -> int:
    connection = db.session.connection()
    if changes:
        connection.execute(_CHANGING, changes)
    if added:
        connection.execute(insert(_table), added)
    return len(changes) + len(added)


def _bounds(session: Session, event: Event, known: Known) -> Interval:
    """From when to when minutes count. An open end is where the last evidence ends, once there is any."""
    if session.dtend is not None:
        return session.dtstart, session.dtend
    every = (*known.spans.items(), *known.reported.items())
    ends = [span[1] for key, spans in every if key[0] == session.id for span in spans]
    latest = max((end for end in ends if end > session.dtstart), default=timing.end_of(session, event.tzid))
    return session.dtstart, latest


def _with_scan(known: Known, row: Any, key: Key) -> Evidence:
    """The row's own scan beside the other evidence, where the row stands for a scan at all."""
    if row.first_at is None or row.channel in queries.WITHOUT_SCAN:
        return known.evidence(key)
    is_paper = row.channel is Channel.PAPER  # typed in, which a rule may leave out
    scanned_at = known.scanned.get(key) or (None if is_paper else row.first_at)
    return replace(
        known.evidence(key),
        scanned_at=scanned_at,
        scanned_mode=Mode.IN_PERSON if key in known.scanned else row.mode if scanned_at else None,
        left_at=row.last_at if scanned_at and not row.is_standing else None,
        paper_at=known.signed.get(key) or (row.first_at if is_paper else None),
    )


def _change(row: Any, verdict: Judgement) -> dict[str, Any] | None:
    """What is to be written anew, or nothing."""
    wanted: dict[str, Any] = {"first_at": row.first_at, "last_at": row.last_at, **_columns(verdict)}
    if not verdict.first_at:
        wanted["mode"] = row.mode  # an admission that was taken back stays where it was
    if row.channel in queries.WITHOUT_SCAN:
        wanted |= {"first_at": verdict.first_at, "last_at": verdict.last_at or row.last_at}
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return None
    return {"of_row": row.id, **{f"new_{name}": value for name, value in wanted.items()}}


def _columns(verdict: Judgement) -> dict[str, Any]:
    return {
        "is_present": verdict.is_present,
        "why": verdict.reason,
        "minutes": verdict.minutes,
        "is_late": verdict.is_late,
        "is_early": verdict.is_early,
        "mode": verdict.mode,
    }


def _row(key: Key, known: Known, rule: Rule, bounds: Interval, at: datetime) -> dict[str, Any]:
    verdict = judge(known.evidence(key), rule, bounds)
    moment = verdict.first_at or (at if verdict.is_present else None)
    return {
        "session_id": key[0],
        "registration_id": key[1],
        "is_standing": False,
        "first_at": moment,
        "last_at": verdict.last_at or at,
        "first_desk": "",
        "standing_desk": "",
        "channel": known.channel(key),
        **_columns(verdict),
    }
