"""The public list: what is found, in which order, under which heading."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict

from tests.factories import HOUR, make_event, make_organization
from webapp.database import db
from webapp.events import listing, public_queries
from webapp.events.filters import Filters, parse
from webapp.events.models import Event, EventStatus, Role, Visibility

# Wednesday, 25 November 2026, 09.00 in Palangka Raya.
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def found(when: str = listing.COMING, **asked: str) -> list[str]:
    """Slugs of the first page, in its order."""
    page = listing.list_events(parse(asked), when=when, number=1, at=NOW)
    return [event.slug for group in page.groups for event in group.events]


def make(slug: str, days: float = 1, **values: Any) -> Event:
    return make_event(slug=slug, start=NOW + days * DAY, **values)


def test_coming_events_stand_in_the_order_of_time_and_running_ones_first(context: Flask) -> None:
    make("besok")
    make("lusa", 2)
    make_event(slug="sekarang", start=NOW - HOUR)
    make_event(slug="tadi", start=NOW - 4 * HOUR)

    assert found() == ["sekarang", "besok", "lusa"]
    assert found(listing.PAST) == ["tadi"]


def test_an_open_end_lasts_until_midnight_on_the_events_own_clock(context: Flask) -> None:
    # Midnight in Jayapura is 15.00 UTC, in Jakarta 17.00 UTC.
    for zone in ("Asia/Jayapura", "Asia/Jakarta"):
        event = make_event(slug=zone[5:].lower(), start=NOW, tzid=zone, dtend=None)
        event.sessions[0].dtend = None
    db.session.flush()

    at = NOW.replace(hour=16)
    coming = listing.list_events(Filters(), when=listing.COMING, number=1, at=at)
    past = listing.list_events(Filters(), when=listing.PAST, number=1, at=at)

    assert [event.slug for group in coming.groups for event in group.events] == ["jakarta"]
    assert [event.slug for group in past.groups for event in group.events] == ["jayapura"]


def test_headings_are_this_week_next_week_and_the_month(context: Flask) -> None:
    make_event(slug="berjalan", start=NOW - 30 * HOUR, sessions=3)
    for days in (4, 5, 11, 12, 40):
        make(f"h{days}", days)

    page = listing.list_events(Filters(), when=listing.COMING, number=1, at=NOW)

    assert [(group.title, [event.slug for event in group.events]) for group in page.groups] == [
        ("Pekan ini", ["berjalan", "h4"]),
        ("Pekan depan", ["h5", "h11"]),
        ("Desember 2026", ["h12"]),
        ("Januari 2027", ["h40"]),
    ]


def test_what_nobody_should_find_is_not_found(context: Flask) -> None:
    make("draf", status=EventStatus.DRAFT, published_at=None)
    make("tertutup", visibility=Visibility.CONFIDENTIAL)
    make("tak-terdaftar", visibility=Visibility.UNLISTED)
    make("batal", status=EventStatus.CANCELLED)

    assert found() == ["batal"]


def test_filters_narrow_and_combine(context: Flask) -> None:
    kim = make_organization(slug="kim-harati", name="KIM Harati")
    make("webinar", kind="webinar", region_code="62.71", organization=kim)
    make("diklat", 2, kind="diklat", region_code="62.02", online=None)
    make("diskusi", 3, kind="diskusi", region_code="62.71.02", in_person=None)

    assert found(kind="diklat") == ["diklat"]
    assert found(organizer="kim-harati") == ["webinar"]
    assert found(region="62.71") == ["webinar", "diskusi"]
    assert found(region="62.71.02") == ["diskusi"]
    assert found(region="62") == ["webinar", "diklat", "diskusi"]
    assert found(mode="in_person") == ["webinar", "diklat"]
    assert found(mode="online") == ["webinar", "diskusi"]
    assert found(mode="hybrid") == ["webinar"]
    assert found(region="62.71", mode="online", kind="diskusi") == ["diskusi"]


def test_a_month_shows_all_its_days_on_the_events_own_clock(context: Flask) -> None:
    at = datetime(2026, 11, 30, tzinfo=UTC)
    make_event(slug="awal", start=at.replace(day=2))
    make_event(slug="sudah-desember-di-timur", start=at.replace(hour=15, minute=30), tzid="Asia/Jayapura")
    make_event(slug="lewat-tengah-malam", start=at.replace(hour=15, minute=30))
    make_event(slug="melewati", start=at, sessions=3)

    assert found(month="2026-11") == ["awal", "melewati", "lewat-tengah-malam"]
    assert found(month="2026-12") == ["melewati", "sudah-desember-di-timur", "lewat-tengah-malam"]


WORDS = (
    "Palangkaraya", "palangka raya", "PALANGKA", "Kalimantan Tengah", "sarasehan", "cerita", "Balai-Desa", "boni",
    "pengolahan", "harati", "antihoaks", "AD/ART", "  cerita   boni ",
)  # fmt: skip


def test_a_search_finds_by_any_word_people_use(context: Flask) -> None:
    make("lain", region_code="62.02", organization=make_organization(name="Kantor"))
    event = make(
        "cerita", 2, kind="sarasehan", summary="Merawat Cerita: AD/ART", venue="Balai Desa", region_code="62.71.02",
        topic="antihoaks", organization=make_organization(name="KIM Harati Kereng"),
    )  # fmt: skip
    event.roles.append(Role(role="pemantik", name="Cak Boni", talk_title="Pengolahan Informasi"))
    make_event(slug="provinsi-lain", start=NOW + DAY, region_code="63", summary="x")
    db.session.flush()

    assert [words for words in WORDS if "cerita" not in found(q=words) or "provinsi-lain" in found(q=words)] == []


def test_wildcards_and_quotes_are_only_characters(context: Flask) -> None:
    make("cerita", summary="Cerita KIM 1000 desa")
    odd = ("%", "_", "K_M", "K%M", "\\", "100%", "tidak ada", "cerita kosong", "'--", '"')

    assert [words for words in odd if found(q=words)] == []


def test_a_per_cent_sign_finds_a_per_cent_sign(context: Flask) -> None:
    make("persen", summary="Blankspot turun 100% di Kalteng")

    assert found(q="100%") == ["persen"]


JUNK: list[dict[str, str]] = [
    {"kind": "pesta"},
    {"region": "62'; DROP TABLE events"},
    {"region": "6271"},
    {"region": "٦٢"},
    {"mode": "underwater"},
    {"month": "2026-13"},
    {"month": "0001-01"},
    {"month": "9999-12"},
    {"month": "kemarin"},
    {"organizer": "../../etc"},
    {"organizer": "a\x00b"},
    {"q": "\x00\x1b"},
]


@pytest.mark.parametrize("asked", JUNK)
def test_junk_is_as_if_it_had_not_been_asked(asked: dict[str, str]) -> None:
    assert parse(asked) == Filters()
    assert not parse(asked)


def test_filters_go_into_an_address_and_come_back() -> None:
    filters = Filters("webinar", "62.71", "online", date(2026, 12, 1), "kim-harati", "cek fakta")

    assert parse(filters.as_args()) == filters
    assert list(filters.as_args()) == ["kind", "region", "mode", "month", "organizer", "q"]
    assert parse(MultiDict(filters.without("q").as_args())).q == ""


def test_a_search_of_any_length_is_cut_to_something_answerable(context: Flask) -> None:
    assert len(parse({"q": "kata " * 10_000}).q) <= 100
    assert found(q="x" * 40_000) == []


def test_pages_hold_twenty_five_and_numbers_beyond_give_the_last(context: Flask) -> None:
    for n in range(28):
        make(f"k{n:02}", 1 + n)

    pages = [listing.list_events(Filters(), when=listing.COMING, number=n, at=NOW) for n in (0, 1, 2, 99)]

    assert [(page.number, page.pages, page.total) for page in pages] == [(1, 2, 28), (1, 2, 28), (2, 2, 28), (2, 2, 28)]
    assert [event.slug for group in pages[3].groups for event in group.events] == ["k25", "k26", "k27"]


def test_english_headings_are_english(context: Flask) -> None:
    make("besok")
    make("jauh", 40)

    with force_locale("en"):
        page = listing.list_events(Filters(), when=listing.COMING, number=1, at=NOW)

    assert [group.title for group in page.groups] == ["This week", "January 2027"]


def test_december_is_followed_by_january() -> None:
    assert public_queries.next_month(date(2026, 12, 1)) == date(2027, 1, 1)
