"""Counting a hundred thousand presences: whole columns at once, and few objects, so that the collector sleeps."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import repeat
from operator import lshift, or_, rshift
from typing import Any

from webapp.attendance.reporting.axes import OUTSIDE, region_of

# A presence as it comes from the database: one person at one event.
Presence = tuple[Any, ...]  # registration, event, person, KIM or 0, region or None, how, what (see queries)
COLUMNS = range(7)
REGISTRATION, EVENT, PERSON, KIM, REGION, HOW, WHAT = COLUMNS
_SHIFT = 40  # bits an id may have


def together(ones: Sequence[int], others: Sequence[int]) -> Counter[int]:
    """With how many different others each one stands. Pairs are packed into whole numbers, which cost least."""
    found = set(map(or_, map(lshift, ones, repeat(_SHIFT)), others))
    return Counter(map(rshift, found, repeat(_SHIFT)))


def tally(columns: Sequence[Sequence[Any]]) -> dict[str, Counter[str]]:
    """Count by every axis: what stands in a column first, then what it means, for few different things stand there."""
    found: dict[str, Counter[str]] = {key: Counter() for key in _READ}
    for column in (HOW, WHAT, REGION):
        for raw, n in Counter(columns[column]).items():
            for key, (place, meaning) in _READ.items():
                if place == column:
                    found[key][meaning(raw)] += n
    return found


def reader(key: str) -> Callable[[Presence], str]:
    """From one presence to its value on the axis."""
    column, meaning = _READ[key]
    return lambda one: meaning(one[column])


def _mode(packed: str) -> str:
    mode, outside, _sex = packed.split("|")
    return OUTSIDE if outside else mode


def _part(place: int) -> Callable[[str], str]:
    return lambda packed: packed.split("|")[place]


# From which column an axis is read, and how.
_READ: dict[str, tuple[int, Callable[[Any], str]]] = {
    "mode": (HOW, _mode),
    "gender": (HOW, _part(2)),
    "age_group": (WHAT, _part(0)),
    "occupation": (WHAT, _part(1)),
    "needs": (WHAT, _part(2)),
    "origin": (WHAT, _part(3)),
    "region": (REGION, region_of),
}
