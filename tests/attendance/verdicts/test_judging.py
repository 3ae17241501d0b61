"""The verdict as a table of evidence and rules, and intervals against a naive count."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.attendance.verdicts import intervals
from webapp.attendance.verdicts.judging import Evidence, Judgement, judge
from webapp.attendance.verdicts.models import Codes, Part, Weight
from webapp.attendance.verdicts.reasons import Reason
from webapp.attendance.verdicts.rules import Ground, Rule, Why
from webapp.events.models import Mode

START = datetime(2022, 3, 10, 2, tzinfo=UTC)
SESSION = (START, START + timedelta(minutes=120))
HALL, SCREEN = Mode.IN_PERSON, Mode.ONLINE


def minute(count: float) -> datetime:
    return START + timedelta(minutes=count)


def online(*spans: tuple[float, float], codes: int = 0, joined: bool = False) -> Evidence:
    return Evidence(
        scanned_at=minute(1) if joined else None,
        scanned_mode=SCREEN if joined else None,
        spans=[(minute(start), minute(end)) for start, end in spans],
        claims={part: minute(100) for part in list(Part)[:codes]},
    )


def judged(evidence: Evidence, **rule: object) -> Judgement:
    return judge(evidence, Rule(**rule), SESSION)  # type: ignore[arg-type]  # a row of the table below


SEVENTY, BOTH = {"minutes_percent": 70}, {"codes": Codes.BOTH}
ALONE, NEEDED, IGNORED = Weight.ALONE, Weight.NEEDED, Weight.IGNORED
ALL = {"minutes": NEEDED, "typing": NEEDED}


@pytest.mark.parametrize(
    ("evidence", "rule", "is_present", "why"),
    [
        (Evidence(minute(-5), HALL), SEVENTY | BOTH | ALL, True, Why.SCANNED),
        (online(joined=True), {}, True, Why.JOINED),
        (online((0, 1)), {}, True, Why.JOINED),
        (online(), {}, False, Why.NOTHING),
        (online(), SEVENTY, False, Why.NOTHING),
        (online(joined=True), SEVENTY, False, Why.TOO_SHORT),
        (online((0, 84)), SEVENTY, True, Why.MINUTES),
        (online((0, 83.99)), SEVENTY, False, Why.TOO_SHORT),
        (online((-30, 54)), SEVENTY, False, Why.TOO_SHORT),
        (online((0, 50), (0, 50), (10, 40)), SEVENTY, False, Why.TOO_SHORT),
        (online((0, 42), (60, 102)), SEVENTY, True, Why.MINUTES),
        (online(codes=1), BOTH, False, Why.CODES_MISSING),
        (online(codes=2), BOTH, True, Why.CODES),
        (online(codes=1), {"codes": Codes.ONE}, True, Why.CODES),
        (online((0, 10), codes=2), SEVENTY | BOTH, True, Why.CODES),
        (online((0, 90), codes=0), SEVENTY | BOTH, True, Why.MINUTES),
        (online((0, 90), codes=2), SEVENTY | BOTH, True, Why.BOTH),
        (online((0, 90), codes=1), SEVENTY | BOTH | ALL, False, Why.CODES_MISSING),
        (online((0, 10), codes=2), SEVENTY | BOTH | ALL, False, Why.TOO_SHORT),
        (online((0, 10), codes=1), SEVENTY | BOTH | ALL, False, Why.NEITHER),
        (online((0, 90), codes=2), SEVENTY | BOTH | ALL, True, Why.BOTH),
        (Evidence(paper_at=START), SEVENTY | BOTH | ALL, True, Why.PAPER),
        (Evidence(paper_at=START), {"paper": IGNORED}, False, Why.NOTHING),
        (Evidence(watched_at=START), SEVENTY | BOTH, True, Why.WATCHED),
        (Evidence(watched_at=START), {"watching": IGNORED}, False, Why.NOTHING),
        (Evidence(reported=[(minute(0), minute(84))]), SEVENTY, True, Why.MINUTES),
        (Evidence(reported=[(minute(0), minute(84))]), SEVENTY | {"takes_reports": False}, False, Why.NOTHING),
        (Evidence(reported=[(START, START)]), {"report": ALONE}, True, Why.REPORTED),
        (online((0, 120), joined=True), {"report": ALONE}, False, Why.MISSING),
        (online((0, 84)), SEVENTY | {"report": NEEDED, "minutes": NEEDED}, False, Why.MISSING),
        (Evidence(reported=[(minute(0), minute(84))]), SEVENTY | {"report": NEEDED} | ALL, True, Why.TOGETHER),
        (Evidence(reported=[(minute(0), minute(83.99))]), SEVENTY | {"report": NEEDED} | ALL, False, Why.TOO_SHORT),
        (Evidence(minute(0), HALL), {"scan": IGNORED}, False, Why.NOTHING),
        (Evidence(minute(0), HALL), {"scan": NEEDED, "paper": NEEDED}, False, Why.MISSING),
        (Evidence(minute(0), HALL, paper_at=START), {"scan": NEEDED, "paper": NEEDED}, True, Why.TOGETHER),
        (online(joined=True), {"scan": NEEDED}, False, Why.MISSING),
        (online(joined=True), {"watching": NEEDED}, False, Why.MISSING),
        (Evidence(watched_at=START), {"watching": NEEDED}, True, Why.WATCHED),
        (online((0, 84)), SEVENTY | {"paper": NEEDED}, True, Why.MINUTES),
        (Evidence(override=True), SEVENTY, True, Why.OVERRIDDEN),
        (Evidence(minute(0), HALL, override=False), {}, False, Why.OVERRIDDEN),
    ],
)
def test_a_verdict_follows_from_evidence_and_rule(
    evidence: Evidence, rule: dict[str, object], is_present: bool, why: Why
) -> None:
    found = judged(evidence, **rule)

    assert (found.is_present, found.why) == (is_present, why)


grounds = st.frozensets(st.sampled_from(Ground))


def having(found: frozenset[Ground]) -> Evidence:
    """Evidence with exactly these grounds: the session is exactly long enough with the minutes, or a second short."""
    span = (minute(0), minute(84) if Ground.MINUTES in found else minute(84) - timedelta(seconds=1))
    return Evidence(
        scanned_at=START if Ground.SCAN in found else None,
        scanned_mode=HALL if Ground.SCAN in found else None,
        paper_at=START if Ground.PAPER in found else None,
        watched_at=START if Ground.WATCHING in found else None,
        spans=[span],
        reported=[(START, START)] if Ground.REPORT in found else [],
        claims={part: minute(9) for part in list(Part)[: 2 if Ground.TYPING in found else 1]},
    )


def naive(found: frozenset[Ground], worth: dict[Ground, Weight]) -> bool:
    """Any that counts alone, or all that are needed; where neither is asked of those online, being there."""
    alone, needed = ({one for one in Ground if worth[one] is weight} for weight in (ALONE, NEEDED))
    by_oneself = alone & {Ground.MINUTES, Ground.TYPING, Ground.REPORT}
    return bool(found & alone) or (bool(needed) and needed <= found) or not (needed or by_oneself)


@given(grounds, st.fixed_dictionaries({ground: st.sampled_from(Weight) for ground in Ground}))
def test_any_rule_of_parts_agrees_with_a_naive_one(found: frozenset[Ground], worth: dict[Ground, Weight]) -> None:
    weights = {ground.value: weight for ground, weight in worth.items()}
    asked = {
        "minutes_percent": 70 if worth[Ground.MINUTES] is not IGNORED else 0,
        "codes": Codes.BOTH if worth[Ground.TYPING] is not IGNORED else Codes.NONE,
    }

    verdict = judged(having(found), **weights, **asked)

    assert verdict.is_present is naive(found, worth)
    assert set(Reason.read(verdict.reason).grounds) <= (found if verdict.is_present else set(Ground) - found)


def test_a_reason_is_read_as_it_was_stored() -> None:
    reason = Reason(Why.MISSING, (Ground.SCAN, Ground.PAPER))

    assert Reason.read(str(reason)) == reason
    assert Reason.read("minutes") == Reason(Why.MINUTES)


def test_nobody_misses_before_the_end_what_is_still_to_come() -> None:
    rule = Rule(70, Codes.BOTH, scan=NEEDED, paper=NEEDED, watching=IGNORED, report=NEEDED).while_running()

    assert judge(Evidence(START, HALL), rule, SESSION).why is Why.SCANNED
    assert judge(online(joined=True), rule, SESSION).why is Why.JOINED
    assert not judge(Evidence(watched_at=START), rule, SESSION).is_present


@pytest.mark.parametrize(
    ("evidence", "is_early"),
    [
        (online((0, 105)), False),
        (online((0, 104.99)), True),
        (online((0, 50), (80, 120)), False),
        (online((0, 50), codes=2), True),
        (Evidence(minute(0), HALL, left_at=minute(60)), True),
        (Evidence(minute(0), HALL), False),
        (Evidence(scanned_at=minute(0), scanned_mode=SCREEN), False),
        (Evidence(spans=[(minute(0), minute(50))], claims={Part.CLOSING: minute(118)}), False),
    ],
)
def test_leaving_early_is_what_ends_before_the_last_minutes(evidence: Evidence, is_early: bool) -> None:
    assert judged(evidence, early_before=15).is_early is is_early
    assert judged(evidence).is_early is False


def test_paper_moves_somebody_into_the_hall() -> None:
    assert judged(Evidence(scanned_at=minute(1), scanned_mode=SCREEN, paper_at=START)).mode is HALL
    assert judged(Evidence(watched_at=START)).mode is SCREEN


def test_minutes_are_a_union_within_the_session() -> None:
    found = judged(online((-30, 10), (5, 20), (30, 40), (110, 500)))

    assert found.minutes == 40
    assert (found.first_at, found.last_at) == (minute(0), minute(120))


def test_nothing_that_counted_minutes_is_not_zero_minutes() -> None:
    assert judged(online(joined=True)).minutes is None


@pytest.mark.parametrize(("came", "is_late"), [(-1, False), (15, False), (15.1, True)])
def test_late_begins_after_the_minutes_of_the_rule(came: float, is_late: bool) -> None:
    assert judged(Evidence(minute(came), HALL), late_after=15).is_late is is_late


moments = st.integers(0, 300)
spans = st.lists(st.tuples(moments, moments), max_size=12)


@given(spans)
def test_a_union_holds_the_same_minutes_as_a_naive_count(pairs: list[tuple[int, int]]) -> None:
    taken = {second for start, end in pairs for second in range(start, end)}

    found = intervals.union([(minute(start), minute(end)) for start, end in pairs])

    assert intervals.length(found) == timedelta(minutes=len(taken))
    assert all(before[1] < after[0] for before, after in pairwise(found))


@given(spans, moments, moments)
def test_cutting_never_adds_a_minute(pairs: list[tuple[int, int]], start: int, end: int) -> None:
    taken = {second for first, last in pairs for second in range(max(first, start), min(last, end))}

    found = intervals.within([(minute(first), minute(last)) for first, last in pairs], (minute(start), minute(end)))

    assert intervals.length(found) == timedelta(minutes=len(taken))
