"""An hour is taken by one person, and is free again the moment it is given back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.attendance.applying import an_application, at_once, unlocked
from tests.attendance.consulting.offers import hours_of, make_consultation, make_hours
from tests.counting import count_queries
from webapp.attendance.calendars.personal import personal_entries
from webapp.attendance.calendars.queries import together
from webapp.attendance.consulting.booking import book
from webapp.attendance.consulting.days import days, free_days
from webapp.attendance.models import Registration
from webapp.attendance.recapping.periods import Period
from webapp.attendance.recapping.queries import events as held
from webapp.attendance.registering import seating
from webapp.attendance.registering.cancelling import cancel
from webapp.clock import now
from webapp.database import db
from webapp.errors import Refused
from webapp.events.consulting import offering
from webapp.events.models import Event, Visibility

Stored = Callable[[Callable[[], Any]], Any]


def taken(event: Event, name: str = "Dehen") -> Registration:
    made = book(event, an_application(name), at=now())
    assert isinstance(made, Registration)
    return made


def test_who_takes_an_hour_leaves_the_other_to_the_next(context: Flask) -> None:
    consultation = make_consultation()
    first, second = hours_of(consultation)

    taken(first)

    assert [hour.event for day in free_days(consultation, at=now()) for hour in day.hours] == [second]
    with pytest.raises(Refused, match="baru saja diambil orang lain"):
        book(first, an_application("Sari"), at=now())


def test_an_hour_that_is_given_back_can_be_taken_at_once(context: Flask) -> None:
    consultation = make_consultation()
    event = hours_of(consultation)[0]
    first = taken(event)
    first.event = event

    cancel(first, at=now())

    assert taken(event, "Sari").status == "confirmed"


def test_the_same_form_sent_twice_is_one_appointment(context: Flask) -> None:
    event = hours_of(make_consultation())[0]
    sent = an_application(form_token="form:a")

    assert book(event, sent, at=now()) == book(event, sent, at=now())


def test_an_hour_that_has_begun_is_not_taken_any_more(context: Flask) -> None:
    event = hours_of(make_consultation())[0]

    with pytest.raises(Refused, match="sudah lewat"):
        book(event, an_application(), at=event.dtstart)


def test_a_blocked_hour_is_nobodys_until_it_is_opened_again(context: Flask) -> None:
    consultation = make_consultation()
    event = hours_of(consultation)[0]
    offering.block(event, at=now())
    with pytest.raises(Refused, match="baru saja diambil"):
        book(event, an_application(), at=now())

    offering.unblock(event, at=now())

    assert taken(event)


def test_an_hour_that_somebody_has_is_not_blocked(context: Flask) -> None:
    event = hours_of(make_consultation())[0]
    taken(event)

    with pytest.raises(Refused, match="Sudah 1 tempat terisi"):
        offering.block(event, at=now())


def test_hours_that_stand_already_are_not_added_again(context: Flask) -> None:
    consultation = make_consultation()
    with pytest.raises(Refused, match="bertumpuk"):
        offering.add(consultation, make_hours(), at=now())

    offering.add(consultation, make_hours(first=make_hours().first + timedelta(days=1)), at=now())

    assert [len(day.hours) for day in days(consultation, at=now())] == [2, 2]
    assert {one.visibility for one in hours_of(consultation)} == {Visibility.CONFIDENTIAL}


def test_the_days_cost_the_same_for_few_and_for_many(context: Flask) -> None:
    costs = []
    for weeks in (1, 8):
        consultation = make_consultation(weeks=weeks)
        for number, event in enumerate(hours_of(consultation)):
            taken(event, f"Orang {number}")
        with count_queries(db.engine) as counted:
            days(consultation, at=now())
        costs.append(len(counted))

    assert costs[0] == costs[1] <= 3


def test_a_calendar_says_when_and_nothing_of_what_it_is(context: Flask) -> None:
    event = hours_of(make_consultation())[0]
    made, begins = taken(event), event.dtstart
    db.session.expire_all()

    (entry,) = personal_entries(list(db.session.scalars(together(made))))

    assert (entry.dtstart, entry.summary, entry.location) == (begins, "Kegiatan tertutup", "")
    assert "hukum" not in entry.description


def test_an_hour_that_nobody_took_is_no_activity_of_a_recap(context: Flask) -> None:
    consultation = make_consultation()
    first, second = hours_of(consultation)
    taken(first)
    after = second.dtstart + timedelta(days=1)
    period = Period(now().date(), after.date(), "Asia/Jakarta")

    found = db.session.scalars(held(consultation.organization_id, period, at=after)).all()

    assert [one.id for one in found] == [first.id]


def ten_for_one_hour(app: Flask, stored: Stored, **how: bool) -> bool:
    """Whether of ten who press at the same instant exactly one has the hour, and nine were told."""
    event_id = stored(lambda: hours_of(make_consultation())[0]).id

    def press(number: int) -> Callable[[], Any]:
        return lambda: book(db.session.get_one(Event, event_id), an_application(f"Orang {number}"), at=now())

    results = at_once(app, [press(number) for number in range(10)], **how)
    won = [one for one in results if isinstance(one, Registration)]
    told = [one for one in results if isinstance(one, Refused) and one.reason == "taken"]
    return len(won) == 1 and len(told) == 9


def test_of_ten_who_press_at_once_one_has_the_hour(app: Flask, stored: Stored) -> None:
    assert ten_for_one_hour(app, stored)


def test_without_the_lock_the_hour_is_not_one_persons(
    app: Flask, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seating, "lock", unlocked)

    assert not ten_for_one_hour(app, stored, as_writers=False)
