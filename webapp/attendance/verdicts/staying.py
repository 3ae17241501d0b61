"""What one person sees of their own evidence while a session runs: minutes, codes, and what is asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from webapp.attendance.models import Attendance, Registration
from webapp.attendance.verdicts import asking, intervals, saying, settling
from webapp.attendance.verdicts.models import CodeClaim, Part, PresenceInterval
from webapp.attendance.verdicts.rules import Rule
from webapp.database import db
from webapp.events import timing
from webapp.events.models import Session


@dataclass(frozen=True)
class Stay:
    """`stayed` is a union within the session; `verdict` is the last one written, in one sentence, or empty."""

    rule: Rule
    stayed: timedelta
    lasts: timedelta
    claimed: Collection[Part]
    is_counted: bool
    verdict: str

    @property
    def minutes(self) -> int:
        return self.stayed // timedelta(minutes=1)

    @property
    def asked(self) -> str:
        return asking.asked(self.rule, lasts=self.lasts // timedelta(minutes=1))


def stay_of(registration: Registration, session: Session, *, at: datetime) -> Stay:
    """The evidence of this person at this session so far. The registration's event must be loaded. Four statements."""
    event, key = registration.event, {"session_id": session.id, "registration_id": registration.id}
    rule, end = settling.rule_of(event), timing.end_of(session, event.tzid)
    spans = [
        (span.started_at, min(span.ended_at, at))
        for span in db.session.scalars(select(PresenceInterval).filter_by(**key))
    ]
    claimed = db.session.scalars(select(CodeClaim.part).filter_by(**key)).all()
    row = db.session.scalar(select(Attendance).filter_by(**key))
    lasts = (session.dtend or min(at, end)) - session.dtstart
    return Stay(
        rule=rule,
        stayed=intervals.length(intervals.within(spans, (session.dtstart, end))),
        lasts=max(lasts, timedelta()),
        claimed=set(claimed),
        is_counted=bool(row and row.first_at and row.is_present),
        verdict=saying.said(row, rule, lasts=lasts // timedelta(minutes=1)) if row and row.why else "",
    )
