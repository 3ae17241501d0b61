"""Why each verdict is as it is, for the office: one participant's sessions, or one sentence for each on a list."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from webapp.attendance.models import Attendance, Registration
from webapp.attendance.verdicts import saying
from webapp.attendance.verdicts.models import VerdictOverride
from webapp.attendance.verdicts.rules import Rule, Why
from webapp.attendance.verdicts.settling import rule_of
from webapp.database import db
from webapp.events import timing
from webapp.events.models import Event, Session


@dataclass(frozen=True)
class Line:
    """One session of one person; `override` is what the committee decided instead, if it did."""

    session: Session
    is_present: bool
    is_late: bool
    is_early: bool
    sentence: str
    override: VerdictOverride | None


def lines_of(registration: Registration) -> list[Line]:
    """Every session of the event as it stands for this person. The event must be loaded with its sessions."""
    event, rule = registration.event, rule_of(registration.event)
    rows = db.session.scalars(select(Attendance).where(Attendance.registration_id == registration.id))
    decided = db.session.scalars(select(VerdictOverride).where(VerdictOverride.registration_id == registration.id))
    by_session, overrides = {row.session_id: row for row in rows}, {one.session_id: one for one in decided}
    lines = []
    for session in event.sessions:
        row, override = by_session.get(session.id), overrides.get(session.id)
        sentence = saying.said(row, rule, lasts=minutes_of(session, event)) if row else saying.nothing()
        if override:
            sentence = saying.overridden(override.reason)
        is_present = bool(row and row.first_at and row.is_present)
        late, early = bool(row and row.is_late), bool(row and row.is_early)
        lines.append(Line(session, is_present, late, early, sentence, override))
    return lines


def sentences(event: Event, registration_ids: Collection[int] | None = None) -> dict[int, str]:
    """Why, by registration: the sentence of its only session, or in how many sessions it counts. Three statements.

    Of these registrations, or of everybody there is any evidence of.
    """
    found = select(Attendance).join(Session, Session.id == Attendance.session_id).where(Session.event_id == event.id)
    if registration_ids is not None:
        found = found.where(Attendance.registration_id.in_(registration_ids))
    rows: dict[int, list[Attendance]] = defaultdict(list)
    for row in db.session.scalars(found):
        rows[row.registration_id].append(row)
    rule = rule_of(event)
    if len(event.sessions) > 1:
        return {key: _counted(event, several, rule) for key, several in rows.items()}
    lasts, reasons = minutes_of(event.sessions[0], event), _reasons(event)
    return {
        key: saying.overridden(reasons[key]) if row.why == Why.OVERRIDDEN and key in reasons
        else saying.said(row, rule, lasts=lasts)
        for key, [row] in rows.items()
    }  # fmt: skip


def minutes_of(session: Session, event: Event) -> int:
    return (timing.end_of(session, event.tzid) - session.dtstart) // timedelta(minutes=1)


def _counted(event: Event, rows: list[Attendance], rule: Rule) -> str:
    counted = sum(1 for row in rows if row.first_at and row.is_present)
    total = len([one for one in event.sessions if one.cancelled_at is None])
    return saying.in_sessions(counted, total, percent=rule.sessions_percent)


def _reasons(event: Event) -> dict[int, str]:
    found = select(VerdictOverride).where(VerdictOverride.session_id == event.sessions[0].id)
    return {one.registration_id: one.reason for one in db.session.scalars(found)}
