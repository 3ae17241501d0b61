"""Behind the managing link: every GET is harmless, every change is a POST of its owner."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.pages import Stored, coming, managing_path, registered_ticket
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.database import db
from webapp.events.models import Event, Mode, Seats


@pytest.fixture
def event(stored: Stored) -> Event:
    made: Event = stored(lambda: coming(in_person=1, online=1))
    return made


@pytest.fixture
def path(client: FlaskClient, event: Event) -> str:
    """The managing link of Dehen, who has the one place in the hall."""
    return managing_path(client.get(registered_ticket(client, event.slug)))


def only(app: Flask, name: str = "Dehen") -> Registration:
    with app.app_context():
        found = db.session.scalars(select(Registration).where(Registration.person.has(name=name)))
        return found.one()


def taken(app: Flask) -> dict[Mode, int]:
    with app.app_context():
        return {seats.mode: seats.taken for seats in db.session.scalars(select(Seats))}


def test_opening_the_link_changes_nothing(app: Flask, client: FlaskClient, path: str) -> None:
    for scanner in (client, app.test_client()):
        for _ in range(2):
            assert scanner.get(path).status_code == 200
    assert client.head(path).status_code == 200

    assert only(app).status == RegistrationStatus.CONFIRMED


def test_changes_do_not_answer_to_get(client: FlaskClient, path: str) -> None:
    assert [client.get(path + end).status_code for end in ("/cancellation", "/mode", "/details")] == [405] * 3


def test_another_device_that_opens_the_link_knows_the_ticket(app: Flask, path: str) -> None:
    phone = app.test_client()

    phone.get(path)

    assert "Mekanisme Pembentukan Forum KIM" in phone.get("/tickets").text


def test_cancelling_frees_the_place_and_says_so(app: Flask, client: FlaskClient, path: str) -> None:
    answer = client.post(f"{path}/cancellation", follow_redirects=True)

    assert "Pendaftaran sudah dibatalkan." in answer.text
    assert (only(app).status, taken(app)[Mode.IN_PERSON]) == (RegistrationStatus.CANCELLED, 0)


def test_cancelling_twice_is_harmless(client: FlaskClient, path: str) -> None:
    assert [client.post(f"{path}/cancellation").status_code for _ in range(2)] == [303, 303]


def test_switching_moves_the_place(app: Flask, client: FlaskClient, path: str) -> None:
    page = client.post(f"{path}/mode", data={"mode": "online"}, follow_redirects=True)

    assert "Cara ikut sudah diganti: daring." in page.text
    assert (only(app).mode, taken(app)) == (Mode.ONLINE, {Mode.IN_PERSON: 0, Mode.ONLINE: 1})


def test_switching_to_a_full_mode_is_refused_with_a_sentence(
    app: Flask, client: FlaskClient, event: Event, path: str
) -> None:
    registered_ticket(client, event.slug, name="Mariani", mode="online")

    answer = client.post(f"{path}/mode", data={"mode": "online"})

    assert answer.status_code == 409
    assert "Tempat daring sudah penuh." in answer.text
    assert only(app).mode == Mode.IN_PERSON


def test_who_waits_is_offered_the_screen(app: Flask, client: FlaskClient, event: Event, path: str) -> None:
    waiting = managing_path(client.get(registered_ticket(client, event.slug, name="Mariani")))

    assert "Pindah ke daring" in client.get(waiting).text
    client.post(f"{waiting}/mode", data={"mode": "online"})

    assert only(app, "Mariani").status == RegistrationStatus.CONFIRMED


@pytest.mark.parametrize("mode", ["", "flying", "hybrid"])
def test_a_mode_that_does_not_exist_is_a_bad_request(client: FlaskClient, path: str, mode: str) -> None:
    assert client.post(f"{path}/mode", data={"mode": mode}).status_code == 400


def test_the_four_answers_are_kept(app: Flask, client: FlaskClient, path: str) -> None:
    answers = {"gender": "L", "age_group": "31_45", "occupation": "petani", "position": "Ketua KIM"}

    page = client.post(f"{path}/details", data=answers, follow_redirects=True)

    made = only(app)
    assert "Isian sudah kami simpan." in page.text
    assert {name: getattr(made, name) for name in answers} == answers


def test_an_answer_can_be_taken_back(app: Flask, client: FlaskClient, path: str) -> None:
    client.post(f"{path}/details", data={"gender": "P", "age_group": "", "occupation": "", "position": ""})
    client.post(f"{path}/details", data={"gender": "", "age_group": "", "occupation": "", "position": ""})

    assert only(app).gender == ""


@pytest.mark.parametrize(
    "wrong", [{"gender": "X"}, {"age_group": "tua"}, {"occupation": "raja"}, {"position": "K" * 40_000}]
)
def test_answers_that_are_not_offered_are_refused(
    app: Flask, client: FlaskClient, path: str, wrong: dict[str, Any]
) -> None:
    answers = {"gender": "", "age_group": "", "occupation": "", "position": ""} | wrong

    answer = client.post(f"{path}/details", data=answers)

    assert (answer.status_code, only(app).gender) == (422, "")


@pytest.mark.parametrize("odd", ["a" * 42, "pendek", "%00", "A" * 42])
def test_a_wrong_secret_opens_nothing(client: FlaskClient, path: str, odd: str) -> None:
    ref = path.removeprefix("/registrations/")[:16]

    for secret in (odd, ref + "a" * 26):
        assert client.get(f"/registrations/{secret}").status_code == 404
        assert client.post(f"/registrations/{secret}/cancellation").status_code == 404


def test_a_forged_request_cancels_nothing(app: Flask, client: FlaskClient, path: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True

    answer = app.test_client().post(f"{path}/cancellation")

    assert (answer.status_code, only(app).status) == (400, RegistrationStatus.CONFIRMED)
