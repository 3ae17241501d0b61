"""Counting a hundred thousand presences: whole columns at once, and few objects, so that the collector sleeps."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import lshift, or_, rshift
from typing import Any

from webapp.attendance.reporting.axes import OUTSIDE, region_of

# A presence as it comes from the database: one person at one event.
Presence = tuple[Any, ...]  # registration, event, person, KIM or 0, how, what (see queries)
COLUMNS = range(6)
REGISTRATION, EVENT, PERSON, KIM, HOW, WHAT = COLUMNS
LATE = "2"  # outside the quota because they came after their seat had gone on; others there are "1"
_SHIFT = 40  # bits an id may have


def together(ones: Sequence[int], others: Sequence[int]) -> Counter[int]:
    """With how many different others each one stands. Pairs are packed into whole numbers, which cost least."""
    found = set(map(or_, map(lshift, ones, repeat(_SHIFT)), others))
    return Counter(map(rshift, found, repeat(_SHIFT)))


def tally(counted: Mapping[int, Counter[Any]]) -> dict[str, Counter[str]]:
    """By every axis, from what stands how often in a column: few different things stand there."""
    found: dict[str, Counter[str]] = {key: Counter() for key in _READ}
    for key, (column, meaning) in _READ.items():
        for raw, n in counted[column].items():
            found[key][meaning(raw)] += n
    return found


def reader(key: str) -> Callable[[Presence], str]:
    """From one presence to its value on the axis."""
    column, meaning = _READ[key]
    return lambda one: meaning(one[column])


@lru_cache(maxsize=4_096)
def parts_of(how: str) -> tuple[str, str, str]:
    """Mode or OUTSIDE, sex, kabupaten/kota: few different ones stand in a hundred thousand rows."""
    mode, outside, sex, region = how.split("|")
    return OUTSIDE if outside else mode, sex, region_of(region)


def is_late(how: str) -> bool:
    """Whether this is somebody who had a place and lost it by coming late."""
    return how.split("|", 2)[1] == LATE


def _part(place: int) -> Callable[[str], str]:
    return lambda packed: packed.split("|")[place]


# From which column an axis is read, and how.
_READ: dict[str, tuple[int, Callable[[Any], str]]] = {
    "mode": (HOW, lambda how: parts_of(how)[0]),
    "gender": (HOW, lambda how: parts_of(how)[1]),
    "age_group": (WHAT, _part(0)),
    "occupation": (WHAT, _part(1)),
    "needs": (WHAT, _part(2)),
    "origin": (WHAT, _part(3)),
    "region": (HOW, lambda how: parts_of(how)[2]),
}
