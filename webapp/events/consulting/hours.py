"""Which appointments follow from "every Tuesday 9.00 to 12.00, 30 minutes each, four weeks". Always bounded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from webapp.errors import Refused
from webapp.events.wall_clock import moment

SHORTEST, LONGEST = 10, 240  # minutes
MOST_WEEKS = 26
MOST_APPOINTMENTS = 100

Span = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True)
class Hours:
    """The same hours of a day once a week: from `first` on, `weeks` times, cut into appointments of `minutes`."""

    first: date
    starts: time
    ends: time
    minutes: int
    weeks: int = 1


def appointments(hours: Hours, tzid: str, *, at: datetime) -> list[Span]:
    """Start and end of each, in order; what is left at the end of a day is too short for one more.

    Raises Refused for hours that make none, more than MOST_APPOINTMENTS, or lie in the past.
    """
    for problem in _problems(hours, tzid, at=at):
        raise Refused(problem)
    found: list[Span] = []
    for week in range(hours.weeks):
        found += _of_day(hours, hours.first + timedelta(weeks=week), tzid)
    return found


def _problems(hours: Hours, tzid: str, *, at: datetime) -> Iterator[str]:
    if not SHORTEST <= hours.minutes <= LONGEST:
        yield _("Satu janji temu antara %(least)d dan %(most)d menit.", least=SHORTEST, most=LONGEST)
    if not 1 <= hours.weeks <= MOST_WEEKS:
        yield _("Jam konsultasi diulang 1 sampai %(most)d pekan.", most=MOST_WEEKS)
    if hours.ends <= hours.starts:
        yield _("Jam selesai harus sesudah jam mulai.")
    many = _in_a_day(hours)
    if not many:
        yield _("Waktunya lebih pendek dari satu janji temu. Mohon panjangkan, atau pendekkan janji temunya.")
    if many * hours.weeks > MOST_APPOINTMENTS:
        yield _(
            "Ini menjadi %(many)d janji temu, paling banyak %(most)d. Mohon kurangi pekannya atau panjangkan"
            " tiap janji temu.",
            many=many * hours.weeks,
            most=MOST_APPOINTMENTS,
        )
    if not at.year <= hours.first.year <= at.year + 5:
        yield _("Tanggal ini di luar jangkauan kalender.")
    if moment(hours.first, hours.starts, tzid) <= at:
        yield _("Jam pertama sudah lewat. Mohon pilih hari yang akan datang.")


def _in_a_day(hours: Hours) -> int:
    starts, ends = (one.hour * 60 + one.minute for one in (hours.starts, hours.ends))
    return max(0, ends - starts) // hours.minutes


def _of_day(hours: Hours, day: date, tzid: str) -> Iterator[Span]:
    """Counted in minutes that pass, from the hour that the wall clock shows at the beginning."""
    start = moment(day, hours.starts, tzid)
    for number in range(_in_a_day(hours)):
        begins = start + timedelta(minutes=hours.minutes * number)
        yield begins.astimezone(UTC), (begins + timedelta(minutes=hours.minutes)).astimezone(UTC)


def day_of(moment_: datetime, tzid: str) -> date:
    return moment_.astimezone(ZoneInfo(tzid)).date()
