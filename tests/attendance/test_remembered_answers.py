"""A device offers again what it answered for the same name; another name on the same phone is asked anew."""

import base64

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.pages import Stored, coming, managing_path, registered_ticket
from webapp.attendance.models import Registration
from webapp.database import db

GIVEN = {"gender": "P", "age_group": "31_45", "occupation": "petani", "position": "Ketua KIM"}


def test_the_four_answers_are_offered_again_to_the_same_name_alone(
    app: Flask, client: FlaskClient, stored: Stored
) -> None:
    for slug in ("satu", "dua"):
        stored(lambda slug=slug: coming(slug=slug))  # type: ignore[misc]
    ticket = client.get(registered_ticket(client, "satu", name="Siti"))
    client.post(f"{managing_path(ticket)}/details", data=GIVEN)

    same = client.get(registered_ticket(client, "dua", name="siti"))
    other = client.get(registered_ticket(client, "dua", name="Dehen", phone="", has_no_phone="y"))

    assert "Diisi seperti pendaftaran sebelumnya" in same.text and 'value="Ketua KIM"' in same.text
    assert "Diisi seperti" not in other.text and 'value="Ketua KIM"' not in other.text
    with app.app_context():
        assert sorted(db.session.scalars(select(Registration.position))) == ["", "", "Ketua KIM"]


def test_a_forgetful_device_and_a_broken_cookie_offer_nothing(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: coming(slug="satu"))
    path = registered_ticket(client, "satu", name="Siti")
    client.post("/tickets/forgotten")
    assert client.get_cookie("answers") is None

    for cookie in ("%%%", base64.urlsafe_b64encode(b"[1]").decode(), base64.urlsafe_b64encode(b"[" * 900).decode()):
        client.set_cookie("answers", cookie)
        assert client.get(path).status_code == 200
