"""From "every Tuesday 9.00 to 12.00, 30 minutes each, four weeks" to appointments."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask

from webapp.errors import Refused
from webapp.events.consulting.hours import Hours, appointments

AT = datetime(2027, 1, 1, tzinfo=UTC)
TUESDAY = date(2027, 1, 5)


def hours(**values: Any) -> Hours:
    given: dict[str, Any] = {"first": TUESDAY, "starts": time(9), "ends": time(12), "minutes": 30, "weeks": 4} | values
    return Hours(**given)


def spans(**values: Any) -> list[tuple[datetime, datetime]]:
    return appointments(hours(**values), "Asia/Jakarta", at=AT)


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"minutes": 0}, "Satu janji temu antara 10 dan 240 menit."),
    ({"minutes": -30}, "Satu janji temu antara 10 dan 240 menit."),
    ({"minutes": 241}, "Satu janji temu antara 10 dan 240 menit."),
    ({"ends": time(8)}, "Jam selesai harus sesudah jam mulai."),
    ({"ends": time(9)}, "Jam selesai harus sesudah jam mulai."),
    ({"ends": time(9, 20)}, "Waktunya lebih pendek"),
    ({"weeks": 0}, "diulang 1 sampai 26 pekan"),
    ({"weeks": 10**6}, "diulang 1 sampai 26 pekan"),
    ({"weeks": 26, "ends": time(17), "minutes": 10}, "paling banyak 100"),
    ({"first": date(2027, 1, 1), "starts": time(1)}, "Jam pertama sudah lewat."),
    ({"first": date(9999, 12, 31)}, "di luar jangkauan kalender"),
    ({"first": date(1, 1, 1)}, "di luar jangkauan kalender"),
)


def test_four_tuesdays_of_three_hours_are_twenty_four_appointments(context: Flask) -> None:
    found = spans()

    assert len(found) == 24
    assert found[0] == (datetime(2027, 1, 5, 2, tzinfo=UTC), datetime(2027, 1, 5, 2, 30, tzinfo=UTC))
    assert found[-1] == (datetime(2027, 1, 26, 4, 30, tzinfo=UTC), datetime(2027, 1, 26, 5, tzinfo=UTC))
    # What is left at the end of a day is too short for one more.
    assert len(spans(ends=time(10, 59), minutes=40, weeks=1)) == 2


def test_hours_that_cannot_be_are_a_sentence(context: Flask) -> None:
    for wrong, said in WRONG:
        with pytest.raises(Refused, match=said):
            spans(**wrong)
