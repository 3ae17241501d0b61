"""The public list and an event's page, as a browser gets them."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.counting import count_queries, engine_of
from tests.factories import HOUR, make_event, make_organization
from webapp.events import changing, publishing
from webapp.events.models import Event, EventStatus, Role, Visibility

Stored = Callable[[Callable[[], Any]], Any]
# Wednesday, 25 November 2026, 09.00 in Palangka Raya.
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.clock.now", lambda: NOW)


def many(count: int) -> list[Event]:
    return [make_event(start=NOW + n * HOUR, region_code="62.02") for n in range(1, count + 1)]


def page(client: FlaskClient, path: str = "/events/forum", language: str = "id") -> str:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.text.replace("\N{NO-BREAK SPACE}", " ")


def forum(start: datetime = NOW + 7 * DAY, **values: Any) -> Event:
    return make_event(slug="forum", start=start, **values)


def fill(event: Event, *, in_person: int = 0, online: int = 0, waiting: int = 0) -> None:
    for seats in event.seats:
        seats.taken = in_person if seats.mode == "in_person" else online
        seats.waiting = waiting if seats.mode == "in_person" else 0


def test_the_list_costs_the_same_for_one_and_for_fifty(app: Flask, client: FlaskClient, stored: Stored) -> None:
    counts = []
    for count in (1, 49):
        stored(partial(many, count))
        with count_queries(engine_of(app)) as counted:
            page(client, "/events")
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 5  # how many, the rows with organizer and region, their seats; the page's frame


JUNK = (
    "kind=%00", "region=%27", "mode[]=online", "month=2026-99", "organizer=%2e%2e", "q=%00%ff%25", "page=-1",
    "page=99999999999999999999", "page=1e3", "when=never", "q=" + "a" * 4_000, "month=2026-12&month=x",
)  # fmt: skip


def test_junk_in_the_address_is_answered_calmly(client: FlaskClient, stored: Stored) -> None:
    stored(forum)

    assert [query for query in JUNK if client.get(f"/events?{query}").status_code != 200] == []


def test_pages_are_compressed_for_who_takes_it(client: FlaskClient, stored: Stored) -> None:
    stored(forum)
    plain, small = (client.get("/events", headers={"Accept-Encoding": way}) for way in ("identity", "gzip, br"))

    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 2
    assert {"Accept-Encoding", "Accept-Language", "Cookie"} <= set(small.headers["Vary"].split(", "))


def test_a_page_with_a_session_keeps_its_length_to_itself(client: FlaskClient) -> None:
    client.set_cookie("session", "anything", domain="gelar.test")

    assert "Content-Encoding" not in client.get("/events", headers={"Accept-Encoding": "gzip"}).headers


def test_filters_stay_in_the_form_and_in_every_link(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: [make_event(start=NOW + n * DAY) for n in range(1, 30)])
    shown = page(client, "/events?kind=webinar&region=62.71&q=forum")

    assert '<option value="webinar" selected>' in shown
    assert 'value="forum"' in shown
    assert 'href="/events?page=2&amp;kind=webinar&amp;region=62.71&amp;q=forum"' in shown
    assert 'href="/calendar?kind=webinar&amp;region=62.71&amp;q=forum"' in shown
    assert 'href="/events?kind=webinar&amp;q=forum"' in shown  # the region taken off


def test_an_empty_answer_names_the_nearest_event(client: FlaskClient, stored: Stored) -> None:
    stored(forum)
    shown = page(client, "/events?region=62.08")

    assert "Belum ada kegiatan yang cocok dengan pilihan ini." in shown
    assert "Rabu, 2 Desember 2026" in shown


def test_what_is_searched_for_is_shown_and_never_run(client: FlaskClient) -> None:
    shown = page(client, "/events?q=<script>alert(1)</script>")

    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


@pytest.mark.parametrize(
    "values",
    [
        {"status": EventStatus.DRAFT, "published_at": None},
        {"status": EventStatus.DRAFT},
        {"visibility": Visibility.CONFIDENTIAL},
    ],
)
def test_what_is_closed_is_missing(client: FlaskClient, stored: Stored, values: dict[str, Any]) -> None:
    stored(lambda: forum(**values))

    answers = [client.get(path) for path in ("/events/forum", "/events/forum.ics", "/events/nothing", "/events/a%00b")]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]


def test_an_unlisted_event_has_its_page_and_asks_robots_to_pass(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: forum(visibility=Visibility.UNLISTED))

    assert '<meta name="robots" content="noindex">' in page(client)
    assert client.get("/events/forum.ics").status_code == 200
    assert "forum" not in page(client, "/events")


def test_the_page_says_when_where_who_and_how(client: FlaskClient, stored: Stored) -> None:
    def full() -> None:
        office = make_organization(name="Diskominfosantik", contact_name="Bidang IKP", contact_phone="+6281250123456")
        event = forum(
            organization=office, conference_url="https://us02web.zoom.us/j/123?pwd=rahasia", stream_url="https://y.tb/1",
            description="**Bawa** ponsel <script>alert(1)</script>", summary="Forum & <b>KIM</b>",
        )  # fmt: skip
        event.roles += [
            Role(role="narasumber", name="Cak Boni", affiliation="Forum KIM", talk_title="Tata Cara"),
            Role(role="operator", name="Pak Operator"),
        ]

    stored(full)
    shown = page(client)

    for words in (
        "Rabu, 2 Desember 2026", "pukul 09.00–12.00 WIB", "10.00–13.00 WITA", "Gedung Smart Province",
        "Kota Palangka Raya", "https://www.openstreetmap.org/search?query=Gedung", "Daring lewat Zoom", "Cak Boni",
        "Tata Cara", "Pak Operator", "Diskominfosantik", 'href="https://wa.me/6281250123456"', "Bidang IKP",
        "<strong>Bawa</strong>", "Forum &amp; &lt;b&gt;KIM&lt;/b&gt;", 'href="/events/forum.ics"',
        "https://wa.me/?text=", 'href="/events/forum/registration"', "Daftar Sekarang",
    ):  # fmt: skip
        assert words in shown, words
    for secret in ("rahasia", "zoom.us", "y.tb", "<script>alert"):
        assert secret not in shown


def test_an_online_event_tells_all_three_zones(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: forum(in_person=None, tzid="Asia/Makassar", venue=""))
    shown = page(client)

    for words in ("pukul 10.00–13.00 WITA", "09.00–12.00 WIB", "11.00–14.00 WIT"):
        assert words in shown
    assert "openstreetmap" not in shown


def test_a_preview_card_for_messengers(client: FlaskClient, stored: Stored) -> None:
    stored(forum)
    shown = page(client)

    assert '<meta property="og:title" content="Mekanisme Pembentukan Forum KIM">' in shown
    assert '<meta property="og:url" content="http://gelar.test/events/forum">' in shown
    assert "Rabu, 2 Desember 2026, pukul 09.00–12.00 WIB. Gedung Smart Province, Kota Palangka Raya." in shown


DOORS: dict[str, tuple[dict[str, Any], dict[str, int], list[str]]] = {
    "open": ({}, {"in_person": 48}, ["Daftar Sekarang", "Sisa 12 tempat luring", "Gratis"]),
    "hall full": ({}, {"in_person": 60, "waiting": 4}, ["Daftar Sekarang", "Luring penuh · 4 menunggu"]),
    "all full": ({}, {"in_person": 60, "online": 100, "waiting": 4}, ["Masuk daftar tunggu", "Penuh · 4 menunggu"]),
    "running": ({"start": NOW - HOUR}, {}, ["Sedang berlangsung: daftar dan hadir sekarang", "Daftar Sekarang"]),
    "not yet": ({"registration_opens_at": NOW + DAY}, {}, ["Pendaftaran dibuka Kamis, 26 November 2026, pukul 09.00"]),
    "closed": ({"registration_closes_at": NOW - HOUR}, {}, ["Pendaftaran ditutup Rabu, 25 November 2026"]),
    "over": ({"start": NOW - DAY}, {}, ["Kegiatan ini sudah selesai.", "Lihat kegiatan lain"]),
    "postponed": ({"status": EventStatus.POSTPONED}, {}, ["Kegiatan ditunda. Jadwal baru akan diumumkan"]),
    "cancelled": ({"status": EventStatus.CANCELLED}, {}, ["Kegiatan ini dibatalkan.", "Dibatalkan", "<s>Mekanisme"]),
    "archived": ({"status": EventStatus.ARCHIVED}, {}, ["Kegiatan ini sudah selesai.", "Selesai"]),
}


@pytest.mark.parametrize("state", DOORS)
def test_the_way_in_or_the_true_reason_why_not(client: FlaskClient, stored: Stored, state: str) -> None:
    values, taken, expected = DOORS[state]
    stored(lambda: fill(forum(**values), **taken))
    shown = page(client)

    assert [words for words in expected if words not in shown] == []
    assert ("/events/forum/registration" in shown) == (state in {"open", "hall full", "all full", "running"})


def test_a_sample_is_marked_calmly(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: forum(is_sample=True))

    assert "Contoh</span>" in page(client)
    assert "Webinar · contoh" in page(client, "/events")


def test_a_moved_event_shows_old_and_new(client: FlaskClient, stored: Stored) -> None:
    def move() -> None:
        event = forum()
        before = changing.snapshot(event)
        for day in event.sessions:
            day.dtstart, day.dtend = day.dtstart + DAY, (day.dtend or day.dtstart) + DAY
        changing.record_revision(event, "rescheduled", before=before, at=NOW - HOUR, reason="Jalan banjir")
        before = changing.snapshot(event)
        event.venue = "Balai Desa"
        changing.record_revision(event, "moved", before=before, at=NOW - HOUR)

    stored(move)
    shown = page(client)

    for words in ("Jadwal berubah", "Jalan banjir", "<s>Rabu, 2 Desember 2026, pukul 09.00–12.00 WIB</s>",
                  "Kamis, 3 Desember 2026, pukul 09.00–12.00 WIB", "Tempat berpindah", "<s>Gedung Smart Province</s>",
                  "Diumumkan 25 Nov 2026, 08.00 WIB"):  # fmt: skip
        assert words in shown, words


def test_a_cancelled_event_says_why_and_what_it_was(client: FlaskClient, stored: Stored) -> None:
    def cancel() -> None:
        event = forum()
        publishing.cancel(event, reason="Jembatan putus", at=NOW)

    stored(cancel)
    shown = page(client)

    assert "Kegiatan ini dibatalkan" in shown
    assert "Jembatan putus" in shown
    assert "Rabu, 2 Desember 2026, pukul 09.00–12.00 WIB" in shown


def test_news_of_the_past_is_no_news(client: FlaskClient, stored: Stored) -> None:
    def long_ago() -> None:
        event = forum(start=NOW - 30 * DAY)
        before = changing.snapshot(event) | {"venue": "Balai Desa"}
        changing.record_revision(event, "moved", before=before, at=NOW - 40 * DAY)

    stored(long_ago)

    assert "Tempat berpindah" not in page(client)


def test_an_event_of_several_days_tells_each(client: FlaskClient, stored: Stored) -> None:
    def two() -> None:
        event = forum(sessions=2)
        event.sessions[1].title = "Praktik"
        event.sessions[1].cancelled_at = NOW

    stored(two)
    shown = page(client)

    assert "Rabu–Kamis, 2–3 Desember 2026" in shown
    assert "Sesi 1" in shown
    assert "Praktik (dibatalkan)" in shown


def test_the_page_speaks_english(client: FlaskClient, stored: Stored) -> None:
    stored(forum)
    shown = page(client, language="en")

    for words in ('<html lang="en">', "Wednesday, 2 December 2026", "Register now", "60 seats left in person"):
        assert words in shown, words


def test_the_way_to_subscribe_carries_the_filters(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: make_organization(slug="kim-kami", name="KIM Kami"))

    address = "http://gelar.test/calendar.ics?kind=webinar&amp;q=forum"
    assert f'value="{address}"' in page(client, "/calendar?q=forum&kind=webinar")
    assert 'value="http://gelar.test/organizers/kim-kami/calendar.ics"' in page(client, "/calendar?organizer=kim-kami")
    assert 'href="webcal://gelar.test/calendar.ics"' in page(client, "/calendar")


DEVICES = {
    "Mozilla/5.0 (Linux; Android 13; SM-A145F)": "Ponsel Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)": "iPhone, iPad, dan Mac",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)": "Outlook",
    "Mozilla/5.0 (X11; Linux x86_64)": "Thunderbird",
    "curl/8": "Ponsel Android",
}


def test_the_device_at_hand_comes_first(client: FlaskClient) -> None:
    for agent, title in DEVICES.items():
        shown = client.get("/calendar", headers={"User-Agent": agent}).text

        assert f"<h2>{title}" in shown
        assert "8 sampai 24 jam" in shown


def test_robots_may_read_feeds_and_not_what_is_behind_a_secret(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")

    assert answer.mimetype == "text/plain"
    assert "Disallow: /join/\n" in answer.text
    assert not any(f"Disallow: {path}\n" in answer.text for path in ("/calendar", "/events", "/organizers"))
    assert answer.text.endswith("Sitemap: http://gelar.test/sitemap.xml\n")


def test_the_page_of_an_event_costs_few_statements(app: Flask, client: FlaskClient, stored: Stored) -> None:
    stored(lambda: forum(sessions=5))
    with count_queries(engine_of(app)) as counted:
        page(client)

    assert len(counted) <= 12, counted  # the event, its sessions, seats, roles; what changed; program; the frame
