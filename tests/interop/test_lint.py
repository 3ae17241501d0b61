"""The lint passes what is right and names each defect: a checker that never complains proves nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.interop.lint import lint, parsed
from webapp.events.calendars.entries import Entry
from webapp.events.calendars.texts import Head, calendar_text
from webapp.events.publicity.points import Point

START = datetime(2022, 3, 10, 2, tzinfo=UTC)
HEAD = Head(
    "Kegiatan KIM",
    "Jadwal, semua; lengkap",
    "http://gelar.test/calendar.ics",
    "http://gelar.test/events",
    "Asia/Jakarta",
)
ENTRY = Entry(
    uid="0b0e7a52-0000-4000-8000-000000000001",
    sequence=1,
    stamp=START,
    dtstart=START,
    dtend=START.replace(hour=5),
    tzid="Asia/Jakarta",
    status="CONFIRMED",
    summary="Mekanisme; Pembentukan, Forum \\ KIM",
    description="Keluarga 👨‍👩‍👧‍👦 dan tetangga, " * 9,
    location="Gedung Smart Province & daring",
    url="http://gelar.test/events/forum",
    color="teal",
    categories=("Webinar", "literasi, media"),
    geo=Point(-2.2136, 113.9108),
    image=("http://gelar.test/events/forum/poster?v=1", "image/jpeg"),
)
GOOD = calendar_text([ENTRY], HEAD)

DEFECTS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "byte-order mark": ("bom", lambda body: b"\xef\xbb\xbf" + body),
    "bare line feeds": ("line break", lambda body: body.replace(b"\r\n", b"\n")),
    "one bare carriage return": ("line break", lambda body: body.replace(b"Forum", b"For\rum")),
    "no last line end": ("end", lambda body: body[:-2]),
    "an unfolded line": ("length", lambda body: body.replace(b"\r\n ", b"")),
    "a character cut by the fold": ("utf-8", lambda body: body.replace("👩".encode(), b"\xf0\x9f\r\n \x91\xa9", 1)),
    "a NUL": ("control", lambda body: body.replace(b"Forum", b"Fo\0rum")),
    "an escape character": ("control", lambda body: body.replace(b"Forum", b"Fo\x1brum")),
    "a blank line": ("blank", lambda body: body.replace(b"BEGIN:VEVENT", b"\r\nBEGIN:VEVENT")),
    "a line without a name": ("grammar", lambda body: body.replace(b"SEQUENCE:1", b": 1")),
    "a parameter without a value": ("grammar", lambda body: body.replace(b"DTSTART;TZID=Asia/", b"DTSTART;TZID")),
    "a misspelt end": ("nesting", lambda body: body.replace(b"END:VEVENT", b"END:VEVENTS")),
    "two calendars": ("nesting", lambda body: body + body),
    "a point with a comma": ("geo", lambda body: body.replace(b"GEO:-2.213600;", b"GEO:-2.213600,")),
    "a point beyond the earth": ("geo", lambda body: body.replace(b"GEO:-2.2", b"GEO:-92.2")),
    "two points": ("repeated", lambda body: body.replace(b"GEO:", b"GEO:0.000000;0.000000\r\nGEO:")),
    "a picture that is no address": ("image", lambda body: body.replace(b"IMAGE;VALUE=URI", b"IMAGE;VALUE=URL")),
    "a place of what is closed": ("confidential", lambda body: body.replace(b"CLASS:PUBLIC", b"CLASS:CONFIDENTIAL")),
    "no UID": ("once", lambda body: _without(body, b"UID:")),
    "no DTSTAMP": ("once", lambda body: _without(body, b"DTSTAMP:")),
    "no PRODID": ("once", lambda body: _without(body, b"PRODID:")),
    "no SEQUENCE": ("once", lambda body: _without(body, b"SEQUENCE:")),
    "two summaries": ("once", lambda body: body.replace(b"SEQUENCE:1", b"SEQUENCE:1\r\nSUMMARY:x")),
    "two events of one UID": ("uid", lambda body: body.replace(*_twice(body))),
    "a UID of the calendar": ("uid", lambda body: body.replace(b"VERSION:2.0", b"VERSION:2.0\r\nUID:x")),
    "another version": ("version", lambda body: body.replace(b"VERSION:2.0", b"VERSION:1.0")),
    "a method": ("method", lambda body: body.replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:PUBLISH")),
    "a stamp that is a date": ("utc", lambda body: body.replace(b"DTSTAMP:20220310T020000Z", b"DTSTAMP:20220310")),
    "a floating time": ("floating", lambda body: body.replace(b"DTSTART;TZID=Asia/Jakarta", b"DTSTART")),
    "TZID beside UTC": ("time", lambda body: body.replace(b":20220310T090000\r", b":20220310T090000Z\r")),
    "no VTIMEZONE": ("zone", lambda body: body[: body.index(b"BEGIN:VTIM")] + body[body.index(b"BEGIN:VEV") :]),
    "an abbreviation for a zone": ("zone", lambda body: body.replace(b"Asia/Jakarta", b"WIB")),
    "offsets with seconds": ("zone", lambda body: body.replace(b"TZOFFSETTO:+0700", b"TZOFFSETTO:+070712")),
    "a comment in the zone": ("zone", lambda body: body.replace(b"BEGIN:STANDARD", b"COMMENT:x\r\nBEGIN:STANDARD")),
    "DTEND and DURATION": ("end", lambda body: body.replace(b"SEQUENCE:1", b"SEQUENCE:1\r\nDURATION:PT1H")),
    "an end before the start": ("end", lambda body: body.replace(b"20220310T120000", b"20220310T080000")),
    "an American spelling": ("status", lambda body: body.replace(b"STATUS:CONFIRMED", b"STATUS:CANCELED")),
    "a sequence that is no number": ("sequence", lambda body: body.replace(b"SEQUENCE:1", b"SEQUENCE:one")),
    "a duration without its type": ("value", lambda body: body.replace(b";VALUE=DURATION", b"")),
    "an address without its type": ("value", lambda body: body.replace(b";VALUE=URI", b"")),
    "no duration at all": ("duration", lambda body: body.replace(b"DURATION:PT1H", b"DURATION:hourly")),
    "a colour of no name": ("color", lambda body: body.replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nCOLOR:#0b5563")),
    "an unescaped comma": ("escape", lambda body: body.replace(b"Pembentukan\\,", b"Pembentukan,")),
    "an unescaped calendar name": ("escape", lambda body: body.replace(b"CALDESC:Jadwal\\,", b"CALDESC:Jadwal,")),
    "a backslash before nothing": ("escape", lambda body: body.replace(b"Forum \\\\", b"Forum \\")),
    "an attendee": ("private", lambda body: body.replace(b"SEQUENCE:1", b"SEQUENCE:1\r\nATTENDEE:mailto:a@b.id")),
    "a join link": ("private", lambda body: body.replace(b"SEQUENCE:1", b"SEQUENCE:1\r\nCONFERENCE:https://z.us")),
}  # fmt: skip


def _without(body: bytes, start: bytes) -> bytes:
    return b"\r\n".join(line for line in body.split(b"\r\n") if not line.startswith(start))


def _twice(body: bytes) -> tuple[bytes, bytes]:
    event = body[body.index(b"BEGIN:VEVENT") : body.index(b"END:VCALENDAR")]
    return event, event + event


def test_what_is_right_has_no_findings() -> None:
    assert lint(GOOD) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_each_defect_is_named(defect: str) -> None:
    code, spoil = DEFECTS[defect]
    spoilt = spoil(GOOD)

    assert spoilt != GOOD
    assert any(finding.startswith(f"{code}:") for finding in lint(spoilt)), lint(spoilt)


def test_the_tree_holds_what_was_written() -> None:
    event = parsed(GOOD).inside("VEVENT")[0]

    assert event.one("DTSTART") == "20220310T090000"
    assert event.all("DTSTART")[0].params == {"TZID": "Asia/Jakarta"}
