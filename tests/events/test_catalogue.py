"""The public calendar by months and weeks, as a browser gets it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.counting import count_queries, engine_of
from tests.factories import HOUR, make_event
from webapp.events.catalogue import spans
from webapp.events.filters import NONE
from webapp.events.models import Event, EventStatus, Visibility

Stored = Callable[[Callable[[], Any]], Any]
# Wednesday, 25 November 2026, 09.00 in Palangka Raya.
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
DAY = timedelta(days=1)
MONTH, WEEK = "/events?view=month&month=2026-12", "/events?view=week&week=2026-W49"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.clock.now", lambda: NOW)


def page(client: FlaskClient, path: str, language: str = "id") -> str:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.text.replace("\N{NO-BREAK SPACE}", " ")


def days(shown: str) -> dict[str, str]:
    """What stands on each day of the page, by its date."""
    parts = re.split(r'<li class="day[^"]*"(?: id="d-([0-9-]+)")?', shown)
    return {day: text for day, text in zip(parts[1::2], parts[2::2], strict=True) if day}


def at(day: int, hour: int = 2, **values: Any) -> Event:
    """An activity in December 2026; the hour is UTC."""
    return make_event(start=datetime(2026, 12, day, hour, tzinfo=UTC), **values)


@pytest.mark.parametrize("path", [MONTH, WEEK])
def test_a_day_tells_its_activities_with_time_kind_and_link(client: FlaskClient, stored: Stored, path: str) -> None:
    stored(lambda: at(3, slug="forum", summary="Forum KIM"))

    found = days(page(client, path))

    assert '<span class="slot-time">09.00 WIB</span>' in found["2026-12-03"]
    assert '<a href="/events/forum">Forum KIM</a>' in found["2026-12-03"]
    assert '<span class="slot-kind">Webinar</span>' in found["2026-12-03"]
    assert [day for day, text in found.items() if "/events/forum" in text] == ["2026-12-03"]


def test_a_kind_that_an_organizer_named_is_called_so(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: at(3, kind_name="Ngopi Warga"))

    assert '<span class="slot-kind">Ngopi Warga</span>' in days(page(client, MONTH))["2026-12-03"]


def test_each_session_stands_on_its_own_day(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: at(1, sessions=3, slug="diklat"))

    found = days(page(client, MONTH))

    assert [day for day, text in found.items() if "/events/diklat" in text] == [
        "2026-12-01",
        "2026-12-02",
        "2026-12-03",
    ]


def test_the_day_is_that_of_the_events_own_clock(client: FlaskClient, stored: Stored) -> None:
    # 23.30 UTC on the last of November is 06.30 on the first of December in Jakarta, and 08.30 in Jayapura.
    late = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)  # 22.30 WIB, 00.30 WIT
    stored(
        lambda: [make_event(start=late, slug=tzid[5:].lower(), tzid=tzid) for tzid in ("Asia/Jakarta", "Asia/Jayapura")]
    )

    found = days(page(client, MONTH))["2026-12-01"]

    assert ("/events/jayapura" in found, "00.30 WIT" in found) == (True, True)
    assert '<span class="slot-time">lanjutan</span>' in found  # Jakarta's runs over midnight


def test_what_ends_at_midnight_does_not_touch_the_next_day(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: at(4, 14, slug="malam"))  # 21.00 to 24.00 WIB

    found = days(page(client, MONTH))

    assert [day for day, text in found.items() if "/events/malam" in text] == ["2026-12-04"]


def test_cancelled_and_postponed_ones_say_so(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: [at(3, status=EventStatus.CANCELLED), at(4, status=EventStatus.POSTPONED)])

    found = days(page(client, MONTH))

    assert "Dibatalkan" in found["2026-12-03"]
    assert "Ditunda" in found["2026-12-04"]


@pytest.mark.parametrize("path", [MONTH, WEEK])
def test_only_public_activities_stand_there(client: FlaskClient, stored: Stored, path: str) -> None:
    hidden: list[dict[str, Any]] = [
        {"status": EventStatus.DRAFT, "published_at": None},
        {"visibility": Visibility.UNLISTED},
        {"visibility": Visibility.CONFIDENTIAL},
    ]
    stored(lambda: [at(3, slug=f"tertutup-{n}", **values) for n, values in enumerate(hidden)])

    assert "tertutup-" not in page(client, path)


@pytest.mark.parametrize("path", [MONTH, WEEK])
def test_a_calendar_costs_the_same_for_one_and_for_fifty(
    app: Flask, client: FlaskClient, stored: Stored, path: str
) -> None:
    counts = []
    for count in (1, 49):
        stored(partial(lambda n: [at(1 + one % 6, one % 12) for one in range(n)], count))
        with count_queries(engine_of(app)) as counted:
            page(client, path)
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 2  # the sessions with their events; the page's frame


def test_a_full_day_counts_the_rest_and_its_week_shows_it(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: [at(3, n) for n in range(7)])

    month, week = days(page(client, f"{MONTH}&kind=webinar")), days(page(client, WEEK))

    assert month["2026-12-03"].count('class="slot ') == 4
    assert (
        'href="/events?kind=webinar&amp;view=week&amp;week=2026-W49#d-2026-12-03">3 kegiatan lagi'
        in month["2026-12-03"]
    )
    assert week["2026-12-03"].count('class="slot ') == 7


def test_filters_are_carried_by_every_link_and_form(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: [at(3, slug="cocok"), at(3, slug="lain", kind="sarasehan")])
    month, week = (page(client, f"{path}&kind=webinar&region=62&q=forum") for path in (MONTH, WEEK))

    assert ("/events/cocok" in month, "/events/lain" in month) == (True, False)
    kept = "kind=webinar&amp;region=62&amp;q=forum"
    for shown, way in (
        (month, f"/events?{kept}&amp;view=month&amp;month=2027-01"),  # the next month
        (month, f"/events?{kept}&amp;view=month"),  # this month
        (month, f"/events?{kept}&amp;view=week&amp;week=2026-W49"),  # as weeks
        (month, f"/events?{kept}"),  # as a list
        (month, "/events?region=62&amp;q=forum&amp;view=month&amp;month=2026-12"),  # the kind taken off
        (month, f"/calendar?{kept}"),  # subscribing to all of it, not to one month
        (week, f"/events?{kept}&amp;view=week&amp;week=2026-W50"),
        (week, f"/events?{kept}&amp;view=month&amp;month=2026-11"),  # the month in which the week begins
        (page(client, "/events?kind=webinar&region=62&q=forum"), f"/events?{kept}&amp;view=month"),
    ):
        assert f'href="{way}"' in shown, way
    assert '<input type="hidden" name="view" value="week"><input type="hidden" name="week" value="2026-W49">' in week


def test_an_empty_month_names_the_nearest_activity(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: at(3, summary="Forum KIM"))

    shown = page(client, "/events?view=month&month=2027-05")

    assert "Belum ada kegiatan yang dijadwalkan pada Mei 2027." in shown
    assert "Kamis, 3 Desember 2026" in shown


JUNK = (
    "view=month&month=2026-99", "view=week&week=2026-W99", "view=week&week=2027-W53", "view=week&week=%00", "view=%00",
    "view[]=month", "view=month&month=2000-01", "view=month&month=2099-12", "view=week&week=2000-W01",
    "view=week&week=2099-W53", "view=month&q=%00%ff%25", "view=week&kind=%27&page=-1", "view=month&view=week",
)  # fmt: skip


def test_junk_in_the_address_is_answered_calmly(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: at(3))

    assert [query for query in JUNK if client.get(f"/events?{query}").status_code != 200] == []


def test_nonsense_shows_the_days_of_today(client: FlaskClient) -> None:
    assert "<h2>23–29 November 2026</h2>" in page(client, "/events?view=week&week=2027-W53")
    assert "<h2>November 2026</h2>" in page(client, "/events?view=month&month=2026-13")


def test_the_first_and_the_last_month_lead_no_further(client: FlaskClient) -> None:
    first, last = (page(client, f"/events?view=month&month={month}") for month in ("2000-01", "2099-12"))

    assert ('rel="prev' in first, 'rel="next' in first) == (False, True)
    assert ('rel="prev' in last, 'rel="next' in last) == (True, False)


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(2026, 11, 25), "23–29 November 2026"),
        (date(2026, 12, 1), "30 Nov – 6 Des 2026"),
        (date(2027, 1, 1), "28 Des 2026 – 3 Jan 2027"),
    ],
)
def test_a_week_names_its_days(app: Flask, day: date, title: str) -> None:
    with app.test_request_context():
        found = spans.week(day)

        assert found.title == title
        assert spans.asked(found.args, NONE, today=date(2020, 1, 1)) == found  # the address leads back


def test_hostile_titles_stay_words(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: at(3, summary='<script>alert(1)</script>\u202e"', venue="<b>x"))

    shown = page(client, MONTH)

    assert "<script>alert(1)" not in shown
    assert "<b>x" not in shown


def test_robots_leaf_through_no_calendar(client: FlaskClient) -> None:
    assert "Disallow: /events?*view=\n" in client.get("/robots.txt").text
    assert '<meta name="robots" content="noindex">' in page(client, MONTH)


def test_an_activity_of_a_month_long_session_ends_with_the_page(client: FlaskClient, stored: Stored) -> None:
    def long() -> None:
        event = at(3, slug="panjang")
        event.dtend = event.sessions[0].dtend = event.dtstart + 400 * DAY + HOUR

    stored(long)

    assert page(client, WEEK).count('href="/events/panjang"') == 4  # Thursday to Sunday
