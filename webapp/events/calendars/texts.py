"""iCalendar texts (RFC 5545, RFC 7986): pure functions of entries, the same bytes for the same rows."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask_babel import force_locale
from icalendar import Calendar, Timezone, vCategory, vDatetime, vText, vUri
from icalendar import Event as VEvent

from webapp.events.calendars.entries import Entry, entries_of
from webapp.events.models import Event
from webapp.web.pages import settings

PRODID = "-//Gelar//Kalender Kegiatan//ID"
# How often a client may ask again; many keep to their own clock (RFC 7986, 5.7).
REFRESH = "PT1H"
UTC_ZONES = frozenset({"UTC", "Etc/UTC"})


@dataclass(frozen=True)
class Head:
    """What a feed says of itself; empty for a single file, which is no feed."""

    name: str = ""
    description: str = ""
    source: str = ""
    url: str = ""
    tzid: str = ""


def calendar_text_for_event(event: Event) -> bytes:
    """The file of one event, for a download or a mail's attachment. Needs what `queries.PAGE` loads.

    In the installation's language, with the same UIDs as every feed.
    """
    with force_locale(settings().default_locale):
        return calendar_text(list(entries_of(event)))


def calendar_text(entries: Sequence[Entry], head: Head | None = None) -> bytes:
    """A whole VCALENDAR: head, the zones that are used, one VEVENT per entry, in the order given."""
    tzids = sorted({entry.tzid for entry in entries} - UTC_ZONES)
    first, last = _frame(entries, head or Head())
    return b"".join([first, *map(_vtimezone, tzids), *map(_vevent, entries), last])


def _frame(entries: Iterable[Entry], head: Head) -> tuple[bytes, bytes]:
    """The lines before and after the components. METHOD is left out: it would ask for an ORGANIZER (RFC 5546, 3.2)."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    if head.source:
        _add_texts(calendar, {"NAME": head.name, "X-WR-CALNAME": head.name})
        _add_texts(calendar, {"DESCRIPTION": head.description, "X-WR-CALDESC": head.description})
        _add_texts(calendar, {"X-WR-TIMEZONE": head.tzid, "X-PUBLISHED-TTL": REFRESH, "COLOR": "teal"})
        calendar.add("REFRESH-INTERVAL", vText(REFRESH), parameters={"VALUE": "DURATION"})
        calendar.add("SOURCE", vUri(head.source), parameters={"VALUE": "URI"})
        calendar.add("URL", vUri(head.url))
        if newest := max((entry.stamp for entry in entries), default=None):
            calendar.add("LAST-MODIFIED", vDatetime(newest))
    first, end, rest = calendar.to_ical().partition(b"END:VCALENDAR")
    return first, end + rest


def _add_texts(calendar: Calendar, texts: dict[str, str]) -> None:
    # vText by hand: the library escapes no text of the calendar itself, and fails on a line break there.
    for name, text in texts.items():
        calendar.add(name, vText(clean(text)))


@lru_cache(maxsize=64)
def _vtimezone(tzid: str) -> bytes:
    """The zone's rules since 1970, without the library's COMMENT, which libical refuses."""
    zone = Timezone.from_tzid(tzid)
    zone.pop("COMMENT", None)
    return bytes(zone.to_ical())


@lru_cache(maxsize=4_000)
def _vevent(entry: Entry) -> bytes:
    """One VEVENT.

    An open end ("s.d. selesai") has no DTEND: RFC 5545, 3.6.1 allows it, and any hour would be
    invented and block a reader's afternoon; the description says it in words.
    """
    made = VEvent()
    made.add("UID", clean(entry.uid))
    made.add("SEQUENCE", entry.sequence)
    made.add("DTSTAMP", vDatetime(entry.stamp.astimezone(UTC)))
    made.add("LAST-MODIFIED", vDatetime(entry.stamp.astimezone(UTC)))
    made.add("DTSTART", _wall_clock(entry.dtstart, entry.tzid))
    if entry.dtend is not None:
        made.add("DTEND", _wall_clock(entry.dtend, entry.tzid))
    made.add("SUMMARY", clean(entry.summary).replace("\n", " "))
    made.add("DESCRIPTION", clean(entry.description))
    if entry.location:
        made.add("LOCATION", clean(entry.location).replace("\n", " "))
    made.add("URL", vUri(entry.url))
    made.add("STATUS", entry.status)
    made.add("TRANSP", "OPAQUE" if entry.status == "CONFIRMED" else "TRANSPARENT")
    made.add("CLASS", "PUBLIC")
    made.add("COLOR", entry.color)
    made.add("CATEGORIES", vCategory([clean(name) for name in entry.categories]))
    return bytes(made.to_ical())


def _wall_clock(moment: datetime, tzid: str) -> datetime:
    return moment.astimezone(UTC if tzid in UTC_ZONES else ZoneInfo(tzid)).replace(microsecond=0)


def clean(text: str) -> str:
    """What a content line may hold: line breaks as \\n, no other control characters, no halves of a character."""
    for mark in ("\r\n", "\r", "\N{NEXT LINE}", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}"):
        text = text.replace(mark, "\n")
    return "".join(mark for mark in text if mark in "\n\t" or unicodedata.category(mark) not in {"Cc", "Cs"})
