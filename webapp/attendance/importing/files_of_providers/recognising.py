"""From the bytes of a report to its rows: which provider's it is, seen by its cells, and from when to when."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from flask_babel import gettext as _

from webapp.attendance.importing.files_of_providers import bbb, grids, meet, teams, zoom
from webapp.attendance.importing.files_of_providers.durations import seconds_of
from webapp.attendance.importing.files_of_providers.lines import Found, Frame, Grid, Interval, Line, Report, Stay
from webapp.attendance.importing.files_of_providers.moments import Read, is_clock, reader
from webapp.errors import Refused

_OF_TEXT: tuple[Callable[[str], Found | None], ...] = (bbb.dashboard, bbb.written)
_OF_GRID: tuple[Callable[[Grid], Found | None], ...] = (
    zoom.webinar,
    zoom.meeting,
    teams.sections,
    teams.middle,
    teams.actions,
    meet.report,
    meet.extension,
    bbb.resaved,
)
LONGEST_NAME, LONGEST_EMAIL, LONGEST_TITLE = 200, 254, 300
_LONGEST_STAY, _HALF_A_DAY = timedelta(days=2), timedelta(hours=12)


def recognise(content: bytes, frame: Frame) -> Report:
    """Read a report. Refused when nothing in it is known (0 rows are an error, never an empty meeting), and when its
    dates cannot be told; Unreadable for what is no table at all.
    """
    found = max(_candidates(content), key=lambda one: len(one.lines), default=None)
    if found is None or not found.lines:
        raise Refused(_nothing(found), reason="nothing_recognised")
    read = reader([text for line in found.lines for text in (line.joined, line.left) if text], frame)
    last = max((at for line in found.lines for text in (line.joined, line.left) if (at := read(text))), default=None)
    stays = [_stay(line, read, last) for line in found.lines]
    return Report(provider=found.provider, title=_clean(found.title, LONGEST_TITLE), stays=stays, skipped=found.skipped)


def _candidates(content: bytes) -> Iterator[Found]:
    text = grids.text_of(content)
    if text is not None:
        yield from (found for look in _OF_TEXT if (found := look(text)))
    for grid in grids.grids(content, text):
        yield from (found for look in _OF_GRID if (found := look(grid)))


def _nothing(found: Found | None) -> str:
    if found is not None and found.skipped:
        return _("Laporan ini dikenali, tetapi tidak seorang pun tercatat hadir di dalamnya.")
    return _(
        "0 baris dikenali: berkas ini bukan laporan peserta Zoom, Teams, Meet, atau BigBlueButton, atau kolomnya"
        " sudah diubah. Unggah laporan itu seperti saat diunduh."
    )


def _stay(line: Line, read: Read, last: datetime | None) -> Stay:
    seconds = seconds_of(line.lasted)
    span = _span(line, read, last, seconds)
    return Stay(
        number=line.number,
        name=_clean(line.name, LONGEST_NAME),
        email=_clean(line.email, LONGEST_EMAIL).casefold(),
        phone=_clean(line.phone, 40),
        key=line.key,
        span=span,
        seconds=seconds if span is None else round((span[1] - span[0]).total_seconds()),
    )


def _span(line: Line, read: Read, last: datetime | None, seconds: int | None) -> Interval | None:
    """From when to when. A first and a last moment with a shorter duration between them count as the duration."""
    joined, left = read(line.joined), read(line.left)
    if joined is None:
        return None
    if left is not None and left < joined and is_clock(line.left) and left + _HALF_A_DAY < joined:
        left += timedelta(days=1)  # a clock that went past midnight
    if left is None:
        left = joined + timedelta(seconds=seconds) if seconds is not None else last
    elif seconds is not None:
        # Durations in whole minutes are rounded, so the moments decide unless they are far longer.
        counted = timedelta(seconds=seconds)
        left = joined + counted if left - joined > counted + timedelta(minutes=2) else left
    return (joined, left) if left is not None and joined <= left <= joined + _LONGEST_STAY else None


def _clean(text: str, longest: int) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())[:longest]
