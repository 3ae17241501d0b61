"""The page that is passed on never shows a name, and stands in nothing public; the officer sees who comes."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.attendance.consulting.offers import TITLE, first_hour, make_consultation, make_hours
from tests.events.offices import Office, SignIn
from webapp.accounts.models import GrantRole
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.consulting.models import Appointment, Consultation

Stored = Callable[[Callable[[], Any]], Any]
WHO = {"name": "Dehen Rahasia", "phone": "0812 3456 7890", "region": "62.71", "consent": "y"}


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    stored(lambda: make_consultation(db.session.get_one(Organization, made.organization_id)))
    return made


@pytest.fixture
def address(app: Flask, office: Office) -> str:
    with app.app_context():
        return f"/consultations/{db.session.scalars(select(Consultation.code)).one()}"


@pytest.fixture
def hour(app: Flask, address: str) -> str:
    with app.app_context():
        return f"{address}/{first_hour()}"


def take(client: FlaskClient, hour: str, **values: str) -> Any:
    return client.post(hour, data=WHO | values)


def test_who_takes_an_hour_has_a_ticket_and_the_page_shows_no_name(
    client: FlaskClient, address: str, hour: str
) -> None:
    before = client.get(address).text
    answer = take(client, hour)
    after = client.get(address)

    assert answer.status_code == 303 and "/T/" in answer.headers["Location"]
    assert (before.count('class="hour"'), after.text.count('class="hour"')) == (2, 1)
    assert "Dehen" not in after.text
    assert (after.headers["X-Robots-Tag"], after.headers["Cache-Control"]) == ("noindex", "no-store")


def test_whoever_tries_names_on_a_taken_hour_learns_nothing(client: FlaskClient, hour: str) -> None:
    take(client, hour)
    client.get("/")  # shows the thanks

    same, other = take(client, hour), take(client, hour, name="Orang Lain")

    assert (same.status_code, other.status_code) == (409, 409)
    assert same.text == other.text
    assert "baru saja diambil" in other.text
    assert client.get(hour).status_code == 409


def test_a_wrong_form_keeps_what_was_typed_and_says_what_is_missing(client: FlaskClient, hour: str) -> None:
    answer = take(client, hour, consent="", name="Dehen <b>")

    assert answer.status_code == 422
    assert "Dehen &lt;b&gt;" in answer.text
    assert "Tanpa persetujuan ini" in answer.text


def test_nothing_of_it_stands_where_anybody_looks(client: FlaskClient, address: str, hour: str) -> None:
    take(client, hour)

    for path in ("/", "/events", "/events?q=hukum", "/calendar.ics", "/sitemap.xml", "/embed/events", "/api/v1/events"):
        text = client.get(path).text
        assert TITLE not in text and "janji-" not in text, path
    assert client.get(f"{address}x").status_code == 404
    assert client.get("/consultations/aaaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 404
    assert client.get(f"{address}/999999").status_code == 404


def test_the_officer_sees_who_comes_and_that_is_noted(
    app: Flask, office: Office, sign_in: SignIn, client: FlaskClient, hour: str
) -> None:
    take(client, hour)
    page = sign_in(office.people[GrantRole.COMMITTEE]).get("/manage/consultations/1")

    assert "Dehen Rahasia" in page.text and "wa.me" in page.text
    assert "1 dari 2 jam terisi" in page.text
    with app.app_context():
        assert "consultation.viewed" in db.session.scalars(select(AuditEntry.act)).all()


def test_the_list_of_the_office_holds_one_line_for_all_hours(office: Office, sign_in: SignIn) -> None:
    page = sign_in(office.people[GrantRole.COMMITTEE]).get("/manage").text

    assert page.count(TITLE) == 1
    assert "0 dari 2 janji temu terisi" in page


def test_a_stranger_finds_nothing(office: Office, sign_in: SignIn, app: Flask) -> None:
    client = sign_in(office.stranger)
    with app.app_context():
        event_id = first_hour()

    assert client.get("/manage/consultations/1").status_code == 404
    for rest in ("hours", f"hours/{event_id}/block", f"hours/{event_id}/block/removal", "closure", "closure/removal"):
        assert client.post(f"/manage/consultations/1/{rest}").status_code == 404


def test_an_officer_opens_hours_blocks_one_and_closes_the_page(
    app: Flask, office: Office, sign_in: SignIn, address: str, hour: str
) -> None:
    client = sign_in(office.people[GrantRole.COMMITTEE])
    event_id = hour.rpartition("/")[2]
    form = {"organization": office.organization, "summary": "Advokasi keluarga", "mode": "in_person"}
    form |= {"first": make_hours().first.isoformat(), "starts": "9.00", "ends": "12.00", "minutes": "30", "weeks": "4"}

    assert client.post("/manage/consultations", data=form).status_code == 422  # no place
    assert client.post("/manage/consultations", data=form | {"venue": "Ruang 1", "weeks": "1000000"}).status_code == 422
    assert client.post("/manage/consultations", data=form | {"venue": "Ruang 1"}).status_code == 303
    client.post(f"/manage/consultations/1/hours/{event_id}/block")
    assert client.get(address).text.count('class="hour"') == 1
    client.post(f"/manage/consultations/1/hours/{event_id}/block/removal")
    assert client.get(address).text.count('class="hour"') == 2
    client.post("/manage/consultations/1/closure")
    assert "sudah ditutup" in client.get(address).text
    assert client.get(hour).status_code == 409  # no form whose button would refuse
    assert take(client, hour).status_code == 409
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Appointment)) == 2 + 24
