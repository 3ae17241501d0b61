"""Contacts are forgotten a year after the last activity, names and attendance are not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import START, make_event, make_organization, make_person, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Person
from webapp.audit.models import ActorKind, AuditEntry
from webapp.database import db
from webapp.privacy.erasing.noting import note_night
from webapp.privacy.retaining.cutoffs import months_before
from webapp.privacy.retaining.forgetting_due import forget_contacts as forget
from webapp.privacy.retaining.forgetting_due import forget_people
from webapp.privacy.retaining.models import RetentionRule

YEAR_LATER = START.replace(year=START.year + 1) + timedelta(hours=3)  # the event ended three hours after its start


def somebody(**values: str) -> Person:
    return make_person(**({"phone": "+6281250123456", "email": "dehen@contoh.id"} | values))


def forget_contacts(*, at: datetime) -> int:
    return forget(at=at).contacts


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
    assert months_before(datetime(*at, tzinfo=UTC), 12) == datetime(*earlier, tzinfo=UTC)


def test_an_office_forgets_earlier_than_it_promised(context: Flask) -> None:
    office = make_organization()
    db.session.add(RetentionRule(organization_id=office.id, contact_months=3))
    early, usual = somebody(), somebody()
    make_registration(make_event(organization=office), person=early)
    make_registration(make_event(), person=usual)

    forget_contacts(at=START + timedelta(days=100))

    assert (contacts_of(early)[0], contacts_of(usual)[0]) == ("", "+6281250123456")


def test_whoever_came_to_another_office_is_kept_by_it(context: Flask) -> None:
    office = make_organization()
    db.session.add(RetentionRule(organization_id=office.id, contact_months=1))
    person = somebody()
    make_registration(make_event(organization=office), person=person)
    make_registration(make_event(), person=person)

    assert forget_contacts(at=START + timedelta(days=100)) == 0


def test_names_go_after_the_years_an_office_has_set(context: Flask) -> None:
    office = make_organization()
    db.session.add(RetentionRule(organization_id=office.id, name_years=2))
    due = make_registration(make_event(organization=office), person=somebody())
    kept = make_registration(make_event(), person=somebody())

    later = START.replace(year=START.year + 2) + timedelta(hours=4)
    run = forget(at=later)
    erasures = forget_people(run, at=later)

    assert (run.persons, [one.registration_ref for one in erasures]) == (1, [due.ref])
    assert (due.person.name, kept.person.name) == ("(dihapus)", "Dehen")
    assert forget_people(run, at=later + timedelta(days=300)) == []


def test_a_night_that_forgot_somebody_is_written_down_and_an_idle_one_is_not(context: Flask) -> None:
    make_registration(make_event(), person=somebody())
    late = YEAR_LATER + timedelta(days=1)

    for _night in range(2):
        note_night(forget(at=late), at=late)

    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "retention.ran"))
    assert (entry.actor_kind, entry.after) == (ActorKind.SYSTEM, {"contacts": 1, "persons": 0})


def test_the_page_tells_what_is_next_and_takes_only_what_was_promised(
    stored: Callable[[Callable[[], Any]], Any], sign_in: Callable[[int], FlaskClient]
) -> None:
    admin: int = stored(lambda: make_user(make_organization(slug="kantor"), GrantRole.ADMIN).id)
    client = sign_in(admin)

    page = client.get("/manage/privacy/retention")
    longer = client.post("/manage/privacy/retention/kantor", data={"contact_months": "13"})
    shorter = client.post("/manage/privacy/retention/kantor", data={"contact_months": "6", "name_years": "5"})

    assert "kontak 0 orang dihapus" in page.text
    assert (longer.status_code, shorter.status_code) == (422, 303)
    assert 'value="6"' in client.get("/manage/privacy/retention").text
    assert client.post("/manage/privacy/retention/lain", data={"contact_months": "6"}).status_code == 404
