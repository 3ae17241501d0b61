"""What a public feed's components must hold: RFC 5545 and 7986, and what real clients were seen to choke on."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

if TYPE_CHECKING:
    from tests.interop.lint import Component, Line

UTC_STAMP = re.compile(r"\d{8}T\d{6}Z")
LOCAL_STAMP = re.compile(r"\d{8}T\d{6}")
OFFSET = re.compile(r"[+-]\d{4}")  # seconds in an offset broke Outlook on the web
GEO = re.compile(r"(-?\d{1,3}\.\d{6});(-?\d{1,3}\.\d{6})")
DURATION = re.compile(r"P(T\d+[HMS]|\d+[DW])")
STATUSES = {"CONFIRMED", "TENTATIVE", "CANCELLED"}
COLORS = {"teal", "maroon", "saddlebrown", "darkgreen", "darkslateblue", "darkslategray"}
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "PRODID"}
LISTS = {"CATEGORIES"}
ONCE = {
    "VCALENDAR": ("VERSION", "PRODID"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED", "TRANSP", "URL", "DTEND"),
    "VTIMEZONE": ("TZID",),
}
# What each kind of text must not hold.
PUBLIC, PERSONAL, INVITATION = "public", "personal", "invitation"
FORBIDDEN = {
    PUBLIC: ("ATTENDEE", "ORGANIZER", "CONFERENCE", "VALARM"),
    PERSONAL: ("ATTENDEE", "ORGANIZER", "VALARM"),
    INVITATION: ("VALARM",),
}
AT_MOST_ONCE = (
    "GEO", "IMAGE", "CLASS", "DTEND", "DURATION", "DESCRIPTION", "LOCATION", "COLOR", "NAME", "SOURCE",
    "REFRESH-INTERVAL",
)  # fmt: skip


def broken(calendar: "Component", kind: str = PUBLIC) -> Iterator[str]:
    """Each rule that the calendar breaks, as "code: where"."""
    zones = {zone.one("TZID") for zone in calendar.inside("VTIMEZONE")}
    yield from _counts(calendar)
    yield from _head(calendar)
    yield from _method(calendar, kind)
    for zone in calendar.inside("VTIMEZONE"):
        yield from _counts(zone)
        yield from _zone(zone)
    for event in calendar.inside("VEVENT"):
        yield from _counts(event)
        yield from _event(event, zones)
        yield from (f"private: {name}" for name in FORBIDDEN[kind] if event.all(name) or event.inside(name))
    uids = Counter(event.one("UID") for event in calendar.inside("VEVENT"))
    yield from (f"uid: {uid} stands {count} times" for uid, count in uids.items() if count > 1)
    used = {line.params.get("TZID") for event in calendar.inside("VEVENT") for line in event.lines}
    yield from (f"zone: {zone} is never used" for zone in zones - used)
    for part in (calendar, *calendar.parts):
        for line in part.lines:
            yield from _text(line)


def _counts(part: "Component") -> Iterator[str]:
    found = Counter(line.name for line in part.lines)
    yield from (f"once: {name} in {part.name}" for name in ONCE[part.name] if found[name] != 1)
    yield from (f"repeated: {name} in {part.name}" for name in AT_MOST_ONCE if found[name] > 1)


def _head(calendar: "Component") -> Iterator[str]:
    if calendar.one("VERSION") != "2.0":
        yield "version: not 2.0"
    if calendar.all("UID"):
        yield "uid: of the calendar; vdirsyncer would give it to every event"
    for name, kind in (("REFRESH-INTERVAL", "DURATION"), ("SOURCE", "URI"), ("IMAGE", "URI")):
        yield from (
            f"value: {name} without VALUE={kind}" for line in calendar.all(name) if line.params.get("VALUE") != kind
        )
    for name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        yield from (f"duration: {line.value}" for line in calendar.all(name) if not DURATION.fullmatch(line.value))


def _method(calendar: "Component", kind: str) -> Iterator[str]:
    """RFC 5546, 3.2: an invitation has a method, one event, an organizer, and here one attendee; a feed has none."""
    method, events = calendar.one("METHOD"), calendar.inside("VEVENT")
    if kind != INVITATION:
        yield from (f"method: {method} needs an ORGANIZER (RFC 5546)" for _line in calendar.all("METHOD"))
        return
    if method not in {"REQUEST", "CANCEL"} or len(events) != 1:
        yield f"method: {method} with {len(events)} events"
    for event in events:
        for name in ("ORGANIZER", "ATTENDEE"):
            values = [line.value for line in event.all(name)]
            if len(values) != 1 or not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+", values[0]):
                yield f"method: {name} is {values}"
        if (event.one("STATUS") == "CANCELLED") != (method == "CANCEL"):
            yield f"method: {method} of an event that is {event.one('STATUS')}"


def _zone(zone: "Component") -> Iterator[str]:
    if zone.one("TZID") not in available_timezones() or "/" not in zone.one("TZID"):
        yield f"zone: {zone.one('TZID')} is no IANA name"
    if zone.all("COMMENT"):
        yield "zone: COMMENT, which libical refuses"
    if not zone.inside("STANDARD"):
        yield "zone: without STANDARD"
    for part in zone.parts:
        offsets = (part.one("TZOFFSETFROM"), part.one("TZOFFSETTO"))
        if not all(OFFSET.fullmatch(offset) for offset in offsets) or not LOCAL_STAMP.fullmatch(part.one("DTSTART")):
            yield f"zone: offsets or DTSTART of {part.name}"


def _event(event: "Component", zones: set[str]) -> Iterator[str]:
    for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED"):
        yield from (f"utc: {name}:{line.value}" for line in event.all(name) if not UTC_STAMP.fullmatch(line.value))
    times = event.all("DTSTART") + event.all("DTEND")
    for line in times:
        yield from _time(line, zones)
    if event.all("DTEND") and event.all("DURATION"):
        yield "end: DTEND and DURATION"
    if len({line.params.get("TZID") for line in times}) > 1:
        yield "end: DTSTART and DTEND in different zones"
    start, end = event.one("DTSTART"), event.one("DTEND")
    if end and LOCAL_STAMP.match(start) and _moment(end) <= _moment(start):
        yield f"end: {end} is not after {start}"
    if event.one("STATUS") not in STATUSES:
        yield f"status: {event.one('STATUS')}"
    if not event.one("SEQUENCE").isdigit():
        yield f"sequence: {event.one('SEQUENCE')}"
    if not event.one("URL").startswith(("https://", "http://")):
        yield f"url: {event.one('URL')}"
    yield from (f"color: {line.value}" for line in event.all("COLOR") if line.value not in COLORS)
    yield from _shown(event)


def _shown(event: "Component") -> Iterator[str]:
    """RFC 5545, 3.8.1.6; RFC 7986, 5.10; and nothing of either where the activity is confidential."""
    for line in event.all("GEO"):
        parts = GEO.fullmatch(line.value)
        if not parts or abs(float(parts[1])) > 90 or abs(float(parts[2])) > 180:
            yield f"geo: {line.value}"
    for line in event.all("IMAGE"):
        if line.params.get("VALUE") != "URI" or line.params.get("FMTTYPE") not in {"image/jpeg", "image/png"}:
            yield f"image: {line.params}"
        if not line.value.startswith(("https://", "http://")):
            yield f"image: {line.value}"
    if event.one("CLASS") == "CONFIDENTIAL":
        yield from (f"confidential: {name}" for name in ("GEO", "IMAGE", "LOCATION", "CATEGORIES") if event.all(name))


def _time(line: "Line", zones: set[str]) -> Iterator[str]:
    zone = line.params.get("TZID")
    if zone is None and not UTC_STAMP.fullmatch(line.value):
        yield f"floating: {line.name}:{line.value}"
    if zone is not None and not LOCAL_STAMP.fullmatch(line.value):
        yield f"time: {line.name};TZID={zone}:{line.value}"
    if zone is not None and zone not in zones:
        yield f"zone: {zone} has no VTIMEZONE"


def _text(line: "Line") -> Iterator[str]:
    """RFC 5545, 3.3.11: backslash before backslash, semicolon, comma and n; none of them bare."""
    if line.name not in TEXTS | LISTS:
        return
    rest = re.sub(r"\\[\\;,nN]", "", line.value)
    if "\\" in rest or ";" in rest or ("," in rest and line.name not in LISTS):
        yield f"escape: {line.name}"


def _moment(value: str) -> datetime:
    return datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007  # compared within one zone
