"""A plan held on another day keeps its wall clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.events.plans import DAY, HOUR, START, make_plan
from webapp.errors import Refused
from webapp.events.plans import PlannedSession
from webapp.events.repeating.shifting import first_day, shifted

TWO_DAYS = (
    PlannedSession(id=7, dtstart=START, dtend=START + 3 * HOUR, title="Hari pertama"),
    PlannedSession(id=8, dtstart=START + DAY, dtend=None, title="Hari kedua"),
)


def test_every_session_moves_as_far_as_the_first_and_becomes_new() -> None:
    plan = shifted(make_plan(sessions=TWO_DAYS), date(2022, 4, 14))

    assert [one.dtstart for one in plan.sessions] == [START + 35 * DAY, START + 36 * DAY]
    assert [one.dtend for one in plan.sessions] == [START + 35 * DAY + 3 * HOUR, None]
    assert [(one.id, one.title) for one in plan.sessions] == [(None, "Hari pertama"), (None, "Hari kedua")]


def test_the_registration_window_keeps_its_distance() -> None:
    closes = START - 2 * HOUR

    plan = shifted(make_plan(registration_closes_at=closes), date(2022, 3, 17))

    assert plan.registration_closes_at == closes + timedelta(days=7)


def test_another_hour_moves_start_and_end_together() -> None:
    plan = shifted(make_plan(), date(2022, 3, 17), hour=time(13, 30))

    (session,) = plan.sessions
    assert session.dtstart == START + 7 * DAY + 4.5 * HOUR
    assert session.dtend == session.dtstart + 3 * HOUR


def test_nine_o_clock_stays_nine_where_clocks_change_in_between() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = PlannedSession(dtstart=datetime(2027, 3, 26, 9, tzinfo=berlin))

    (session,) = shifted(make_plan(tzid="Europe/Berlin", sessions=(before,)), date(2027, 4, 2)).sessions

    assert session.dtstart == datetime(2027, 4, 2, 9, tzinfo=berlin)
    assert session.dtstart - before.dtstart == timedelta(days=7, hours=-1)


def test_an_hour_that_the_new_day_does_not_have_is_refused() -> None:
    early = PlannedSession(dtstart=datetime(2027, 3, 21, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")))

    with pytest.raises(Refused, match="tidak ada pada hari itu"):
        shifted(make_plan(tzid="Europe/Berlin", sessions=(early,)), date(2027, 3, 28))


def test_the_first_day_is_that_of_the_events_own_clock() -> None:
    late = PlannedSession(dtstart=datetime(2022, 3, 9, 18, tzinfo=ZoneInfo("UTC")))  # 01.00 WIB of the tenth

    assert first_day(make_plan(sessions=(late,))) == date(2022, 3, 10)
