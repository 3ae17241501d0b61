"""Whether a report may be another meeting's: asked before it counts, never decided by the machine."""

from collections.abc import Collection
from enum import StrEnum

from flask_babel import gettext as _

from webapp.attendance.importing.models import AttendanceImport
from webapp.attendance.importing.names import words
from webapp.attendance.verdicts import intervals
from webapp.errors import Refused
from webapp.events import timing
from webapp.events.models import Event

_TELLING = 4  # letters of a word that says something


class Doubt(StrEnum):
    TIME = "time"
    TITLE = "title"


def doubts(imported: AttendanceImport, event: Event) -> list[Doubt]:
    """What does not fit: nobody was there during any session, or the titles share no word."""
    found = []
    if imported.begins_at and imported.ends_at:
        held = [one for one in event.sessions if one.cancelled_at is None]
        bounds = [(one.dtstart, timing.end_of(one, event.tzid)) for one in held]
        if not any(intervals.within([(imported.begins_at, imported.ends_at)], one) for one in bounds):
            found.append(Doubt.TIME)
    mine, theirs = _telling(event.summary), _telling(imported.title)
    if theirs and not mine & theirs:
        found.append(Doubt.TITLE)
    return found


def refuse_unless_sure(found: Collection[Doubt], *, is_sure: bool) -> None:
    if found and not is_sure:
        raise Refused(
            _("Laporan ini tampak milik rapat lain. Centang bahwa laporan ini memang benar, lalu simpan."),
            reason="unsure",
        )


def _telling(title: str) -> set[str]:
    return {word for word in words(title.replace(",", " ")) if len(word) >= _TELLING}
