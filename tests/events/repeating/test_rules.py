"""Which days follow by a rule, and which rules are refused."""

from datetime import date
from typing import Any

import pytest

from webapp.errors import Refused
from webapp.events.repeating.rules import MOST_DATES, Frequency, Rule, dates, is_last, words

FIRST = date(2027, 1, 14)  # the second Thursday of January
NAMES = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def days(first: date = FIRST, **values: Any) -> list[str]:
    return [day.isoformat()[5:] for day in dates(Rule(**values), first)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"frequency": Frequency.WEEKLY, "count": 3}, ["01-14", "01-21", "01-28"]),
        ({"frequency": Frequency.WEEKLY, "interval": 2, "count": 3}, ["01-14", "01-28", "02-11"]),
        ({"frequency": Frequency.WEEKLY, "weekdays": (1, 3), "count": 4}, ["01-14", "01-19", "01-21", "01-26"]),
        ({"frequency": Frequency.WEEKLY, "weekdays": (0,), "count": 3}, ["01-14", "01-18", "01-25"]),
        ({"frequency": Frequency.WEEKLY, "until": date(2027, 1, 28)}, ["01-14", "01-21", "01-28"]),
        ({"frequency": Frequency.WEEKLY, "until": date(2027, 1, 27)}, ["01-14", "01-21"]),
        ({"frequency": Frequency.MONTHLY_DATE, "count": 3}, ["01-14", "02-14", "03-14"]),
        ({"frequency": Frequency.MONTHLY_NTH, "count": 3}, ["01-14", "02-11", "03-11"]),
        ({"frequency": Frequency.MONTHLY_LAST, "count": 3}, ["01-14", "01-28", "02-25"]),
        (
            {"frequency": Frequency.WEEKLY, "count": 4, "skipped": frozenset({date(2027, 1, 21)})},
            ["01-14", "01-28", "02-04"],
        ),
    ],
)
def test_the_days_of_a_rule(values: dict[str, Any], expected: list[str]) -> None:
    assert days(**values) == expected


def test_months_without_the_date_are_left_out() -> None:
    assert days(date(2027, 1, 31), frequency=Frequency.MONTHLY_DATE, count=3) == ["01-31", "03-31", "05-31"]


def test_the_first_day_stays_even_when_it_is_skipped() -> None:
    assert days(frequency=Frequency.WEEKLY, count=2, skipped=frozenset({FIRST})) == ["01-14", "01-21"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"frequency": "SECONDLY", "count": 3}, "setiap pekan atau setiap bulan"),
        ({"frequency": Frequency.WEEKLY}, "Isi salah satu"),
        ({"frequency": Frequency.WEEKLY, "count": 3, "until": date(2027, 2, 1)}, "Isi salah satu"),
        ({"frequency": Frequency.WEEKLY, "count": 1_000_000}, "2 sampai 104"),
        ({"frequency": Frequency.WEEKLY, "count": 1}, "2 sampai 104"),
        ({"frequency": Frequency.WEEKLY, "count": -5}, "2 sampai 104"),
        ({"frequency": Frequency.WEEKLY, "until": date(2030, 1, 1)}, "lebih dari 104 tanggal"),
        ({"frequency": Frequency.WEEKLY, "weekdays": tuple(range(7)), "until": date(2027, 12, 31)}, "lebih dari 104"),
        ({"frequency": Frequency.WEEKLY, "until": date(9999, 12, 31)}, "lima tahun"),
        ({"frequency": Frequency.MONTHLY_DATE, "interval": 12, "count": 104}, "lima tahun"),
        ({"frequency": Frequency.WEEKLY, "until": FIRST}, "sesudah tanggal pertama"),
        ({"frequency": Frequency.WEEKLY, "interval": 0, "count": 3}, "antara 1 dan 12"),
        ({"frequency": Frequency.WEEKLY, "interval": 10**9, "count": 3}, "antara 1 dan 12"),
        ({"frequency": Frequency.WEEKLY, "weekdays": (9,), "count": 3}, "tidak dikenal"),
    ],
)
def test_a_rule_that_never_ends_or_explodes_is_refused(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        days(**values)


def test_as_many_dates_as_are_allowed_are_made() -> None:
    assert len(days(frequency=Frequency.WEEKLY, count=MOST_DATES)) == MOST_DATES


def test_the_last_of_its_name_in_a_month_is_known() -> None:
    assert [is_last(date(2027, 1, 28)), is_last(date(2027, 1, 21)), is_last(date(2027, 2, 22))] == [True, False, True]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"frequency": Frequency.WEEKLY, "weekdays": (1, 3)}, "Setiap pekan: Selasa, Kamis"),
        ({"frequency": Frequency.WEEKLY, "interval": 2}, "Setiap 2 pekan: Kamis"),
        ({"frequency": Frequency.MONTHLY_DATE}, "Setiap bulan: tanggal 14"),
        ({"frequency": Frequency.MONTHLY_NTH}, "Setiap bulan: Kamis ke-2"),
        ({"frequency": Frequency.MONTHLY_LAST}, "Setiap bulan: Kamis terakhir"),
    ],
)
def test_a_rule_in_words(values: dict[str, Any], expected: str) -> None:
    assert words(Rule(count=3, **values), FIRST, NAMES) == expected
