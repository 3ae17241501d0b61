"""What an organizer writes becomes a moment."""

from datetime import UTC, date, datetime, time

import pytest
from flask import Flask

from webapp.errors import Refused
from webapp.events.wall_clock import moment, parsed_hour, written_hour
from webapp.web.slugs import candidates, slugify


@pytest.mark.parametrize("text", ["9", "09", "9.00", "09.00", "9:00", "09:00", " 09.00 "])
def test_an_hour_is_taken_as_people_write_it(text: str) -> None:
    assert parsed_hour(text) == time(9)


@pytest.mark.parametrize(
    "text",
    ["", "24.00", "9.60", "9.0", "9 AM", "9.00 PM", "pukul 9", "-1", "9.00.00", "٩.٠٠", "9,00", "0900", "x" * 40_000],
)
def test_other_hours_are_not_guessed(text: str) -> None:
    assert parsed_hour(text) is None


def test_a_wall_clock_is_read_in_the_zone_of_the_event() -> None:
    assert moment(date(2022, 3, 10), time(9), "Asia/Jakarta") == datetime(2022, 3, 10, 2, tzinfo=UTC)
    assert moment(date(2022, 3, 10), time(9), "Asia/Jayapura") == datetime(2022, 3, 10, 0, tzinfo=UTC)


def test_an_hour_that_is_skipped_is_refused(context: Flask) -> None:
    with pytest.raises(Refused, match=r"02\.30 tidak ada"):
        moment(date(2026, 3, 29), time(2, 30), "Europe/Amsterdam")


def test_an_hour_that_comes_twice_is_the_first(context: Flask) -> None:
    assert moment(date(2026, 10, 25), time(2, 30), "Europe/Amsterdam") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("tzid", ["Mars/Olympus", "", "../etc/passwd", "WIB", "Asia/Jakarta\x00"])
def test_an_unknown_zone_is_refused(context: Flask, tzid: str) -> None:
    with pytest.raises(Refused, match="tidak dikenal"):
        moment(date(2026, 1, 1), time(9), tzid)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_year_that_no_zone_can_compute_is_refused(context: Flask, day: date) -> None:
    with pytest.raises(Refused, match="Tahun"):
        moment(day, time(0), "Asia/Jakarta")


def test_a_form_shows_the_hour_with_a_dot() -> None:
    assert written_hour(datetime(2022, 3, 10, 2, tzinfo=UTC), "Asia/Makassar") == "10.00"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (
            "Mekanisme Pembentukan Forum KIM di Kalimantan Tengah",
            "mekanisme-pembentukan-forum-kim-di-kalimantan-tengah",
        ),
        ("Café & Diskusi: “Cek Fakta”!", "cafe-diskusi-cek-fakta"),
        ("日本語", "kegiatan"),
        ("<script>", "script"),
        ("A" * 300, "a" * 60),
        ("../../etc", "etc"),
    ],
)
def test_an_address_is_made_of_the_titles_words(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_the_address_of_a_page_is_not_given_away() -> None:
    assert next(candidates("New")) == "new-2"
