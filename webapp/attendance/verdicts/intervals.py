"""Intervals of time as a union: two telephones at the same minute are one minute."""

from collections.abc import Iterable
from datetime import datetime, timedelta

Interval = tuple[datetime, datetime]


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """The same moments in as few intervals as they take, in order; what touches is joined, what is empty goes."""
    joined: list[Interval] = []
    for start, end in sorted(interval for interval in intervals if interval[0] < interval[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def within(intervals: Iterable[Interval], bounds: Interval) -> list[Interval]:
    """The parts that lie inside `bounds`."""
    cut = ((max(start, bounds[0]), min(end, bounds[1])) for start, end in intervals)
    return [(start, end) for start, end in cut if start < end]


def length(intervals: Iterable[Interval]) -> timedelta:
    """How long they last together, overlaps counted once."""
    return sum((end - start for start, end in union(intervals)), timedelta())
