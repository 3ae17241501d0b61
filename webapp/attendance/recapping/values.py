"""The values of a recap, computed once. Every figure is the number of presences that can be listed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from webapp.attendance.recapping.counting import (
    HOW,
    KIM,
    PERSON,
    is_late,
    parts_of,
    together,
)
from webapp.attendance.recapping.lines import EventLine, Kim, KimLine, RegionLine
from webapp.attendance.recapping.periods import Period
from webapp.attendance.recapping.presences import Presences
from webapp.attendance.reporting.axes import OUTSIDE, axes, region_of
from webapp.directory.models import Organization
from webapp.directory.regions import VILLAGE_TOTALS, district_totals, home_regencies
from webapp.events.models import Event, Mode

# Characters of the codes of kabupaten/kota, kecamatan and desa: "62.06", "62.06.02", "62.06.02.2002".
REGENCY, DISTRICT, VILLAGE = 5, 8, 13
HOME = frozenset(code for code, _name in home_regencies())


@dataclass(frozen=True)
class Recap(Presences):
    """What page, files and programs show of one organizer's period."""

    organization: Organization
    period: Period
    events: tuple[Event, ...]
    places: dict[tuple[int, str], int]  # (event, mode): confirmed places
    kims: Sequence[Kim]
    certificates: dict[int, int]  # event: how many stand
    opinions: dict[int, tuple[int, int]]  # event: ratings and their sum, of events that enough have rated

    @property
    def registered(self) -> int:
        return sum(self.places.values())

    @property
    def came_with_place(self) -> int:
        """Who came and had a place: what turnout is reckoned with."""
        outside = sum(came for value, came, _persons in self.counted(axes()["mode"]) if value == OUTSIDE)
        return self.came - outside

    @property
    def no_show(self) -> int:
        """Who had a place and did not come."""
        return sum(line.no_show for line in self.lines)

    @property
    def lesson_hours(self) -> int:
        return sum(event.lesson_hours for event in self.events)

    @cached_property
    def lines(self) -> list[EventLine]:
        return [self._line(event, self.runs.get(event.id, slice(0))) for event in self.events]

    def _line(self, event: Event, run: slice) -> EventLine:
        modes, sexes, regions, late = Counter[str](), Counter[str](), set[str](), 0
        for how, n in Counter(self.columns[HOW][run]).items():
            mode, sex, region = parts_of(how)
            modes[mode] += n
            sexes[sex] += n
            regions.add(region)
            late += n if is_late(how) else 0
        registered = sum(self.places.get((event.id, mode.value), 0) for mode in Mode)
        return EventLine(
            event=event,
            capacity=sum(seats.capacity for seats in event.seats),
            registered=registered,
            in_person=modes[Mode.IN_PERSON],
            online=modes[Mode.ONLINE],
            outside=modes[OUTSIDE],
            no_show=registered - modes[Mode.IN_PERSON] - modes[Mode.ONLINE] - late,
            men=sexes["L"],
            women=sexes["P"],
            kims=len(set(self.columns[KIM][run]) - {0}),
            regencies=len(regions & HOME),
            certificates=self.certificates.get(event.id, 0),
        )

    @cached_property
    def regions(self) -> list[RegionLine]:
        """All fourteen, then elsewhere and not stated; zeros are shown."""
        axis = axes()["region"]
        sexes: Counter[tuple[str, str]] = Counter()
        for how, n in self.hows.items():
            _mode, sex, region = parts_of(how)
            sexes[region, sex] += n
        held = Counter(region_of(event.region_code) for event in self.events)
        standing = [one for one in self.kims if one.stands]
        known = Counter(one.region for one in standing)
        decree = Counter(one.region for one in standing if one.decree_number)
        active = Counter(one.region for one in standing if one.is_active)
        there = Counter(one.region_code for one in self.groups)
        districts = Counter(code[:REGENCY] for code in self.reached(DISTRICT))
        villages = Counter(code[:REGENCY] for code in self.reached(VILLAGE))
        return [
            RegionLine(
                code, axis.words(code), held[code], sexes[code, "L"], sexes[code, "P"], came, persons,
                known[code], decree[code], active[code], there[code],
                districts[code], district_totals().get(code, 0), villages[code], VILLAGE_TOTALS.get(code, 0),
            )
            for code, came, persons in self.counted(axis)
        ]  # fmt: skip

    def reached(self, length: int) -> set[str]:
        """Codes of this length that somebody came from: of their KIM, or what they said themselves."""
        came = [one for one in self.kims if one.id in self.kims_came]
        codes = {code for one in came for code in (one.district_code, one.village_code) if code}
        codes |= {code for how in self.hows if (code := how.rpartition("|")[2])}
        return {code[:length] for code in codes if len(code) >= length}

    @cached_property
    def groups(self) -> list[KimLine]:
        """Every KIM that came, who came most first."""
        column = self.columns[KIM]
        came = self.kims_came
        events = Counter(chain.from_iterable(set(column[run]) for run in self.runs.values()))
        persons = together(column, self.columns[PERSON])
        lines = [
            KimLine(kim.id, kim.name, kim.region, events[kim.id], came[kim.id], persons[kim.id])
            for kim in self.kims
            if came[kim.id]
        ]
        return sorted(lines, key=lambda one: (-one.came, one.name))

    @property
    def regencies(self) -> int:
        """How many of the fourteen somebody came from."""
        return sum(bool(line.came) for line in self.regions if line.code in HOME)
