"""The verdict itself: evidence in, one judgement with its reason out. Nothing here asks the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.attendance.verdicts import intervals
from webapp.attendance.verdicts.intervals import Interval
from webapp.attendance.verdicts.models import Codes, Part
from webapp.events.models import Mode


class Why(StrEnum):
    """The reason of a verdict. What it says in words stands in `saying`."""

    SCANNED = "scanned"  # shown at a desk, or at the venue's own code
    JOINED = "joined"  # entered online by the personal link or the door; no rule asks for more
    MINUTES = "minutes"  # long enough
    CODES = "codes"
    BOTH = "minutes_and_codes"
    OVERRIDDEN = "overridden"
    TOO_SHORT = "too_short"
    CODES_MISSING = "codes_missing"
    NEITHER = "neither"  # too short, and codes missing
    NOTHING = "nothing"  # no evidence at all


PRESENT = frozenset({Why.SCANNED, Why.JOINED, Why.MINUTES, Why.CODES, Why.BOTH})


_NEEDED = {Codes.NONE: 0, Codes.ONE: 1, Codes.BOTH: 2}


@dataclass(frozen=True)
class Rule:
    """What an event asks of those who take part online; `minutes_percent` 0 and no codes: any evidence."""

    minutes_percent: int = 0
    codes: Codes = Codes.NONE
    needs_all: bool = False
    late_after: int = 0
    sessions_percent: int = 0  # of a training's sessions; it judges nobody at one session

    @property
    def asks_nothing(self) -> bool:
        return not self.minutes_percent and self.codes is Codes.NONE

    @property
    def codes_needed(self) -> int:
        return _NEEDED[self.codes]


@dataclass(frozen=True)
class Evidence:
    """What is known of one registration at one session. Times are aware; `scanned_at` is of a standing scan."""

    scanned_at: datetime | None = None
    scanned_mode: Mode | None = None
    spans: Sequence[Interval] = ()
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


def judge(evidence: Evidence, rule: Rule, session: Interval) -> Judgement:
    """One verdict. `session` is from when to when minutes count.

    A percentage is of the session's whole length, and is reached exactly at its boundary.
    """
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
    )


def _why(evidence: Evidence, rule: Rule, *, stayed: timedelta, lasts: timedelta) -> Why:
    if evidence.scanned_mode is Mode.IN_PERSON:
        return Why.SCANNED
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


def _moments(evidence: Evidence, spans: Sequence[Interval]) -> tuple[datetime | None, datetime | None]:
    known = [*evidence.claims.values(), *(moment for span in spans for moment in span)]
    if evidence.scanned_at:
        known.append(evidence.scanned_at)
    return (min(known), max(known)) if known else (None, None)
