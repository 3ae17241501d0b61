"""iCalendar texts (RFC 5545, RFC 7986): pure functions of entries, the same bytes for the same rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from webapp.events.calendars.entries import Entry, entries_of
from webapp.events.calendars.lines import clean, escaped, line, text_line
from webapp.events.calendars.zones import vtimezone
from webapp.events.models import Event
from webapp.web.pages import settings
from webapp.web.saying import speaking

PRODID = "-//Gelar//Kalender Kegiatan//ID"
# How often a client may ask again; many keep to their own clock (RFC 7986, 5.7).
REFRESH = "PT1H"
UTC_ZONES = frozenset({"UTC", "Etc/UTC"})
_NOT_URI = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Head:
    """What a feed says of itself; empty for a single file, which is no feed.

    A personal feed has no `source`: its address is a secret, and a copy of the file may be passed on.
    """

    name: str = ""
    description: str = ""
    source: str = ""
    url: str = ""
    tzid: str = ""
    method: str = ""  # of an invitation; a feed has none
    image: str = ""  # the absolute address of a PNG that stands for the calendar


def calendar_text_for_event(event: Event) -> bytes:
    """The file of one event, for a download or a mail's attachment. Needs what `queries.PAGE` loads.

    In the installation's language, with the same UIDs as every feed.
    """
    with speaking(settings().default_locale):
        return calendar_text(list(entries_of(event)))


def calendar_text(entries: Sequence[Entry], head: Head | None = None, more: Sequence[bytes] = ()) -> bytes:
    """A whole VCALENDAR: head, the zones that are used, one VEVENT per entry, in the order given.

    `more` are lines of each VEVENT that only an invitation has.
    """
    return b"".join(assembled([piece_of(entries, more)], head or Head()))


@dataclass(frozen=True)
class Piece:
    """The VEVENTs of one event as they stand in every public feed, and what the feed around them must know."""

    body: bytes
    tzids: frozenset[str]
    years: frozenset[int]
    newest: datetime | None


def piece_of(entries: Sequence[Entry], more: Sequence[bytes] = ()) -> Piece:
    stamps = [entry.stamp for entry in entries]
    tzids = frozenset(entry.tzid for entry in entries) - UTC_ZONES
    years = frozenset(moment.year for entry in entries for moment in (entry.dtstart, entry.dtend))
    return Piece(b"".join(vevent(entry, more) for entry in entries), tzids, years, max(stamps, default=None))


def assembled(pieces: Sequence[Piece], head: Head) -> Iterator[bytes]:
    """The parts of a calendar in their order: its head with the zones, each piece, and the end."""
    newest = max((piece.newest for piece in pieces if piece.newest), default=None)
    tzids = sorted(frozenset[str]().union(*(piece.tzids for piece in pieces)))
    years = frozenset[int]().union(*(piece.years for piece in pieces))
    yield b"".join([*_head_lines(head, newest), *(vtimezone(tzid, min(years), max(years)) for tzid in tzids)])
    yield from (piece.body for piece in pieces)
    yield b"END:VCALENDAR\r\n"


def _head_lines(head: Head, newest: datetime | None) -> Iterator[bytes]:
    """METHOD is left out unless the text is an invitation: it would ask for an ORGANIZER (RFC 5546, 3.2)."""
    yield b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    yield text_line("PRODID", PRODID)
    yield b"CALSCALE:GREGORIAN\r\n"
    if head.method:
        yield line("METHOD", head.method)
    if not head.name:
        return
    for name, text in (
        ("NAME", head.name),
        ("X-WR-CALNAME", head.name),
        ("DESCRIPTION", head.description),
        ("X-WR-CALDESC", head.description),
        ("X-WR-TIMEZONE", head.tzid),
        ("X-PUBLISHED-TTL", REFRESH),
        ("COLOR", "teal"),
    ):
        yield text_line(name, text)
    yield line("REFRESH-INTERVAL", REFRESH, {"VALUE": "DURATION"})
    if head.source:
        yield line("SOURCE", uri(head.source), {"VALUE": "URI"})
    yield line("URL", uri(head.url))
    if head.image:
        yield line("IMAGE", uri(head.image), {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/png"})
    if newest:
        yield line("LAST-MODIFIED", _utc(newest))


def vevent(entry: Entry, more: Sequence[bytes] = ()) -> bytes:
    return b"".join((b"BEGIN:VEVENT\r\n", *_event_lines(entry), *more, b"END:VEVENT\r\n"))


def _event_lines(entry: Entry) -> Iterator[bytes]:
    stamp = _utc(entry.stamp)
    yield text_line("UID", entry.uid)
    yield line("SEQUENCE", str(entry.sequence))
    yield line("DTSTAMP", stamp)
    yield line("LAST-MODIFIED", stamp)
    yield _wall_clock("DTSTART", entry.dtstart, entry.tzid)
    yield _wall_clock("DTEND", entry.dtend, entry.tzid)
    yield text_line("SUMMARY", one_line(entry.summary))
    yield text_line("DESCRIPTION", _with_links(entry))
    if entry.location:
        yield text_line("LOCATION", one_line(entry.location))
    if entry.geo:
        yield line("GEO", f"{entry.geo.latitude:.6f};{entry.geo.longitude:.6f}")
    yield line("URL", uri(entry.url))
    yield line("STATUS", entry.status)
    yield line("TRANSP", "OPAQUE" if entry.status == "CONFIRMED" else "TRANSPARENT")
    yield line("CLASS", entry.visibility)
    yield line("COLOR", entry.color)
    if entry.categories:
        yield line("CATEGORIES", ",".join(escaped(one_line(name)) for name in entry.categories))
    if entry.image:
        address, media_type = entry.image
        yield line("IMAGE", uri(address), {"VALUE": "URI", "DISPLAY": "FULLSIZE", "FMTTYPE": media_type})
    for conference in entry.conferences:
        shown = {"VALUE": "URI", "FEATURE": "AUDIO,VIDEO", "LABEL": conference.label}
        yield line("CONFERENCE", uri(conference.url), shown, lists={"FEATURE"})


def _with_links(entry: Entry) -> str:
    """Google and Outlook know no CONFERENCE, so the way in stands in the words too."""
    return entry.description + "".join(f"\n{one.label}: {one.url}" for one in entry.conferences)


def _wall_clock(name: str, moment: datetime, tzid: str) -> bytes:
    if tzid in UTC_ZONES:
        return line(name, _utc(moment))
    return line(name, f"{moment.astimezone(ZoneInfo(tzid)):%Y%m%dT%H%M%S}", {"TZID": tzid})


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def one_line(text: str) -> str:
    return clean(text).replace("\n", " ")


def uri(address: str) -> str:
    """An address as a value of its own type: nothing of it is escaped, so nothing but an address may stand in it."""
    return _NOT_URI.sub("", address)
