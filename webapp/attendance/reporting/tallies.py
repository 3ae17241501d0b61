"""Counting rows: every figure is the length of a list that can be shown, and costs less than making the list."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from webapp.attendance.reporting.arriving import Arrivals, arrivals
from webapp.attendance.reporting.axes import Axis
from webapp.attendance.reporting.places import (
    AFFILIATION,
    HELD_AGAINST,
    ID,
    IS_OUTSIDE,
    IS_RELEASED,
    IS_WALK_IN,
    KIM,
    LISTS,
    READ,
    STATUS,
    Kind,
    Row,
)
from webapp.attendance.reporting.presences import FIRST, Presences, minute, moment


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Rows of registrations with what came of them."""

    rows: Sequence[Row]  # every registration, also who waits or cancelled
    presences: Presences
    kims: Mapping[int, str]  # what the groups are called
    scanned: frozenset[int]  # registrations that the scan log admitted
    certified: frozenset[int]  # registrations whose certificate stands

    @cached_property
    def kinds(self) -> list[tuple[Any, ...]]:
        """Of each row what the lists ask of it (see Kind): bare tuples, since there are so many."""
        modes = map(self.presences.modes.get, map(itemgetter(ID), self.rows))
        asked = (map(itemgetter(n), self.rows) for n in (STATUS, IS_OUTSIDE, IS_RELEASED, IS_WALK_IN))
        return list(zip(*asked, modes, strict=True))

    @cached_property
    def counted_kinds(self) -> dict[Kind, int]:
        """Ten thousand rows are of a few kinds."""
        return {Kind(*kind): n for kind, n in Counter(self.kinds).items()}

    def chosen(self, show: str) -> Sequence[Row]:
        """The rows behind a figure, in the order of registering."""
        if show in HELD_AGAINST:
            known = self._known(show)
            return [row for row in self.came if (row[ID] in known) is not show.startswith("un")]
        return self._of_kind(LISTS[show])

    @cached_property
    def came(self) -> Sequence[Row]:
        """Everybody who came."""
        return self.chosen("everyone")

    @cached_property
    def counts(self) -> Counter[str]:
        """How long each list is."""
        found = Counter[str]()
        for show, belongs in LISTS.items():
            found[show] = sum(n for kind, n in self.counted_kinds.items() if belongs(kind))
        there = set(map(itemgetter(ID), self.came))
        for show in HELD_AGAINST:
            known = len(there & self._known(show))
            found[show] = len(there) - known if show.startswith("un") else known
        return found

    @cached_property
    def arrivals(self) -> Arrivals:
        """First arrivals; the rows are told apart by the axis of modes."""
        first = self.presences.first
        counted = Counter(
            [
                (minute(first[row[ID]][FIRST]), kind)
                for row, kind in zip(self.rows, self.kinds, strict=True)
                if kind[-1] is not None
            ]
        )
        return arrivals([(moment(raw), Kind(*kind).took_part, n) for (raw, kind), n in counted.items()])

    def by(self, axis: Axis) -> list[tuple[str, int]]:
        """Everybody who came by one axis, in its order, "" (not stated) last; the rows add up to everybody."""
        found = self._by(axis.key)
        return [(value, found[value]) for value in (*axis.order, *sorted(set(found) - set(axis.order)))]

    def behind(self, key: str, value: str) -> Sequence[Row]:
        """Who came and stands in one row of an axis."""
        if key == "mode":
            return self._of_kind(lambda one: one.came is not None and one.took_part == value)
        read, meaning = self._read(key)
        return [row for row in self.came if meaning(read(row)) == value]

    def attended(self, session_id: int) -> list[Row]:
        """Who came to one session."""
        return [row for row in self.came if self.presences.attended(row[ID], session_id)]

    def _by(self, key: str) -> Counter[str]:
        found = Counter[str]()
        if key == "mode":
            for kind, n in self.counted_kinds.items():
                found[kind.took_part] += n if kind.came else 0
            return +found
        read, meaning = self._read(key)
        for raw, n in Counter(map(read, self.came)).items():
            found[meaning(raw)] += n
        return found

    def _read(self, key: str) -> tuple[Callable[[Row], Any], Callable[[Any], str]]:
        """How an axis is read; the groups by what they are called, whoever wrote it."""
        if key == "group":
            return itemgetter(KIM, AFFILIATION), lambda pair: self.kims.get(pair[0]) or pair[1]
        return READ[key]

    def _of_kind(self, belongs: Callable[[Kind], bool]) -> Sequence[Row]:
        wanted = {kind for kind in self.counted_kinds if belongs(kind)}
        if len(wanted) == len(self.counted_kinds):
            return self.rows
        return [row for row, kind in zip(self.rows, self.kinds, strict=True) if kind in wanted]

    def _known(self, show: str) -> frozenset[int]:
        return self.scanned if show.endswith("scanned") else self.certified
