"""Moments as providers write them: in whose order of day and month is settled by the event's own date, or refused."""

import re
from collections.abc import Callable, Collection
from datetime import date, datetime, time

from flask_babel import gettext as _

from webapp.attendance.importing.files_of_providers.lines import Frame
from webapp.errors import Refused

_CLOCK = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d{1,6})?\s*(?:([ap])\.?\s?m\.?)?"
_DATED = re.compile(rf"(\d{{1,4}})[./-](\d{{1,2}})[./-](\d{{1,4}})(?:,\s*|\s+){_CLOCK}")
_TIMED = re.compile(_CLOCK)
_ORDERS = ("ymd", "mdy", "dmy")
_YEARS = range(2000, 2100)
_NARROW = str.maketrans({"\u202f": " ", "\u00a0": " ", "\u200e": "", "\u200f": ""})

Read = Callable[[str], datetime | None]


def is_moment(text: str) -> bool:
    """Whether this is a date with a time, in whatever order."""
    plain = _plain(text)
    return _iso(plain) is not None or any(_dated(plain, order) for order in _ORDERS)


def is_clock(text: str) -> bool:
    """Whether this is an hour without a day."""
    return _TIMED.fullmatch(_plain(text)) is not None


def reader(texts: Collection[str], frame: Frame) -> Read:
    """How the moments of one file are read. Without a zone they are in the frame's; clock times are of its day.

    Refused (date_order) when day and month could stand either way and the event's date does not tell which.
    """
    order = _order({_plain(text) for text in texts}, frame)

    def read(text: str) -> datetime | None:
        plain = _plain(text)
        aware = _iso(plain)
        if aware is not None and aware.tzinfo is not None:
            return aware
        naive = aware or _dated(plain, order) or _timed(plain, frame.day)
        return naive.replace(tzinfo=frame.zone) if naive else None

    return read


def _order(texts: Collection[str], frame: Frame) -> str:
    found = {order: [moment for text in texts if (moment := _dated(text, order))] for order in _ORDERS}
    most = max(len(moments) for moments in found.values())
    fitting = {order: moments for order, moments in found.items() if most and len(moments) == most}
    if len({tuple(moments) for moments in fitting.values()}) <= 1:
        return next(iter(fitting), "ymd")
    days = set(frame.days())
    near = [order for order, moments in fitting.items() if any(_is_near(one.date(), days) for one in moments)]
    if len(near) != 1:
        raise Refused(
            _(
                "Tanggal di berkas ini dapat dibaca dua cara, dan tidak satu pun tanggal kegiatan ini."
                " Periksa apakah ini laporan kegiatan yang benar."
            ),
            reason="date_order",
        )
    return near[0]


def _is_near(day: date, days: Collection[date]) -> bool:
    return any(abs((day - one).days) <= 1 for one in days)


def _plain(text: str) -> str:
    return " ".join(text.translate(_NARROW).split()).casefold()


def _iso(text: str) -> datetime | None:
    if not text[:1].isdigit() or "-" not in text:
        return None
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return found if found.year in _YEARS and len(text) > 10 else None


def _dated(text: str, order: str) -> datetime | None:
    found = _DATED.fullmatch(text)
    if found is None:
        return None
    given = dict(zip(order, found.groups()[:3], strict=True))
    if len(given["y"]) not in {2, 4} or (order == "ymd") != (len(found[1]) == 4):
        return None
    year = int(given["y"]) + (2000 if len(given["y"]) == 2 else 0)
    clock = _time(*found.groups()[3:])
    if clock is None or year not in _YEARS:
        return None
    try:
        return datetime.combine(date(year, int(given["m"]), int(given["d"])), clock)
    except ValueError:
        return None


def _timed(text: str, day: date) -> datetime | None:
    found = _TIMED.fullmatch(text)
    clock = _time(*found.groups()) if found else None
    return datetime.combine(day, clock) if clock else None


def _time(hour: str, minute: str, second: str | None, half: str | None) -> time | None:
    """None for hours that no clock shows; 12 AM is midnight."""
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    try:
        return time(hours, int(minute), int(second or 0))
    except ValueError:
        return None
