"""What stands in the calendar, and what a change does to it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.counting import count_queries, engine_of
from tests.events.plans import DAY, HOUR, PLANNED_AT, START, make_plan
from tests.factories import make_event, make_organization
from tests.interop.lint import Component, lint, parsed
from webapp.database import db
from webapp.events import publishing, queries, scheduling
from webapp.events.calendars.texts import calendar_text_for_event
from webapp.events.changing import calendar_changed
from webapp.events.models import Event, EventStatus, Visibility
from webapp.events.plans import Plan, PlannedSession

Stored = Callable[[Callable[[], Any]], Any]
NOW = START - 7 * DAY


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.clock.now", lambda: NOW)


def published(**values: Any) -> Event:
    """An event that went the whole way of an organizer's: planned, scheduled, published."""
    event = scheduling.schedule(make_organization(), plan=make_plan(**values), at=PLANNED_AT)
    publishing.publish(event, at=PLANNED_AT)
    return event


def feed(client: FlaskClient, address: str = "/calendar.ics") -> Component:
    body = client.get(address).data
    assert lint(body) == []
    return parsed(body)


def only(calendar: Component) -> Component:
    (event,) = calendar.inside("VEVENT")
    return event


def again(event: Event) -> Event:
    return db.session.scalars(queries.whole().where(Event.id == event.id)).one()


def test_an_event_says_when_where_and_who(client: FlaskClient, stored: Stored) -> None:
    event = stored(published)
    told = only(feed(client))

    assert told.one("UID") == event.sessions[0].uid
    assert (told.one("DTSTART"), told.one("DTEND")) == ("20220310T090000", "20220310T120000")
    assert told.all("DTSTART")[0].params["TZID"] == "Asia/Jakarta"
    assert told.one("DTSTAMP") == told.one("LAST-MODIFIED") == "20220208T020000Z"
    assert (told.one("STATUS"), told.one("TRANSP"), told.one("SEQUENCE")) == ("CONFIRMED", "OPAQUE", "0")
    assert told.one("LOCATION") == "Gedung Smart Province\\, Kota Palangka Raya & daring"
    assert told.one("URL") == f"http://gelar.test/events/{event.slug}"
    assert told.one("COLOR") == "teal"
    assert "(10.00–13.00\N{NO-BREAK SPACE}WITA)" in told.one("DESCRIPTION")
    assert "Cak Boni – Tata Cara" in told.one("DESCRIPTION")


def test_an_open_end_gets_three_hours_and_is_said(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: published(sessions=(PlannedSession(dtstart=START),)))
    told = only(feed(client))

    assert told.one("DTEND") == "20220310T120000"
    assert "pukul 09.00\N{NO-BREAK SPACE}WIB s.d. selesai" in told.one("DESCRIPTION")


def test_each_session_is_an_entry_of_its_own(client: FlaskClient, stored: Stored) -> None:
    days = tuple(PlannedSession(dtstart=START + n * DAY, dtend=START + n * DAY + HOUR) for n in range(3))
    stored(lambda: published(sessions=days))

    told = feed(client).inside("VEVENT")

    assert [one.one("DTSTART")[:8] for one in told] == ["20220310", "20220311", "20220312"]
    assert told[2].one("SUMMARY") == "Mekanisme Pembentukan Forum KIM: sesi 3 dari 3"
    assert len({one.one("UID") for one in told}) == 3


def test_a_moved_event_keeps_its_uid_and_raises_its_sequence(client: FlaskClient, stored: Stored) -> None:
    event = stored(published)
    before = only(feed(client))

    def move() -> None:
        kept = again(event)
        session = PlannedSession(id=kept.sessions[0].id, dtstart=START + DAY, dtend=START + DAY + HOUR)
        scheduling.revise(kept, plan=make_plan(sessions=(session,)), at=NOW)

    stored(move)
    after = only(feed(client))

    assert after.one("UID") == before.one("UID")
    assert int(after.one("SEQUENCE")) == int(before.one("SEQUENCE")) + 1
    assert after.one("DTSTAMP") == after.one("LAST-MODIFIED") == "20220303T020000Z"
    assert after.one("DTSTART") == "20220311T090000"


def test_a_cancelled_event_stays_and_says_so(client: FlaskClient, stored: Stored) -> None:
    event = stored(published)
    stored(lambda: publishing.cancel(again(event), reason="Jembatan putus; mohon maaf", at=NOW))
    told = only(feed(client))

    assert (told.one("STATUS"), told.one("TRANSP"), told.one("SEQUENCE")) == ("CANCELLED", "TRANSPARENT", "1")
    assert told.one("SUMMARY") == "[BATAL] Mekanisme Pembentukan Forum KIM"
    assert told.one("DTSTART") == "20220310T090000"
    assert "Jembatan putus\\; mohon maaf" in told.one("DESCRIPTION")


def test_a_postponed_event_is_tentative(client: FlaskClient, stored: Stored) -> None:
    event = stored(published)
    stored(lambda: publishing.postpone(again(event), reason="Menunggu narasumber", at=NOW))
    told = only(feed(client))

    assert (told.one("STATUS"), told.one("TRANSP")) == ("TENTATIVE", "TRANSPARENT")
    assert told.one("SUMMARY").startswith("[DITUNDA] ")


