"""Days and hours on which many people in Indonesia are elsewhere: holidays, Friday prayers, Sunday services."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from flask_babel import gettext as _

from webapp.web.formatting import long_date
from webapp.web.saying import language

# Public holidays and the joint leave that the ministers' decree adds to them.
CATEGORIES = ("public", "government")
FRIDAY, SUNDAY = 4, 6
FRIDAY_PRAYERS = (time(11, 0), time(13, 30))
SUNDAY_SERVICES = (time(6, 0), time(12, 0))


@lru_cache(maxsize=32)
def _holidays(year: int, code: str) -> dict[date, str]:
    return dict(holidays.country_holidays("ID", years=year, categories=CATEGORIES, language=code))


def holiday_name(day: date) -> str:
    """What is celebrated on this day, in the page's language; empty for a working day and for years not yet known."""
    code = "id" if language().language == "id" else "en_US"
    return _holidays(day.year, code).get(day, "")


def remarks(start: datetime, end: datetime, tzid: str) -> Iterator[str]:
    """One sentence for each thing to consider between these moments, on the wall clock of `tzid`."""
    zone = ZoneInfo(tzid)
    first = start.astimezone(zone).date()
    last = (end - timedelta(microseconds=1)).astimezone(zone).date()
    for day in (first, last) if last > first else (first,):
        if name := holiday_name(day):
            yield _("%(day)s: %(holiday)s.", day=long_date(day), holiday=name)
        if day.weekday() == FRIDAY and _meets(day, FRIDAY_PRAYERS, start, end, zone):
            yield _("Jumat pukul 11.00–13.30 adalah waktu salat Jumat.")
        if day.weekday() == SUNDAY and _meets(day, SUNDAY_SERVICES, start, end, zone):
            yield _("Minggu pagi banyak warga beribadah di gereja.")


def _meets(day: date, hours: tuple[time, time], start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    begins, ends = (datetime.combine(day, hour, zone) for hour in hours)
    return start < ends and begins < end
