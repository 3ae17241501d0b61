"""Holidays and hours of prayer, on the wall clock of the event."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from webapp.events.clashing.days import holiday_name, remarks
from webapp.web.saying import speaking


def told(start: str, end: str, tzid: str = "Asia/Jakarta") -> list[str]:
    zone = ZoneInfo(tzid)
    return list(
        remarks(
            datetime.fromisoformat(start).replace(tzinfo=zone), datetime.fromisoformat(end).replace(tzinfo=zone), tzid
        )
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),
        (date(2027, 3, 8), "Hari Suci Nyepi"),
        (date(2027, 3, 12), "Cuti Bersama Hari Raya Idul Fitri"),
        (date(2026, 12, 24), "Cuti Bersama Hari Raya Natal"),
        (date(2026, 11, 25), ""),
        (date(2199, 12, 31), ""),
    ],
)
def test_public_and_joint_holidays_are_known_by_name(day: date, name: str) -> None:
    assert holiday_name(day) == name


def test_friday_prayers_concern_what_meets_them() -> None:
    friday = "2026-11-27T"

    assert told(f"{friday}10:00", f"{friday}11:00") == []
    assert told(f"{friday}13:30", f"{friday}15:00") == []
    assert told(f"{friday}10:00", f"{friday}11:30") == ["Jumat pukul 11.00–13.30 adalah waktu salat Jumat."]


def test_sunday_morning_is_for_church_and_the_afternoon_is_free() -> None:
    assert told("2026-11-29T09:00", "2026-11-29T11:00") == ["Minggu pagi banyak warga beribadah di gereja."]
    assert told("2026-11-29T14:00", "2026-11-29T16:00") == []


def test_the_days_are_those_of_the_events_own_clock() -> None:
    in_wit = ZoneInfo("Asia/Jayapura")
    start, end = datetime(2026, 8, 17, 0, 30, tzinfo=in_wit), datetime(2026, 8, 17, 1, 0, tzinfo=in_wit)

    assert len(list(remarks(start, end, "Asia/Jayapura"))) == 1
    assert list(remarks(start, end, "Asia/Jakarta")) == []  # still the sixteenth in Jakarta


def test_an_event_until_midnight_does_not_touch_the_next_day() -> None:
    assert told("2026-08-16T20:00", "2026-08-17T00:00") == []


def test_holidays_have_english_names_too(app: object) -> None:
    with app.test_request_context(), speaking("en"):  # type: ignore[attr-defined]
        assert holiday_name(date(2026, 12, 25)) == "Christmas Day"
