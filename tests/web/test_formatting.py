"""Dates, hours, numbers and telephone numbers as offices write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from webapp.web import formatting
from webapp.web.formatting import NBSP

# 10 March 2022, 09.00 in Palangka Raya.
START = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
HOURS = timedelta(hours=1)
JAKARTA, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


def test_a_date_is_written_with_its_day(indonesian: Flask) -> None:
    assert formatting.long_date(START, JAKARTA) == "Kamis, 10 Maret 2022"


def test_a_date_in_english(english: Flask) -> None:
    assert formatting.long_date(START, JAKARTA) == "Thursday, 10 March 2022"


def test_friday_has_no_apostrophe(indonesian: Flask) -> None:
    assert formatting.long_date(date(2022, 3, 11)) == "Jumat, 11 Maret 2022"


def test_the_day_is_that_of_the_events_zone(indonesian: Flask) -> None:
    late = datetime(2022, 3, 10, 16, 30, tzinfo=UTC)

    days = [formatting.short_date(late, zone) for zone in (JAKARTA, MAKASSAR, JAYAPURA)]

    assert days == ["10/03/2022", "11/03/2022", "11/03/2022"]


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (START, None, "Kamis, 10 Maret 2022"),
        (START, START + 3 * HOURS, "Kamis, 10 Maret 2022"),
        (START, START + 15 * HOURS, "Kamis, 10 Maret 2022"),  # until midnight
        (START, START + 24 * HOURS, "Kamis–Jumat, 10–11 Maret 2022"),
        (START, START + 22 * 24 * HOURS, "Kamis, 10 Maret 2022 s.d. Jumat, 1 April 2022"),
    ],
)
def test_a_range_of_days(indonesian: Flask, start: datetime, end: datetime | None, written: str) -> None:
    assert formatting.date_range(start, end, JAKARTA) == written


def test_an_hour_has_a_dot_and_its_zone(indonesian: Flask) -> None:
    hours = [formatting.clock_time(START, zone) for zone in (JAKARTA, MAKASSAR, JAYAPURA)]

    assert hours == [f"09.00{NBSP}WIB", f"10.00{NBSP}WITA", f"11.00{NBSP}WIT"]


def test_pontianak_is_wib_too(indonesian: Flask) -> None:
    assert formatting.zone_name(START, "Asia/Pontianak") == "WIB"


def test_other_zones_show_their_own_name(indonesian: Flask) -> None:
    assert formatting.zone_name(datetime(2022, 7, 1, tzinfo=UTC), "Europe/Amsterdam") == "CEST"


def test_an_open_end_is_until_finished(indonesian: Flask) -> None:
    assert formatting.time_range(START, None, JAKARTA) == f"pukul 09.00{NBSP}WIB s.d. selesai"
    assert formatting.time_range(START, START + 3 * HOURS, JAKARTA) == f"pukul 09.00–12.00{NBSP}WIB"


def test_hours_in_english_have_a_colon_and_no_am(english: Flask) -> None:
    assert formatting.clock_time(START + 5 * HOURS, JAKARTA) == f"14:00{NBSP}WIB"


def test_numbers_in_indonesian(indonesian: Flask) -> None:
    assert (formatting.number(1234.5), formatting.percent(7, 8), formatting.percent(1, 0)) == ("1.234,5", "87,5%", "–")


def test_numbers_in_english(english: Flask) -> None:
    assert (formatting.number(1234.5), formatting.percent(7, 8)) == ("1,234.5", "87.5%")


@pytest.mark.parametrize(
    ("stored", "shown", "masked"),
    [
        ("+6281250123456", "0812-5012-3456", "0812-xxxx-3456"),
        ("+62812501234", "0812-5012-34", "0812-xxxx-1234"),
        ("", "", ""),
    ],
)
def test_telephone_numbers_as_people_write_them(stored: str, shown: str, masked: str) -> None:
    assert (formatting.phone_number(stored), formatting.masked_phone(stored)) == (shown, masked)


def test_a_foreign_number_stays_international() -> None:
    assert formatting.phone_number("+60123456789") == "+60123456789"


def test_a_number_that_is_too_short_to_mask_is_not_shown() -> None:
    assert formatting.masked_phone("+62123") == ""
