"""What stands against a plan of hours, and when else it could be. Nothing here refuses anything."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from webapp.directory.regions import folded
from webapp.errors import Refused
from webapp.events.calendars.entries import OPEN_END
from webapp.events.clashing import days
from webapp.events.clashing.busy import Busy, busy_between
from webapp.events.wall_clock import moment
from webapp.web.formatting import long_date, time_range

AHEAD = timedelta(days=21)
MOST_FREE = 3
MOST_REMARKS = 8
DAY_ENDS = time(17, 0)  # later on the same day is proposed until offices close
STEP = timedelta(minutes=30)
Hours = tuple[datetime, datetime | None]


@dataclass(frozen=True)
class Asked:
    """Sessions with the place, the people and the organizer that they would take."""

    hours: tuple[Hours, ...]
    tzid: str
    organization_id: int
    venue: str = ""
    region_code: str | None = None
    people: tuple[str, ...] = ()
    event_id: int | None = None  # the event itself, when it stands already


@dataclass(frozen=True)
class Courtesy:
    """Sentences to consider, and the next times against which nothing stands. Both may be empty."""

    remarks: list[str]
    free: list[Hours]


def courtesy(asked: Asked, *, scope: Collection[int] | None) -> Courtesy:
    """Judge the hours of `asked` and look three weeks ahead; two statements."""
    if not asked.hours:
        return Courtesy([], [])
    first, last = min(start for start, _end in asked.hours), max(_end_of(one) for one in asked.hours)
    busy = busy_between(first, last + AHEAD, scope=scope, apart_from=asked.event_id)
    found = list(dict.fromkeys(remarks(asked, busy)))[:MOST_REMARKS]
    return Courtesy(found, _free(asked, busy) if found else [])


def remarks_on(asked: Asked, wanted: list[date], *, scope: Collection[int] | None) -> dict[date, list[str]]:
    """What stands against the same plan on each of these days, the first of which is its own; two statements."""
    zone = ZoneInfo(asked.tzid)
    first = min(start for start, _end in asked.hours)
    last = max(_end_of(one) for one in asked.hours) + (wanted[-1] - wanted[0])
    busy = busy_between(first, last + timedelta(days=1), scope=scope, apart_from=asked.event_id)
    own, found = first.astimezone(zone).date(), {}
    for day in wanted:
        try:
            moved = tuple(_moved(one, (day - own).days, asked.tzid) for one in asked.hours)
        except Refused as refusal:
            found[day] = [refusal.sentence]
            continue
        found[day] = list(dict.fromkeys(remarks(replace(asked, hours=moved), busy)))
    return found


def remarks(asked: Asked, busy: Iterable[Busy]) -> Iterator[str]:
    """Everything that stands against these hours."""
    for start, end in asked.hours:
        until = end or start + OPEN_END
        yield from days.remarks(start, until, asked.tzid)
        for one in busy:
            if start < one.end and one.start < until:
                yield from _clashes(asked, one)


def _clashes(asked: Asked, one: Busy) -> Iterator[str]:
    when = f"{long_date(one.start, one.tzid)}, {time_range(one.start, one.end, one.tzid)}"
    title = one.title or _("kegiatan lain")
    if _is_same_place(asked, one):
        yield _("Tempat ini sudah dipakai %(title)s, %(when)s.", title=title, when=when)
    for name in asked.people:
        if folded(name) in one.people:
            yield _("%(name)s juga mengisi %(title)s, %(when)s.", name=name, title=title, when=when)
    if organizer := one.hosts.get(asked.organization_id):
        yield _("%(organizer)s juga menggelar %(title)s, %(when)s.", organizer=organizer, title=title, when=when)


def _is_same_place(asked: Asked, one: Busy) -> bool:
    """The same words, and not in two different towns: every kecamatan has an Aula Kantor."""
    if not asked.venue or folded(asked.venue) != one.venue:
        return False
    return not (asked.region_code and one.region_code and asked.region_code != one.region_code)


def _free(asked: Asked, busy: list[Busy]) -> list[Hours]:
    """The next times at which the whole plan would meet nothing, by its first session."""
    found: list[Hours] = []
    for proposed in _proposals(asked):
        if not any(remarks(proposed, busy)):
            found.append(proposed.hours[0])
            if len(found) == MOST_FREE:
                break
    return found


def _proposals(asked: Asked) -> Iterator[Asked]:
    """Later on the same day, where there is one session that ends with it; then the same hours on the next days."""
    zone = ZoneInfo(asked.tzid)
    start, end = asked.hours[0]
    last = datetime.combine(start.astimezone(zone).date(), DAY_ENDS, zone)
    later = STEP
    while len(asked.hours) == 1 and _end_of((start + later, end and end + later)) <= last:
        yield replace(asked, hours=((start + later, end and end + later),))
        later += STEP
    for day in range(1, AHEAD.days + 1):
        try:
            yield replace(asked, hours=tuple(_moved(one, day, asked.tzid) for one in asked.hours))
        except (Refused, OverflowError):  # an hour that this day does not have, or the end of the calendar
            continue


def _moved(hours: Hours, day: int, tzid: str) -> Hours:
    def later(when: datetime) -> datetime:
        wall = when.astimezone(ZoneInfo(tzid)) + timedelta(days=day)
        return moment(wall.date(), wall.time(), tzid)

    return later(hours[0]), later(hours[1]) if hours[1] else None


def _end_of(hours: Hours) -> datetime:
    return hours[1] or hours[0] + OPEN_END
