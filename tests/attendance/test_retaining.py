"""Contacts are forgotten a year after the last activity, names and attendance are not."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.factories import START, make_event, make_person, make_registration
from webapp.attendance.models import Person
from webapp.attendance.retaining import forget_contacts, months_before
from webapp.database import db

YEAR_LATER = START.replace(year=START.year + 1) + timedelta(hours=3)  # the event ended three hours after its start


def somebody(**values: str) -> Person:
    return make_person(**({"phone": "+6281250123456", "email": "dehen@contoh.id"} | values))


def contacts_of(person: Person) -> tuple[str, str]:
    db.session.refresh(person)
    return person.phone, person.email


def test_a_year_after_the_last_activity_the_contacts_are_gone(context: Flask) -> None:
    person = somebody()
    make_registration(make_event(), person=person)

    before = forget_contacts(at=YEAR_LATER - timedelta(seconds=1))
    after = forget_contacts(at=YEAR_LATER + timedelta(seconds=1))

    assert (before, after, contacts_of(person), person.name) == (0, 1, ("", ""), "Dehen")


def test_whoever_came_again_is_remembered(context: Flask) -> None:
    person = somebody()
    make_registration(make_event(), person=person)
    make_registration(make_event(start=START + timedelta(days=300)), person=person)

    assert forget_contacts(at=YEAR_LATER + timedelta(days=1)) == 0
    assert contacts_of(person)[0] == "+6281250123456"


def test_an_activity_of_open_end_counts_from_its_start(context: Flask) -> None:
    make_registration(make_event(dtend=None), person=somebody())

    assert forget_contacts(at=START.replace(year=START.year + 1) + timedelta(minutes=1)) == 1


@pytest.mark.parametrize(
    ("at", "earlier"),
    [((2027, 3, 10), (2026, 3, 10)), ((2028, 2, 29), (2027, 2, 28)), ((2027, 1, 31), (2026, 1, 31))],
)
def test_a_year_earlier_is_a_day_of_the_calendar(at: tuple[int, int, int], earlier: tuple[int, int, int]) -> None:
    assert months_before(datetime(*at, tzinfo=UTC)) == datetime(*earlier, tzinfo=UTC)
