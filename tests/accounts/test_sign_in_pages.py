"""Signing in and out through the pages."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import make_user
from webapp.accounts import passwords
from webapp.accounts.limiting import MOST_FROM_ONE_ADDRESS
from webapp.clock import now

Stored = Callable[[Callable[[], Any]], Any]
PASSWORD = "kata sandi percobaan"
EMAIL = "panitia@kantor.id"
SENTENCE = "Akun atau kata sandi tidak cocok."


@pytest.fixture
def account(stored: Stored) -> int:
    user_id: int = stored(lambda: make_user(email=EMAIL, password_hash=passwords.hash_password(PASSWORD)).id)
    return user_id


def enter(client: FlaskClient, email: str = EMAIL, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def test_the_right_password_opens_the_workplace(account: int, client: FlaskClient) -> None:
    answer = enter(client, email=" PANITIA@kantor.id ")

    assert answer.location == "/manage"
    assert client.get("/manage").status_code == 200


def test_people_go_on_to_where_they_wanted(account: int, client: FlaskClient) -> None:
    asked = client.get("/manage/events/new?kind=diklat")
    answer = enter(client, next="/manage/events/new?kind=diklat")

    assert asked.location == "/sign-in?next=/manage/events/new?kind%3Ddiklat"
    assert answer.location == "/manage/events/new?kind=diklat"


@pytest.mark.parametrize("target", ["https://evil.test", "//evil.test", "/\\evil.test", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(account: int, client: FlaskClient, target: str) -> None:
    assert enter(client, next=target).location == "/manage"
    assert client.get("/sign-in", query_string={"next": target}).location == "/manage"


def test_every_failure_is_one_sentence(app: Flask, stored: Stored, account: int, client: FlaskClient) -> None:
    stored(
        lambda: make_user(email="mati@kantor.id", password_hash=passwords.hash_password(PASSWORD), disabled_at=now())
    )

    answers = [
        enter(client, password="salah"),
        enter(client, email="tidak-ada@kantor.id"),
        enter(client, email="mati@kantor.id"),
        enter(client, password="x" * 100_000),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert all(SENTENCE in answer.text for answer in answers)
    assert "salah" not in answers[0].text  # a password never comes back


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        ("", "", "Tuliskan alamat surel atau nomor WhatsApp"),
        (EMAIL, "", "Tuliskan kata sandi atau PIN."),
        ("a\x00@b.id", "x", "tidak dapat dibaca"),
        ("a" * 300, "x", "paling banyak 254 karakter"),
    ],
)
def test_a_bad_form_is_said_at_its_field(client: FlaskClient, email: str, password: str, sentence: str) -> None:
    answer = enter(client, email=email, password=password)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_guessing_is_stopped_politely_and_the_right_password_with_it(account: int, client: FlaskClient) -> None:
    guesses = [enter(client, password=f"tebakan {number}").status_code for number in range(MOST_FROM_ONE_ADDRESS)]

    answer = enter(client)

    assert guesses == [422] * MOST_FROM_ONE_ADDRESS
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert "mohon tunggu 15 menit" in answer.text
    assert client.get("/manage").status_code == 302


def test_an_unknown_account_is_limited_just_the_same(client: FlaskClient) -> None:
    codes = [enter(client, email="tidak-ada@kantor.id").status_code for _ in range(MOST_FROM_ONE_ADDRESS + 1)]

    assert codes == [422] * MOST_FROM_ONE_ADDRESS + [429]


def test_signing_in_often_is_no_failure(account: int, client: FlaskClient) -> None:
    codes = {enter(client).status_code for _ in range(MOST_FROM_ONE_ADDRESS + 2)}

    assert codes == {302}


def test_signing_in_begins_a_new_session(account: int, client: FlaskClient) -> None:
    with client.session_transaction() as before:
        before["left"] = "behind"

    enter(client)

    with client.session_transaction() as after:
        assert "left" not in after
        assert after["_user_id"]


def test_signing_out_ends_the_session_on_the_server(account: int, client: FlaskClient) -> None:
    enter(client)
    with client.session_transaction() as session:
        kept = dict(session)

    answer = client.post("/sign-out")
    with client.session_transaction() as session:
        session.update(kept)  # a stolen copy of the cookie

    assert answer.location == "/"
    assert client.get("/manage").location.startswith("/sign-in")


def test_a_link_does_not_sign_anybody_out(account: int, client: FlaskClient) -> None:
    enter(client)

    assert client.get("/sign-out").status_code == 405
    assert client.get("/manage").status_code == 200


def test_somebody_signed_in_needs_no_form(account: int, client: FlaskClient) -> None:
    enter(client)

    assert client.get("/sign-in").location == "/manage"


def test_a_forged_session_is_nobody(client: FlaskClient) -> None:
    with client.session_transaction() as session:
        session["_user_id"] = "1"

    assert client.get("/manage").location.startswith("/sign-in")
