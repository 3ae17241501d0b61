"""The verdict itself: evidence in, one judgement with its reason out. Nothing here asks the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from webapp.attendance.verdicts import intervals
from webapp.attendance.verdicts.intervals import Interval
from webapp.attendance.verdicts.models import Part, Weight
from webapp.attendance.verdicts.reasons import Reason, failing, of_all, of_one, open_to_online
from webapp.attendance.verdicts.rules import Ground, Rule, Why
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
    reason: str  # as it is stored
    minutes: int | None
    first_at: datetime | None
    last_at: datetime | None
    is_late: bool = False
    is_early: bool = False
    mode: Mode = Mode.ONLINE

    @property
    def why(self) -> Why:
        return Reason.read(self.reason).why


def judge(evidence: Evidence, rule: Rule, session: Interval) -> Judgement:
    """One verdict. `session` is from when to when minutes count.

    A percentage is of the session's whole length, and is reached exactly at its boundary.
    """
    evidence = _taken(evidence, rule)
    spans = intervals.union(intervals.within(evidence.spans, session))
    stayed = intervals.length(spans)
    met = _met(evidence, rule, stayed=stayed, lasts=session[1] - session[0])
    is_present, reason = _reason(evidence, rule, met)
    if evidence.override is not None:
        is_present, reason = evidence.override, Reason(Why.OVERRIDDEN)
    first_at, last_at = _moments(evidence, spans)
    return Judgement(
        is_present=is_present,
        reason=str(reason),
        minutes=int(stayed / timedelta(minutes=1)) if spans else None,
        first_at=first_at,
        last_at=last_at,
        is_late=bool(rule.late_after and first_at and first_at > session[0] + timedelta(minutes=rule.late_after)),
        is_early=bool(rule.early_before) and _left(evidence, spans, session[1] - timedelta(minutes=rule.early_before)),
        mode=Mode.IN_PERSON if evidence.paper_at else evidence.scanned_mode or Mode.ONLINE,
    )


def _taken(evidence: Evidence, rule: Rule) -> Evidence:
    """The evidence without what the rule takes no notice of."""
    ignored = rule.grounds(Weight.IGNORED)
    is_unseen = evidence.scanned_mode is Mode.IN_PERSON and Ground.SCAN in ignored
    takes_reports = rule.takes_reports or Ground.REPORT not in ignored
    return replace(
        evidence,
        scanned_at=None if is_unseen else evidence.scanned_at,
        scanned_mode=None if is_unseen else evidence.scanned_mode,
        spans=(*evidence.spans, *evidence.reported) if takes_reports else evidence.spans,
        reported=evidence.reported if takes_reports else (),
        paper_at=None if Ground.PAPER in ignored else evidence.paper_at,
        watched_at=None if Ground.WATCHING in ignored else evidence.watched_at,
    )


def _left(evidence: Evidence, spans: Sequence[Interval], latest: datetime) -> bool:
    """Whether whatever would show an end shows one before `latest`; a code typed later shows that it was none."""
    if evidence.scanned_mode is Mode.IN_PERSON or not spans:
        return bool(evidence.left_at and evidence.left_at < latest)
    return max([spans[-1][1], *evidence.claims.values()]) < latest


def _met(evidence: Evidence, rule: Rule, *, stayed: timedelta, lasts: timedelta) -> frozenset[Ground]:
    """The grounds that this evidence has."""
    has = {
        Ground.SCAN: evidence.scanned_at is not None and evidence.scanned_mode is Mode.IN_PERSON,
        Ground.PAPER: evidence.paper_at is not None,
        Ground.MINUTES: stayed * 100 >= lasts * rule.minutes_percent,
        Ground.TYPING: len(evidence.claims) >= rule.codes_needed,
        Ground.REPORT: bool(evidence.reported),
        Ground.WATCHING: evidence.watched_at is not None,
    }
    return frozenset(ground for ground, is_met in has.items() if is_met)


def _reason(evidence: Evidence, rule: Rule, met: frozenset[Ground]) -> tuple[bool, Reason]:
    alone, needed = rule.grounds(Weight.ALONE), rule.grounds(Weight.NEEDED)
    if not (evidence.scanned_at or evidence.spans or evidence.claims or evidence.paper_at or evidence.watched_at):
        return False, Reason(Why.NOTHING)
    if enough := met.intersection(alone):
        return True, of_one(enough)
    if needed and met.issuperset(needed):
        return True, of_all(needed)
    if rule.asks_nothing:
        return True, Reason(Why.JOINED)
    return False, failing(tuple(ground for ground in needed or open_to_online(alone) if ground not in met))


def _moments(evidence: Evidence, spans: Sequence[Interval]) -> tuple[datetime | None, datetime | None]:
    known = [*evidence.claims.values(), *(moment for span in spans for moment in span)]
    known += [at for at in (evidence.scanned_at, evidence.paper_at, evidence.watched_at) if at]
    return (min(known), max(known)) if known else (None, None)
