"""The first run: a key, an office, an account, and then never again."""

import threading

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.conftest import KEY
from webapp.accounts.models import User
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization, OrganizationKind
from webapp.errors import Refused
from webapp.operations.setting_up import FirstOffice, set_up, setup_key

ANSWERS = {
    "kind": "office",
    "name": "Diskominfosantik Provinsi Kalimantan Tengah",
    "region_code": "62.71",
    "place": "Palangka Raya",
    "letterhead": "PEMERINTAH PROVINSI KALIMANTAN TENGAH\r\nDISKOMINFOSANTIK",
    "signatory_title": "Kepala Dinas,",
    "signatory_name": "Nama Contoh",
    "user_name": "Panitia",
    "email": "Panitia@Kantor.go.id",
    "password": "kalimat yang mudah diingat",
}


def address(app: Flask) -> str:
    return f"/setup?key={setup_key(app.config['SETTINGS'])}"


def test_without_the_key_nothing_is_asked(client: FlaskClient) -> None:
    assert client.get("/setup").status_code == 403
    assert client.post("/setup?key=guess", data=ANSWERS).status_code == 403


def test_the_first_office_is_made_and_its_maker_signed_in(app: Flask, client: FlaskClient) -> None:
    answer = client.post(address(app), data=ANSWERS)

    assert answer.headers["Location"] == "/manage/events/new"
    assert client.get("/manage/events/new").status_code == 200
    with app.app_context():
        office = db.session.scalar(select(Organization))
        user = db.session.scalar(select(User))
        assert office is not None
        assert user is not None
        assert (office.letterhead.splitlines()[1], user.email) == ("DISKOMINFOSANTIK", "panitia@kantor.go.id")


def test_afterwards_the_page_leads_to_the_door(app: Flask, client: FlaskClient) -> None:
    client.post(address(app), data=ANSWERS)
    stranger = app.test_client()

    assert stranger.get(address(app)).headers["Location"] == "/sign-in"
    assert stranger.post(address(app), data=ANSWERS | {"email": "x@y.id"}).status_code == 409


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(app: Flask, client: FlaskClient) -> None:
    page = client.post(address(app), data=ANSWERS | {"password": "pendek", "email": "tanpa at"})

    assert page.status_code == 422
    assert "minimal 8 karakter" in page.text
    assert "Diskominfosantik Provinsi Kalimantan Tengah" in page.text


def test_two_who_set_up_at_once_make_one_account(app: Flask) -> None:
    assert KEY  # the key of this installation, known to both
    barrier = threading.Barrier(4)
    refusals: list[str] = []

    def one(n: int) -> None:
        with app.test_request_context():
            barrier.wait(timeout=20)
            try:
                set_up(_plan(n), at=now())
                db.session.commit()
            except Refused as refusal:
                refusals.append(refusal.sentence)
                db.session.rollback()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    with app.app_context():
        assert (db.session.scalar(select(func.count()).select_from(User)), len(refusals)) == (1, 3)


def _plan(n: int) -> FirstOffice:
    return FirstOffice(
        kind=OrganizationKind.OFFICE,
        name=f"Kantor {n}",
        region_code=None,
        place="",
        letterhead="",
        signatory_title="",
        signatory_name="",
        signatory_rank="",
        signatory_nip="",
        user_name="Panitia",
        email=f"panitia{n}@kantor.go.id",
        password="kalimat yang mudah diingat",
    )
