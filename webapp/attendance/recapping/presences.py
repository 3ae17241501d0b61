"""The base of a recap: every presence of the period, turned on its side so that it is counted fast."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from webapp.attendance.recapping.counting import COLUMNS, EVENT, HOW, KIM, PERSON, WHAT, Presence, reader, tally
from webapp.attendance.reporting.axes import Axis, axes


@dataclass(frozen=True)
class Presences:
    """Who came to what; the rows stand in the order of the activities."""

    presences: Sequence[Presence]

    @property
    def came(self) -> int:
        return len(self.presences)

    @property
    def persons(self) -> int:
        return len(self.latest[PERSON])

    @cached_property
    def columns(self) -> list[list[Any]]:
        """The presences turned on their side: a column is counted faster than its rows."""
        return [list(map(itemgetter(n), self.presences)) for n in COLUMNS]

    @cached_property
    def hows(self) -> Counter[str]:
        """How often each way of having come stands there: few ways, a hundred thousand rows."""
        return Counter(self.columns[HOW])

    @cached_property
    def kims_came(self) -> Counter[int]:
        """How often somebody of each KIM came; 0 is no KIM."""
        return Counter(self.columns[KIM])

    @cached_property
    def latest(self) -> list[list[Any]]:
        """The columns of each person once, as they last came."""
        last = list(dict(zip(self.columns[PERSON], self.presences, strict=True)).values())
        return [list(map(itemgetter(n), last)) for n in COLUMNS]

    @cached_property
    def came_to(self) -> Counter[int]:
        """How many activities each person came to."""
        return Counter(self.columns[PERSON])

    def counted(self, axis: Axis) -> list[tuple[str, int, int]]:
        """(value, attendances, persons) in the order of the axis; the rows add up to everybody."""
        return self._counted[axis.key]

    @cached_property
    def _counted(self) -> dict[str, list[tuple[str, int, int]]]:
        came = tally({HOW: self.hows, WHAT: Counter(self.columns[WHAT])})
        persons = tally({column: Counter(self.latest[column]) for column in (HOW, WHAT)})
        return {
            key: [
                (value, came[key][value], persons[key][value])
                for value in (*axis.order, *sorted(set(came[key]) - set(axis.order)))
            ]
            for key, axis in axes().items()
        }

    def listed(self, axis: Axis, value: str) -> list[Presence]:
        """The presences behind a figure."""
        read = reader(axis.key)
        return [one for one in self.presences if read(one) == value]

    @cached_property
    def runs(self) -> dict[int, slice]:
        """Where in the columns each activity stands: they are in its order."""
        runs, start = {}, 0
        for event, run in groupby(self.columns[EVENT]):
            stop = start + len(list(run))
            runs[event], start = slice(start, stop), stop
        return runs
