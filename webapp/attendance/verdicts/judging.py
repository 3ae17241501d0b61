"""The verdict itself: evidence in, one judgement with its reason out. Nothing here asks the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from webapp.attendance.verdicts import intervals
from webapp.attendance.verdicts.intervals import Interval
from webapp.attendance.verdicts.models import Part
from webapp.attendance.verdicts.rules import PRESENT, Rule, Why
from webapp.events.models import Mode


@dataclass(frozen=True)
class Evidence:
    """What is known of one registration at one session. Times are aware; `scanned_at` is of a scan that holds.

    `left_at` is when a desk wrote down that somebody left for good; `reported` are the spans of imported reports.
    """

    scanned_at: datetime | None = None
    scanned_mode: Mode | None = None
    left_at: datetime | None = None
    spans: Sequence[Interval] = ()
    reported: Sequence[Interval] = ()
    paper_at: datetime | None = None
    watched_at: datetime | None = None
    claims: dict[Part, datetime] = field(default_factory=dict)
    override: bool | None = None


@dataclass(frozen=True)
class Judgement:
    """Present or not, why, and from when to when; `minutes` is None where nothing counted them."""

    is_present: bool
    why: Why
    minutes: int | None
    first_at: datetime | None
    last_at: datetime | None
    is_late: bool = False
    is_early: bool = False
    mode: Mode = Mode.ONLINE


def judge(evidence: Evidence, rule: Rule, session: Interval) -> Judgement:
    """One verdict. `session` is from when to when minutes count.

    A percentage is of the session's whole length, and is reached exactly at its boundary.
    """
    evidence = _taken(evidence, rule)
    spans = intervals.union(intervals.within(evidence.spans, session))
    stayed = intervals.length(spans)
    why = _why(evidence, rule, stayed=stayed, lasts=session[1] - session[0])
    is_present = why in PRESENT if evidence.override is None else evidence.override
    first_at, last_at = _moments(evidence, spans)
    return Judgement(
        is_present=is_present,
        why=why if evidence.override is None else Why.OVERRIDDEN,
        minutes=int(stayed / timedelta(minutes=1)) if spans else None,
        first_at=first_at,
        last_at=last_at,
        is_late=bool(rule.late_after and first_at and first_at > session[0] + timedelta(minutes=rule.late_after)),
        is_early=bool(rule.early_before) and _left(evidence, spans, session[1] - timedelta(minutes=rule.early_before)),
        mode=Mode.IN_PERSON if evidence.paper_at else evidence.scanned_mode or Mode.ONLINE,
    )


def _taken(evidence: Evidence, rule: Rule) -> Evidence:
    """The evidence without what the rule takes no notice of."""
    return replace(
        evidence,
        spans=(*evidence.spans, *evidence.reported) if rule.takes_reports else evidence.spans,
        paper_at=evidence.paper_at if rule.takes_paper else None,
        watched_at=evidence.watched_at if rule.takes_watching else None,
    )


def _left(evidence: Evidence, spans: Sequence[Interval], latest: datetime) -> bool:
    """Whether whatever would show an end shows one before `latest`; a code typed later shows that it was none."""
    if evidence.scanned_mode is Mode.IN_PERSON or not spans:
        return bool(evidence.left_at and evidence.left_at < latest)
    return max([spans[-1][1], *evidence.claims.values()]) < latest


def _why(evidence: Evidence, rule: Rule, *, stayed: timedelta, lasts: timedelta) -> Why:
    if evidence.scanned_mode is Mode.IN_PERSON:
        return Why.SCANNED
    if vouched := _vouched(evidence):
        return vouched
    if not (evidence.scanned_at or evidence.spans or evidence.claims):
        return Why.NOTHING
    if rule.asks_nothing:
        return Why.JOINED
    long_enough = bool(rule.minutes_percent) and stayed * 100 >= lasts * rule.minutes_percent
    codes_told = bool(rule.codes_needed) and len(evidence.claims) >= rule.codes_needed
    asked = [met for wanted, met in ((rule.minutes_percent, long_enough), (rule.codes_needed, codes_told)) if wanted]
    if all(asked) if rule.needs_all else any(asked):
        return Why.BOTH if long_enough and codes_told else Why.MINUTES if long_enough else Why.CODES
    if rule.minutes_percent and not long_enough:
        return Why.NEITHER if rule.codes_needed and not codes_told else Why.TOO_SHORT
    return Why.CODES_MISSING


def _vouched(evidence: Evidence) -> Why | None:
    """What people vouched for is enough by itself."""
    if evidence.paper_at:
        return Why.PAPER
    return Why.WATCHED if evidence.watched_at else None


def _moments(evidence: Evidence, spans: Sequence[Interval]) -> tuple[datetime | None, datetime | None]:
    known = [*evidence.claims.values(), *(moment for span in spans for moment in span)]
    known += [at for at in (evidence.scanned_at, evidence.paper_at, evidence.watched_at) if at]
    return (min(known), max(known)) if known else (None, None)
