"""Passkeys: made, named, taken off; alone at the door or beside the password; and every answer that is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.accounts.authenticator import ORIGIN, PRESENT, Authenticator
from tests.factories import PASSWORD, make_organization, make_user
from webapp import clock
from webapp.accounts import passwords
from webapp.accounts.models import GrantRole, User
from webapp.accounts.passkeys import addressing, challenging
from webapp.accounts.passkeys.models import Passkey
from webapp.accounts.second_factor import demanding
from webapp.database import db

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
EMAIL = "panitia@kantor.id"


@pytest.fixture(autouse=True)
def named_address(app: Flask) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], public_url=ORIGIN)


@pytest.fixture
def account(stored: Stored) -> int:
    made: int = stored(lambda: make_user(email=EMAIL, password_hash=passwords.hash_password(PASSWORD)).id)
    return made


def asked(client: FlaskClient, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(path).data)
    return found


def add(client: FlaskClient, device: Authenticator, *, origin: str = ORIGIN, **values: str) -> Any:
    answer = device.make(asked(client, "/account/passkeys/options"), origin=origin)
    return client.post("/account/passkeys", data={"name": "HP", "current": PASSWORD, "credential": answer} | values)


@pytest.fixture
def device(app: Flask, account: int, sign_in: SignIn) -> Authenticator:
    """A passkey that the account has, on a browser that has signed out since."""
    made = Authenticator()
    client = sign_in(account)
    assert add(client, made).status_code == 200
    client.post("/sign-out")
    return made


def prove(client: FlaskClient, device: Authenticator, *, origin: str = ORIGIN) -> Any:
    answer = device.prove(asked(client, "/sign-in/passkey/options"), origin=origin)
    return client.post("/sign-in/passkey", data={"credential": answer, "next": "/account"})


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def passkeys(app: Flask) -> list[Passkey]:
    with app.app_context():
        return list(db.session.scalars(select(Passkey).order_by(Passkey.id)))


def test_a_passkey_opens_the_account_without_a_password(app: Flask, device: Authenticator, client: FlaskClient) -> None:
    answer = prove(client, device)

    assert (answer.status_code, answer.location) == (302, "/account")
    assert is_in(client)
    assert passkeys(app)[0].used_at is not None


def test_the_first_one_comes_with_recovery_codes_the_second_without(app: Flask, account: int, sign_in: SignIn) -> None:
    client = sign_in(account)

    first, second = add(client, Authenticator()), add(client, Authenticator(), name="Laptop")

    assert (first.status_code, second.status_code) == (200, 303)
    assert "HP" in client.get("/account/passkeys").text
    assert [one.name for one in passkeys(app)] == ["HP", "Laptop"]


def test_after_the_password_it_is_the_second_proof(app: Flask, device: Authenticator, client: FlaskClient) -> None:
    door = client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD, "next": "/account"})
    half = is_in(client)
    options = asked(client, "/sign-in/passkey/options")
    answer = client.post("/sign-in/passkey", data={"credential": device.prove(options)})

    assert (door.location, half) == ("/sign-in/code", False)
    assert len(options["allowCredentials"]) == 1
    assert (answer.location, is_in(client)) == ("/account", True)


def test_another_accounts_passkey_is_no_second_proof(
    app: Flask, stored: Stored, device: Authenticator, client: FlaskClient
) -> None:
    stored(lambda: make_user(email="lain@kantor.id", password_hash=passwords.hash_password(PASSWORD)))
    other = app.test_client()
    other.post("/sign-in", data={"email": "lain@kantor.id", "password": PASSWORD})
    add(other, Authenticator())
    other.post("/sign-out")
    other.post("/sign-in", data={"email": "lain@kantor.id", "password": PASSWORD})

    answer = prove(other, device)

    assert (answer.status_code, is_in(other)) == (422, False)


@pytest.mark.parametrize("origin", ["http://localhost:8001", "https://localhost:8000", "https://jahat.example"])
def test_a_page_of_another_origin_gets_in_nowhere(
    app: Flask, account: int, device: Authenticator, sign_in: SignIn, origin: str
) -> None:
    proof = prove(app.test_client(), device, origin=origin)
    adding = add(sign_in(account), Authenticator(), origin=origin)

    assert (proof.status_code, adding.status_code) == (422, 422)
    assert len(passkeys(app)) == 1


def test_an_answer_that_was_heard_cannot_be_sent_again(app: Flask, device: Authenticator, client: FlaskClient) -> None:
    answer = device.prove(asked(client, "/sign-in/passkey/options"))

    first, replayed = (app.test_client().post("/sign-in/passkey", data={"credential": answer}) for _ in range(2))

    assert (first.status_code, replayed.status_code) == (302, 422)


def test_an_answer_to_making_one_cannot_be_sent_again(app: Flask, account: int, sign_in: SignIn) -> None:
    client, device = sign_in(account), Authenticator()
    answer = device.make(asked(client, "/account/passkeys/options"))
    body = {"name": "HP", "current": PASSWORD, "credential": answer}
    client.post("/account/passkeys", data=body)
    client.post(f"/account/passkeys/{passkeys(app)[0].id}/removal", data={"current": PASSWORD})

    assert client.post("/account/passkeys", data=body).status_code == 422
    assert passkeys(app) == []


def test_a_copied_key_shows_by_its_count(app: Flask, device: Authenticator, client: FlaskClient) -> None:
    device.count = 9
    assert prove(client, device).status_code == 302
    device.count = 9

    assert prove(app.test_client(), device).status_code == 422


def test_a_key_that_does_not_count_is_taken_each_time(app: Flask, account: int, sign_in: SignIn) -> None:
    silent = Authenticator()
    silent.count = 0
    add(sign_in(account), silent)

    codes = []
    for _time in range(2):
        silent.count = 0
        codes.append(prove(app.test_client(), silent).status_code)

    assert codes == [302, 302]


def test_without_finger_face_or_pin_it_is_only_one_proof_and_refused(
    app: Flask, account: int, device: Authenticator, sign_in: SignIn
) -> None:
    device.flags = PRESENT
    careless = Authenticator()
    careless.flags = PRESENT

    assert prove(app.test_client(), device).status_code == 422
    assert add(sign_in(account), careless).status_code == 422


def test_somebody_elses_signature_is_refused(app: Flask, device: Authenticator, client: FlaskClient) -> None:
    thief = Authenticator()
    thief.id, thief.count = device.id, 50

    assert prove(client, thief).status_code == 422


def test_a_challenge_of_our_own_making_only_and_only_for_its_purpose_and_hour(context: Flask) -> None:
    at = clock.now()
    made = challenging.new(challenging.SIGN_IN, at=at)
    forged = made[:-1] + bytes([made[-1] ^ 1])

    standing = [
        challenging.is_standing(made, challenging.SIGN_IN, at=at),
        challenging.is_standing(made, challenging.registering(1), at=at),
        challenging.is_standing(forged, challenging.SIGN_IN, at=at),
        challenging.is_standing(b"", challenging.SIGN_IN, at=at),
        challenging.is_standing(made, challenging.SIGN_IN, at=at + challenging.LIFETIME + timedelta(seconds=1)),
    ]

    assert standing == [True, False, False, False, False]


def test_a_passkey_for_one_account_is_never_added_to_another(app: Flask, stored: Stored, account: int) -> None:
    stored(lambda: make_user(email="lain@kantor.id", password_hash=passwords.hash_password(PASSWORD)))
    clients = []
    for email in (EMAIL, "lain@kantor.id"):
        clients.append(app.test_client())
        clients[-1].post("/sign-in", data={"email": email, "password": PASSWORD})
    answer = Authenticator().make(asked(clients[0], "/account/passkeys/options"))

    body = {"name": "HP", "current": PASSWORD, "credential": answer}
    assert clients[1].post("/account/passkeys", data=body).status_code == 422


@pytest.mark.parametrize("credential", ["", "{}", "null", "[]", '{"id": 5}', "x" * 30_000, '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"","signature":""}}'])  # fmt: skip  # noqa: E501
def test_what_is_no_answer_is_refused_with_a_sentence(
    app: Flask, account: int, sign_in: SignIn, credential: str
) -> None:
    at_the_door = app.test_client().post("/sign-in/passkey", data={"credential": credential})
    inside = sign_in(account).post(
        "/account/passkeys", data={"name": "HP", "current": PASSWORD, "credential": credential}
    )

    assert (at_the_door.status_code, inside.status_code) == (422, 422)
    assert "Kunci sandi ini tidak dikenal di sini" in at_the_door.text


def test_the_password_guards_adding_and_removing(app: Flask, account: int, sign_in: SignIn) -> None:
    client = sign_in(account)
    wrong = add(client, Authenticator(), current="salah sama sekali")
    add(client, Authenticator())
    path = f"/account/passkeys/{passkeys(app)[0].id}"

    removal = client.post(f"{path}/removal", data={"current": "salah sama sekali"})
    renamed = client.post(f"{path}/name", data={"name": "Kunci kantor"})

    assert (wrong.status_code, removal.status_code, renamed.status_code) == (422, 422, 303)
    assert [one.name for one in passkeys(app)] == ["Kunci kantor"]
    assert client.post(f"{path}/removal", data={"current": PASSWORD}).status_code == 303
    assert passkeys(app) == []


def test_strangers_find_no_passkey(app: Flask, stored: Stored, device: Authenticator, sign_in: SignIn) -> None:
    path = f"/account/passkeys/{passkeys(app)[0].id}"
    stranger = sign_in(stored(lambda: make_user().id))

    answers = [stranger.get(path), stranger.post(f"{path}/name", data={"name": "X"}), stranger.post(f"{path}/removal")]

    assert [answer.status_code for answer in answers] == [404] * 3


def test_a_disabled_account_stays_shut(app: Flask, stored: Stored, account: int, device: Authenticator) -> None:
    def close() -> None:
        db.session.get_one(User, account).disabled_at = clock.now()

    stored(close)

    assert prove(app.test_client(), device).status_code == 422


def test_an_office_that_demands_a_second_proof_takes_a_passkey(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    def demanded() -> int:
        office = make_organization()
        user = make_user(office, GrantRole.ADMIN, password_hash=passwords.hash_password(PASSWORD))
        demanding.demand(office.id, by=user, at=clock.now())
        return user.id

    client = sign_in(stored(demanded))
    before = client.get("/manage/events/new")
    add(client, Authenticator())

    assert before.location == "/account/second-factor"
    assert client.get("/manage/events/new").status_code == 200


@pytest.mark.parametrize(
    ("url", "party", "sentence"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1", "http://localhost:8000"),
        ("https://10.0.0.5", "10.0.0.5", "berupa angka"),
        ("http://kim.kalteng.go.id", "kim.kalteng.go.id", "https"),
        ("https://kim.kalteng.go.id", "kim.kalteng.go.id", ""),
        ("http://localhost", "localhost", ""),
    ],
)
def test_an_address_says_whether_it_can_carry_passkeys(
    app: Flask, account: int, sign_in: SignIn, url: str, party: str, sentence: str
) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], public_url=url)

    with app.test_request_context():
        assert addressing.party() == party
        assert sentence in addressing.why_not()
        assert bool(addressing.why_not()) == bool(sentence)
    page = sign_in(account).get("/account/passkeys")
    assert sentence in page.text
    assert (app.test_client().get("/sign-in/passkey/options").status_code == 404) == bool(sentence)
