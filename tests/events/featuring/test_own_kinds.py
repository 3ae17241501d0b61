"""An organization schedules by its own names, with the habits of the kinds that are known."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.events.offices import Office, SignIn, event_of, form_of
from tests.factories import make_organization
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.errors import Refused
from webapp.events.featuring.models import OwnKind
from webapp.events.featuring.own_kinds import MOST, add


def test_an_own_kind_is_offered_and_shown_by_its_name(app: Flask, office: Office, sign_in: SignIn) -> None:
    client: FlaskClient = sign_in(office.people[GrantRole.ADMIN])
    path = f"/manage/organization/{office.organization}/kinds"

    made = client.post(path, data={"name": "Kelas Inspirasi", "kind": "workshop"})
    chosen = client.get("/manage/events/new").text
    form = client.get("/manage/events/new?kind=workshop&name=Kelas+Inspirasi").text
    client.post(
        "/manage/events/new",
        data=form_of(office, kind="workshop", kind_name="Kelas Inspirasi", summary="Menulis Berita"),
    )
    client.post("/manage/events/menulis-berita/publication")

    assert made.status_code == 303
    assert "name=Kelas+Inspirasi" in chosen or "name=Kelas%20Inspirasi" in chosen
    assert 'value="Kelas Inspirasi"' in form
    assert "Kelas Inspirasi" in app.test_client().get("/events/menulis-berita").text
    assert "Kelas Inspirasi" in app.test_client().get("/events/menulis-berita.ics").text
    assert event_of(app, "menulis-berita").kind == "workshop"


def test_a_kind_that_is_taken_away_stays_with_its_events(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.people[GrantRole.ADMIN])
    path = f"/manage/organization/{office.organization}/kinds"
    client.post(path, data={"name": "Kopi Darat", "kind": "diskusi"})
    client.post("/manage/events/new", data=form_of(office, kind_name="Kopi Darat", summary="Temu KIM"))
    with app.app_context():
        kind_id = db.session.scalars(select(OwnKind.id)).one()

    client.post(f"{path}/{kind_id}/delete")

    assert "Kopi Darat" not in client.get("/manage/events/new").text
    assert event_of(app, "temu-kim").kind_name == "Kopi Darat"


@pytest.mark.parametrize(
    ("name", "kind", "sentence"),
    [
        (" ", "diskusi", "Tuliskan nama"),
        ("A" * 61, "diskusi", "Tuliskan nama"),
        ("A\x00", "diskusi", "Tuliskan nama"),
        ("webinar", "diskusi", "sudah ada"),
        ("Baru", "pesta", "tidak dikenal"),
    ],
)
def test_a_name_that_cannot_be_is_refused(context: Flask, name: str, kind: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        add(make_organization(), name=name, kind=kind)


def test_a_name_is_used_once_and_the_list_has_an_end(context: Flask) -> None:
    organization = make_organization()
    for number in range(MOST):
        add(organization, name=f"Jenis {number}", kind="diskusi")

    with pytest.raises(Refused, match="paling banyak"):
        add(organization, name="Satu lagi", kind="diskusi")
    db.session.add(OwnKind(organization_id=organization.id, name="Jenis 0", kind="dialog"))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_second_of_one_name_is_said_at_its_field(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.people[GrantRole.ADMIN])
    path = f"/manage/organization/{office.organization}/kinds"
    client.post(path, data={"name": "Kopi Darat", "kind": "diskusi"})

    again = client.post(path, data={"name": "Kopi Darat", "kind": "diskusi"})

    assert (again.status_code, "sudah ada dalam daftar" in again.text) == (422, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_an_administrator_adds_kinds(office: Office, sign_in: SignIn, method: str) -> None:
    for person in (office.stranger, office.people[GrantRole.COMMITTEE]):
        answer = getattr(sign_in(person), method)(f"/manage/organization/{office.organization}/kinds")

        assert answer.status_code == 404
