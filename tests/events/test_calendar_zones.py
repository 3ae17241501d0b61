"""Hours as the organizer's clock shows them: WIB, WITA, WIT, over midnight, across a change of the clock abroad."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import HOUR, START, make_event
from tests.interop.lint import Component, lint, parsed
from tests.interop.readers import read_with_ical_js
from tests.interop.test_lint import ENTRY, HEAD
from webapp.events.calendars.texts import calendar_text
from webapp.events.calendars.zones import vtimezone
from webapp.events.changing import calendar_changed

Stored = Callable[[Callable[[], Any]], Any]
BERLIN = "Europe/Berlin"


@pytest.fixture
def body(client: FlaskClient, stored: Stored) -> bytes:
    """Five activities, each in its place, in the order of their starts."""

    def many() -> None:
        make_event(slug="wib", tzid="Asia/Jakarta")
        make_event(slug="wita", tzid="Asia/Makassar", start=START + HOUR)
        make_event(slug="wit", tzid="Asia/Jayapura", start=START + 2 * HOUR)
        make_event(slug="malam", start=datetime(2022, 3, 12, 15, tzinfo=UTC))  # 22.00 to 01.00 WIB
        # In the night to 27 March 2022 clocks in Berlin went from two to three.
        make_event(slug="berlin", tzid=BERLIN, start=datetime(2022, 3, 26, 23, 30, tzinfo=UTC))
        calendar_changed(START)

    stored(many)
    answer: bytes = client.get("/calendar.ics?month=2022-03").data
    return answer


def test_every_zone_keeps_its_own_clock(body: bytes) -> None:
    assert lint(body) == []
    events = parsed(body).inside("VEVENT")

    told = [(one.all("DTSTART")[0].params["TZID"], one.one("DTSTART"), one.one("DTEND")) for one in events]
    assert told == [
        ("Asia/Jakarta", "20220310T090000", "20220310T120000"),
        ("Asia/Makassar", "20220310T110000", "20220310T140000"),
        ("Asia/Jayapura", "20220310T130000", "20220310T160000"),
        ("Asia/Jakarta", "20220312T220000", "20220313T010000"),
        (BERLIN, "20220327T003000", "20220327T043000"),  # three hours, though the clock says four
    ]


def test_a_foreign_reader_finds_the_same_moments(body: bytes) -> None:
    read = read_with_ical_js(body)["events"]

    starts = [datetime.fromisoformat(one["start"]) for one in read]
    ends = [datetime.fromisoformat(one["end"]) for one in read]
    assert [moment - START for moment in starts[:3]] == [timedelta(), HOUR, 2 * HOUR]
    assert {end - start for start, end in zip(starts, ends, strict=True)} == {3 * HOUR}


@pytest.mark.parametrize(("tzid", "offset"), [("Asia/Jakarta", "+0700"), ("Asia/Makassar", "+0800"), ("UTC", "+0000")])
def test_a_zone_without_changes_is_one_rule(tzid: str, offset: str) -> None:
    (part,) = rules_of(tzid)

    assert (part.name, part.one("DTSTART"), part.one("TZOFFSETTO")) == ("STANDARD", "20250101T000000", offset)


def test_a_zone_that_follows_a_rule_tells_it() -> None:
    """Outlook passes over lists of dates; and the hour is that of the clock that ends."""
    told = [(part.name, part.one("DTSTART"), part.one("RRULE")) for part in rules_of(BERLIN)[1:]]

    assert told == [
        ("DAYLIGHT", "20250330T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
        ("STANDARD", "20251026T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    ]


@pytest.mark.parametrize("tzid", ["Africa/Casablanca", "Australia/Lord_Howe", "America/Santiago", "Europe/Dublin"])
def test_the_rules_are_bounded(tzid: str) -> None:
    """Morocco's clock follows the moon: each change is told by itself, for the years of the calendar alone."""
    parts = rules_of(tzid)

    assert len(parts) <= 1 + 2 * 4
    assert {part.one("DTSTART")[:4] for part in parts} <= {"2025", "2026", "2027", "2028"}


def rules_of(tzid: str) -> list[Component]:
    body = b"BEGIN:VCALENDAR\r\n" + vtimezone(tzid, 2026, 2027) + b"END:VCALENDAR\r\n"
    return parsed(body).inside("VTIMEZONE")[0].parts


@pytest.mark.parametrize("tzid", ["Europe/Berlin", "Africa/Casablanca", "Australia/Lord_Howe", "America/New_York"])
def test_a_foreign_reader_keeps_the_clock_all_year(tzid: str) -> None:
    starts = [datetime(2026, 1, 1, 3, 30, tzinfo=UTC) + n * 7 * timedelta(days=1) for n in range(100)]
    entries = [
        replace(ENTRY, uid=f"uid-{n}", tzid=tzid, dtstart=start, dtend=start + HOUR) for n, start in enumerate(starts)
    ]

    read = read_with_ical_js(calendar_text(entries, HEAD))["events"]

    assert [datetime.fromisoformat(one["start"]) for one in read] == starts


def test_an_hour_that_the_clock_skips_is_no_hour(client: FlaskClient, stored: Stored) -> None:
    """02.30 does not exist in Berlin on that day: the moment is told as the clock shows it, 03.30."""
    stored(partial(make_event, tzid=BERLIN, start=datetime(2022, 3, 27, 1, 30, tzinfo=UTC)))

    entry = parsed(client.get("/calendar.ics?month=2022-03").data).inside("VEVENT")[0]

    assert entry.one("DTSTART") == "20220327T033000"