def test_what_is_not_public_stays_out(client: FlaskClient, stored: Stored) -> None:
    def closed() -> None:
        make_event(status=EventStatus.DRAFT, published_at=None)
        make_event(visibility=Visibility.UNLISTED)
        make_event(visibility=Visibility.CONFIDENTIAL)

    stored(closed)

    assert feed(client).inside("VEVENT") == []


def test_no_link_to_join_and_no_names_of_participants(client: FlaskClient, stored: Stored) -> None:
    secret = "https://zoom.us/j/5550001?pwd=rahasia"
    stored(lambda: published(conference_url=secret, conference_passcode="rahasia", stream_url="https://youtu.be/x"))
    body = client.get("/calendar.ics").data + client.get("/calendar.ics").data

    assert b"zoom.us" not in body
    assert b"rahasia" not in body
    assert b"youtu.be" not in body


def test_the_window_opens_with_the_month_three_months_back(client: FlaskClient, stored: Stored) -> None:
    def around() -> None:
        # In March 2022 the window opens on 1 December 2021, 00.00 WIB.
        opens = datetime(2021, 11, 30, 17, tzinfo=UTC)
        make_event(slug="terlalu-lama", start=opens - 4 * HOUR)
        make_event(slug="masih-tersimpan", start=opens + HOUR)
        make_event(slug="tahun-depan", start=START + 400 * DAY)

    stored(around)

    told = [one.one("URL").rpartition("/")[2] for one in feed(client).inside("VEVENT")]
    assert told == ["masih-tersimpan", "tahun-depan"]


def test_a_month_that_is_asked_for_comes_whole(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: make_event(start=START - 800 * DAY))

    assert feed(client).inside("VEVENT") == []
    assert only(feed(client, "/calendar.ics?month=2019-12"))


def test_the_head_names_the_feed_and_what_it_is_narrowed_to(client: FlaskClient, stored: Stored) -> None:
    stored(published)
    head = feed(client, "/calendar.ics?region=62.71&kind=webinar&junk=1&mode=underwater")

    assert head.one("NAME") == head.one("X-WR-CALNAME") == "Webinar · Kota Palangka Raya"
    assert head.one("SOURCE") == "http://gelar.test/calendar.ics?kind=webinar&region=62.71"
    assert head.one("URL") == "http://gelar.test/events?kind=webinar&region=62.71"
    assert head.one("X-WR-TIMEZONE") == "Asia/Jakarta"
    assert head.one("COLOR") == "teal"
    picture = head.one("IMAGE")
    assert picture.startswith("http://gelar.test/static/")
    with client.get(picture.removeprefix("http://gelar.test")) as answer:
        assert answer.mimetype == "image/png"
    assert (head.one("REFRESH-INTERVAL"), head.one("X-PUBLISHED-TTL")) == ("PT1H", "PT1H")


def test_an_organizers_feed_holds_what_it_holds(client: FlaskClient, stored: Stored) -> None:
    def two() -> None:
        make_event(slug="milik-kami", organization=make_organization(slug="kami", name="KIM Kami"))
        make_event()

    stored(two)
    calendar = feed(client, "/organizers/kami/calendar.ics")

    assert only(calendar).one("URL") == "http://gelar.test/events/milik-kami"
    assert calendar.one("NAME") == "KIM Kami"
    assert calendar.one("SOURCE") == "http://gelar.test/organizers/kami/calendar.ics"
    assert client.get("/organizers/nobody/calendar.ics").status_code == 404


def test_the_file_of_one_event_says_the_same(client: FlaskClient, stored: Stored, app: Flask) -> None:
    event = stored(published)
    answer = client.get(f"/events/{event.slug}.ics")

    assert answer.headers["Content-Disposition"] == f"attachment; filename={event.slug}.ics"
    assert only(parsed(answer.data)) == only(feed(client))
    with app.test_request_context():
        assert calendar_text_for_event(again(event)) == answer.data


def test_readers_of_english_get_the_same_feed(client: FlaskClient, stored: Stored) -> None:
    stored(published)

    both = [client.get("/calendar.ics", headers={"Accept-Language": tongue}).data for tongue in ("id", "en")]

    assert both[0] == both[1]


def test_many_events_cost_no_more_statements(app: Flask, client: FlaskClient, stored: Stored) -> None:
    def some(count: int) -> None:
        for n in range(count):
            make_event(start=START + n * HOUR)
        calendar_changed(NOW)

    counts = []
    for more in (1, 49):
        stored(partial(some, more))
        with count_queries(engine_of(app)) as counted:
            client.get("/calendar.ics")
        counts.append(len(counted))
    with count_queries(engine_of(app)) as warm:
        client.get("/calendar.ics")

    assert counts[0] == counts[1] <= 6
    assert len(warm) == 1, warm


def test_a_plan_in_another_zone_keeps_its_clock(client: FlaskClient, stored: Stored) -> None:
    plan: dict[str, Any] = {"tzid": "Asia/Makassar"}
    stored(lambda: published(**plan))
    told = only(feed(client))

    assert told.all("DTSTART")[0].params["TZID"] == "Asia/Makassar"
    assert told.one("DTSTART") == "20220310T100000"
    assert isinstance(make_plan(**plan), Plan)
