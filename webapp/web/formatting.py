"""Dates, hours and numbers as Indonesian offices write them, and as plain English."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import flask_babel
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask

from webapp.web.saying import gettext as _
from webapp.web.saying import language

# The three Indonesian zones by their spoken names; other zones show their own abbreviation.
ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"


def init_app(app: Flask) -> None:
    """Offer the formats as template filters of the same names."""
    for made in (
        long_date, short_date, weekday, month_year, date_range, clock_time, time_range, zone_name, number, percent,
        phone_number, masked_phone, local, stamp, filesize,
    ):  # fmt: skip
        app.add_template_filter(made)
    app.add_template_filter(dateformat)


def local(moment: datetime, tzid: str) -> datetime:
    """The wall clock of the event's zone: never the server's, never the browser's."""
    return moment.astimezone(ZoneInfo(tzid))


def zone_name(moment: datetime, tzid: str) -> str:
    """WIB, WITA, WIT, or the zone's own abbreviation at that moment."""
    return ZONE_NAMES.get(tzid) or local(moment, tzid).tzname() or tzid


def _day(moment: datetime | date, tzid: str | None) -> date:
    if isinstance(moment, datetime):
        return local(moment, tzid or "Asia/Jakarta").date()
    return moment


def dateformat(moment: date, pattern: str | None = None) -> str:
    """Babel's pattern of a day; of a moment as flask_babel says it."""
    if isinstance(moment, datetime) or pattern is None:
        return str(flask_babel.format_date(moment, pattern))
    return _in_words(moment, pattern, language())


@lru_cache(maxsize=4_096)
def _in_words(day: date, pattern: str, locale: Locale) -> str:
    """A calendar names the same few days and months a hundred times."""
    return format_date(day, pattern, locale=locale)


def long_date(moment: datetime | date, tzid: str | None = None) -> str:
    """Kamis, 10 Maret 2022 / Thursday, 10 March 2022."""
    return _in_words(_day(moment, tzid), "EEEE, d MMMM y", language())


def short_date(moment: datetime | date, tzid: str | None = None) -> str:
    """10/03/2022, day first, for tables."""
    return _day(moment, tzid).strftime("%d/%m/%Y")


def weekday(moment: datetime | date, tzid: str | None = None) -> str:
    """Kamis."""
    return _in_words(_day(moment, tzid), "EEEE", language())


def month_year(moment: datetime | date, tzid: str | None = None, *, short: bool = False) -> str:
    """Maret 2022, or Mar 2022."""
    return _in_words(_day(moment, tzid), "MMM y" if short else "MMMM y", language())


def date_range(start: datetime, end: datetime | None, tzid: str) -> str:
    """One date, "Selasa–Rabu, 19–20 Januari 2027", or both dates in full across a month's end."""
    first = _day(start, tzid)
    # Midnight at the end still belongs to the evening before.
    last = _day(end - timedelta(seconds=1), tzid) if end and end > start else first
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        days = f"{weekday(first)}{EN_DASH}{weekday(last)}"
        return f"{days}, {first.day}{EN_DASH}{last.day} {month_year(first)}"
    return _("%(first)s s.d. %(last)s", first=long_date(first), last=long_date(last))


def clock_time(moment: datetime, tzid: str, *, with_zone: bool = True) -> str:
    """09.00 WIB (24 hours, a dot; a colon in English)."""
    mark = "." if language().language == "id" else ":"
    shown = local(moment, tzid).strftime(f"%H{mark}%M")
    return f"{shown}{NBSP}{zone_name(moment, tzid)}" if with_zone else shown


def time_range(start: datetime, end: datetime | None, tzid: str) -> str:
    """pukul 09.00–12.00 WIB, or pukul 09.00 WIB s.d. selesai when the end is open."""
    if end is None:
        return _("pukul %(start)s s.d. selesai", start=clock_time(start, tzid))
    first = clock_time(start, tzid, with_zone=False)
    return _("pukul %(start)s–%(end)s", start=first, end=clock_time(end, tzid))


def stamp(moment: datetime, tzid: str) -> str:
    """10 Mar 2022, 08.52 WIB: for logs and lists."""
    return f"{_in_words(_day(moment, tzid), 'd MMM y', language())}, {clock_time(moment, tzid)}"


def number(value: float) -> str:
    """1.234,5 in Indonesian, 1,234.5 in English."""
    return format_decimal(value, locale=language())


def decimal(value: float) -> str:
    """4,0 in Indonesian, 4.0 in English: a mean keeps its place after the comma."""
    return format_decimal(value, "#,##0.0", locale=language())


def filesize(size: int) -> str:
    """1,2 MB of so many bytes, in thousands."""
    value, unit = float(size), "B"
    for unit in ("B", "KB", "MB", "GB"):  # the last one stays
        if value < 1000 or unit == "GB":
            break
        value /= 1000
    return f"{number(round(value, 1) if unit in {'MB', 'GB'} else round(value))}{NBSP}{unit}"


def percent(part: float, whole: float) -> str:
    """87,5% of the whole; a dash when there is no whole."""
    if not whole:
        return EN_DASH
    return f"{number(round(100 * part / whole, 1))}%"


def phone_number(e164: str) -> str:
    """0812-5012-3456 as people write it; other countries' numbers in international form."""
    if not e164:
        return ""
    if not e164.startswith("+62"):
        return e164
    digits = "0" + e164.removeprefix("+62")
    return "-".join(part for part in (digits[:4], digits[4:8], digits[8:]) if part)


def masked_phone(e164: str) -> str:
    """0812-xxxx-3456: enough to recognise one's own, useless to others."""
    shown = phone_number(e164).replace("-", "")
    return f"{shown[:4]}-xxxx-{shown[-4:]}" if len(shown) >= 9 else ""
