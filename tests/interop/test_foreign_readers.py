"""The feed as others read it: two foreign programs, the strict lint, and any text that a person may type."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.factories import HOUR, START, make_event
from tests.interop.lint import lint, parsed, unescaped
from tests.interop.readers import read_with_ical_js, read_with_khal
from tests.interop.test_lint import ENTRY, HEAD
from webapp.events.calendars.lines import clean
from webapp.events.calendars.texts import calendar_text
from webapp.events.changing import calendar_changed
from webapp.events.models import Event, EventStatus, Role

Stored = Callable[[Callable[[], object]], object]
ADDRESS = "/calendar.ics?month=2022-03"
HOSTILE = [
    "Rapat; anggaran, \\ n dan \\n\r\nBEGIN:VALARM\r\nATTACH:file:///etc/passwd",
    "=cmd|' /C calc'!A0 \x00\x07\x1b[31m <script>alert(1)</script>",
    "Keluarga 👨‍👩‍👧‍👦 \N{RIGHT-TO-LEFT OVERRIDE} كيم \N{LINE SEPARATOR}baris baru \ud800",
    ":;,\"'^n^^%\\",
    "x" * 400,
]


def three_events() -> list[Event]:
    """The seed's day with an open end, one of two days, one cancelled; all in March 2022."""
    seed = make_event(slug="forum-kim", dtend=None)
    seed.sessions[0].dtend = None
    seed.roles.append(Role(role="narasumber", name="Cak Boni", talk_title="Tata Cara; Pembentukan, Forum"))
    days = make_event(slug="diklat", kind="diklat", sessions=2, start=START + timedelta(days=5), tzid="Asia/Makassar")
    off = make_event(slug="batal", status=EventStatus.CANCELLED, start=START + timedelta(days=9), online=None)
    calendar_changed(START)
    return [seed, days, off]


def test_ical_js_reads_every_session(client: FlaskClient, stored: Stored) -> None:
    events = stored(three_events)
    read = read_with_ical_js(client.get(ADDRESS).data)["events"]

    assert [one["uid"] for one in read] == [one.uid for event in events for one in event.sessions]  # type: ignore[attr-defined]
    assert [one["status"] for one in read] == ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [one["start"] for one in read] == [
        f"2022-03-{day}T02:00:00.000Z" for day in ("10", "15", "16", "19")
    ]  # fmt: skip
    assert (read[0]["end"], read[1]["end"]) == ("2022-03-10T05:00:00.000Z", "2022-03-15T05:00:00.000Z")
    assert read[3]["summary"].startswith("[BATAL] ")
    assert "Tata Cara; Pembentukan, Forum" in read[0]["description"]


def test_khal_shows_the_day_on_the_organizers_clock(client: FlaskClient, stored: Stored, tmp_path: Path) -> None:
    stored(three_events)

    shown = read_with_khal(client.get(ADDRESS).data, tmp_path / "khal", day="2022-03-15")

    place = "Gedung Smart Province, Kota Palangka Raya & daring"
    title = "Mekanisme Pembentukan Forum KIM: sesi 1 dari 2"
    assert shown == [["2022-03-15 09:00", "2022-03-15 12:00", title, place]]


def test_the_feed_and_the_file_have_no_findings(client: FlaskClient, stored: Stored) -> None:
    stored(three_events)

    bodies = [
        client.get(path).data for path in (ADDRESS, "/calendar.ics", "/events/forum-kim.ics", "/events/diklat.ics")
    ]

    assert [lint(body) for body in bodies] == [[], [], [], []]


def test_hostile_words_stay_words(client: FlaskClient, stored: Stored) -> None:
    def hostile() -> None:
        for number, text in enumerate(HOSTILE):
            # What the forms refuse may still come from an import or an older version.
            words = text.replace("\x00", "").replace("\ud800", "")
            make_event(summary=words, venue=words, description=words, topic=words, start=START + number * HOUR)
        calendar_changed(START)

    stored(hostile)
    body = client.get(ADDRESS).data
    read = read_with_ical_js(body)["events"]

    assert lint(body) == []
    assert len(read) == len(HOSTILE)
    assert read[0]["summary"] == "Rapat; anggaran, \\ n dan \\n BEGIN:VALARM ATTACH:file:///etc/passwd"
    assert b"\r\nBEGIN:VALARM" not in body


@pytest.mark.parametrize("text", HOSTILE)
def test_a_calendars_own_name_is_escaped(text: str) -> None:
    body = calendar_text([ENTRY], replace(HEAD, name=text, description=text))

    assert lint(body) == []
    assert unescaped(parsed(body).one("X-WR-CALNAME")) == unescaped(parsed(body).one("NAME")) == clean(text)


@settings(max_examples=50)
@given(words=st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_words_come_through_unchanged(words: str) -> None:
    entry = replace(ENTRY, summary=words, description=words, location=words, categories=(words,))

    body = calendar_text([entry], replace(HEAD, name=words))

    assert lint(body) == []
    read = Calendar.from_ical(body).walk("VEVENT")[0]
    assert str(read["DESCRIPTION"]) == clean(words)
    assert str(read["SUMMARY"]) == clean(words).replace("\n", " ")
