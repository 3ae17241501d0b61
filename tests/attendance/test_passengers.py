"""The passenger list of a journey."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.counting import count_queries
from tests.events.offices import Office, SignIn, Stored, stored_event
from tests.factories import make_event, make_person, make_registration
from webapp.accounts.models import GrantRole
from webapp.attendance.models import RegistrationStatus
from webapp.attendance.passengers.listing import EMERGENCY, ask_for_emergency_contact, passengers
from webapp.attendance.questions.models import Answer, Question
from webapp.audit.models import AuditEntry
from webapp.clock import now
from webapp.database import db
from webapp.events.models import Event, Mode


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


def journey() -> Event:
    return make_event(kind="widyawisata")


def test_who_has_a_place_travels_by_name(context: Flask) -> None:
    event = journey()
    make_registration(event, person=make_person("Sari", phone="+6281250123456"), affiliation="KIM Harati")
    make_registration(event, name="Dehen")
    make_registration(event, name="Daring", mode=Mode.ONLINE)
    make_registration(event, name="Menunggu", status=RegistrationStatus.WAITING)

    assert [(one.name, one.phone, one.affiliation) for one in passengers(event)] == [
        ("Dehen", "", ""),
        ("Sari", "+6281250123456", "KIM Harati"),
    ]


def test_the_emergency_contact_is_asked_once_and_shown_with_its_passenger(context: Flask) -> None:
    event = journey()
    ask_for_emergency_contact(event, at=now())
    ask_for_emergency_contact(event, at=now())
    question = db.session.scalars(select(Question)).one()
    registration = make_registration(event)
    db.session.add(Answer(registration_id=registration.id, question_id=question.id, value="Ibu, 0812"))
    db.session.flush()

    assert (question.label, question.is_required, question.mode) == (EMERGENCY, True, Mode.IN_PERSON)
    assert [one.emergency for one in passengers(event)] == ["Ibu, 0812"]


def test_the_list_costs_the_same_for_one_and_for_many(context: Flask) -> None:
    event, costs = journey(), []
    for many in (1, 20):
        for number in range(many):
            make_registration(event, name=f"Orang {many}-{number}")
        with count_queries(db.engine) as counted:
            passengers(event)
        costs.append(len(counted))

    assert costs[0] == costs[1] <= 3


def of_kind(slug: str, kind: str) -> None:
    stored_event(slug).kind = kind


def test_the_page_is_for_journeys_and_its_reading_is_noted(
    app: Flask, stored: Stored, office: Office, sign_in: SignIn
) -> None:
    client: FlaskClient = sign_in(office.people[GrantRole.COMMITTEE])
    path = f"/manage/events/{office.published}/passengers"
    other = client.get(path).status_code
    stored(lambda: of_kind(office.published, "widyawisata"))
    stored(lambda: make_registration(stored_event(office.published)))

    page = client.get(path).text
    client.post(f"{path}/emergency-contact")

    assert other == 404
    assert "Dehen" in page
    assert "Tanyakan pada formulir" in page
    assert "Tanyakan pada formulir" not in client.get(path).text
    with app.app_context():
        assert "passengers.viewed" in db.session.scalars(select(AuditEntry.act)).all()


def test_a_viewer_reads_no_telephones(stored: Stored, office: Office, sign_in: SignIn) -> None:
    stored(lambda: of_kind(office.published, "widyawisata"))

    assert (
        sign_in(office.people[GrantRole.VIEWER]).get(f"/manage/events/{office.published}/passengers").status_code == 404
    )
