"""VTIMEZONE: the rules of a zone beside the times that name it (RFC 5545, 3.6.5).

The library lists every change of a zone as RDATE, which Outlook passes over, and dates each by the clock after it
instead of before it. So the years of the calendar are looked through here, and told by rule where they follow one.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from webapp.events.calendars.lines import folded

DAY = timedelta(days=1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Change:
    """One change of the clock: `wall` is what the old clock showed (the DTSTART of 3.6.5)."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool

    @property
    def kind(self) -> tuple[object, ...]:
        """What is the same each year where a zone follows a rule."""
        return self.wall.time(), self.wall.month, self.wall.weekday(), self.before, self.after, self.name


@lru_cache(maxsize=256)
def vtimezone(tzid: str, first: int, last: int) -> bytes:
    """The zone's clock from the year `first` to the year `last`, with a year around them."""
    zone = ZoneInfo(tzid)
    begin = datetime(first - 1, 1, 1, tzinfo=UTC)
    changes = list(_changes(zone, begin, datetime(last + 2, 1, 1, tzinfo=UTC)))
    start = begin.astimezone(zone)
    offset = start.utcoffset() or timedelta()
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}"]
    lines += _observance(Change(begin.replace(tzinfo=None), offset, offset, start.tzname() or tzid, bool(start.dst())))
    for change, rule in _told(changes):
        lines += _observance(change, rule)
    return b"".join(folded(line) for line in (*lines, "END:VTIMEZONE"))


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[Change]:
    moment = begin
    while moment < end:
        before = moment.astimezone(zone).utcoffset()
        if before != (moment + DAY).astimezone(zone).utcoffset():
            yield _change(zone, moment, before or timedelta())
        moment += DAY


def _change(zone: ZoneInfo, day: datetime, before: timedelta) -> Change:
    """The second of the day from which the clock is another."""
    low, high = 0, 86_400
    while high - low > 1:
        middle = (low + high) // 2
        is_before = (day + timedelta(seconds=middle)).astimezone(zone).utcoffset() == before
        low, high = (middle, high) if is_before else (low, middle)
    moment = day + timedelta(seconds=high)
    local = moment.astimezone(zone)
    wall = (moment + before).replace(tzinfo=None)
    return Change(wall, before, local.utcoffset() or timedelta(), local.tzname() or str(zone), bool(local.dst()))


def _told(changes: Sequence[Change]) -> Iterator[tuple[Change, str]]:
    """Each change by itself, or the first of a kind with its rule where all years keep to it."""
    kinds: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        kinds.setdefault(change.kind, []).append(change)
    years = {change.wall.year for change in changes}
    rules = {kind: _rule(alike) for kind, alike in kinds.items() if len(alike) == len(years) > 1}
    if len(rules) == len(kinds) and all(rules.values()):
        yield from ((alike[0], rules[kind]) for kind, alike in kinds.items())
    else:
        yield from ((change, "") for change in changes)


def _rule(alike: Sequence[Change]) -> str:
    """ "the last Sunday in March"; empty when the days follow none."""
    days = [(one.wall, (one.wall.day - 1) // 7 + 1) for one in alike]
    if all(wall.day + 7 > monthrange(wall.year, wall.month)[1] for wall, _week in days):
        week = -1
    elif len({week for _wall, week in days}) == 1:
        week = days[0][1]
    else:
        return ""
    first = alike[0].wall
    return f"RRULE:FREQ=YEARLY;BYMONTH={first.month};BYDAY={week}{DAYS[first.weekday()]}"


def _observance(change: Change, rule: str = "") -> list[str]:
    part = "DAYLIGHT" if change.is_daylight else "STANDARD"
    told = [f"TZNAME:{change.name}", f"TZOFFSETFROM:{_offset(change.before)}", f"TZOFFSETTO:{_offset(change.after)}"]
    return [f"BEGIN:{part}", f"DTSTART:{change.wall:%Y%m%dT%H%M%S}", *([rule] if rule else []), *told, f"END:{part}"]


def _offset(offset: timedelta) -> str:
    """Minutes, never seconds: these broke Outlook on the web, and no clock has kept any since 1972."""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
