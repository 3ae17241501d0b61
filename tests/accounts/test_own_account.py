"""One's own account: name, password, and where one is signed in."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import make_user
from webapp.accounts import limiting, passwords, signing_in
from webapp.accounts.models import SignIn, User
from webapp.accounts.own import devices
from webapp.clock import now
from webapp.database import db

Stored = Callable[[Callable[[], Any]], Any]
OLD, NEW = "kata sandi percobaan", "perahu kelotok di Kahayan"
PHONE = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture
def account(stored: Stored) -> int:
    user_id: int = stored(lambda: make_user(email="a@kantor.id", password_hash=passwords.hash_password(OLD)).id)
    return user_id


@pytest.fixture
def inside(account: int, sign_in: Callable[[int], FlaskClient]) -> FlaskClient:
    return sign_in(account)


def elsewhere(app: Flask, user_id: int, user_agent: str = PHONE) -> int:
    """Sign in on another device; returns the id of that session."""
    with app.app_context():
        signing_in.sign_in(db.session.get_one(User, user_id), at=now(), user_agent=user_agent)
        db.session.commit()
        newest: int = db.session.scalars(select(SignIn.id).order_by(SignIn.id.desc()).limit(1)).one()
    return newest


def standing(app: Flask, user_id: int) -> int:
    with app.app_context():
        return len(db.session.scalars(select(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))).all())


def test_the_account_shows_where_it_is_signed_in(app: Flask, account: int, inside: FlaskClient) -> None:
    elsewhere(app, account)

    page = inside.get("/account").text

    assert "Chrome, Android" in page
    assert "Perangkat ini" in page
    assert page.count("Keluarkan</span>") == 1


def test_a_lost_phone_is_signed_out_at_once(app: Flask, account: int, inside: FlaskClient) -> None:
    phone = elsewhere(app, account)

    answer = inside.post(f"/account/sign-ins/{phone}/end")

    assert answer.status_code == 302
    assert standing(app, account) == 1
    assert inside.post(f"/account/sign-ins/{phone}/end").status_code == 404


def test_nobody_ends_the_session_of_another(app: Flask, stored: Stored, inside: FlaskClient) -> None:
    other: int = stored(lambda: make_user().id)
    theirs = elsewhere(app, other)

    answer = inside.post(f"/account/sign-ins/{theirs}/end")

    assert answer.status_code == 404
    assert standing(app, other) == 1


def test_all_other_devices_are_signed_out_and_this_one_stays(app: Flask, account: int, inside: FlaskClient) -> None:
    elsewhere(app, account)
    elsewhere(app, account)

    inside.post("/account/sign-ins/end-others")

    assert standing(app, account) == 1
    assert inside.get("/manage").status_code == 200


def test_a_new_password_keeps_this_device_and_ends_the_others(app: Flask, account: int, inside: FlaskClient) -> None:
    elsewhere(app, account)

    answer = inside.post("/account/password", data={"current": OLD, "password": NEW})

    assert answer.status_code == 302
    assert standing(app, account) == 1
    assert inside.get("/manage").status_code == 200
    with app.app_context():
        assert passwords.is_right(db.session.get_one(User, account).password_hash, NEW)


@pytest.mark.parametrize(
    ("current", "password", "sentence"),
    [
        ("", NEW, "Tuliskan kata sandi sekarang"),
        ("salah", NEW, "Kata sandi sekarang tidak cocok"),
        (OLD, "pendek", "minimal 8 karakter"),
        (OLD, "iloveyou", "paling sering ditebak"),
    ],
)
def test_a_wrong_change_is_said_at_its_field(
    app: Flask, account: int, inside: FlaskClient, current: str, password: str, sentence: str
) -> None:
    answer = inside.post("/account/password", data={"current": current, "password": password})

    assert answer.status_code == 422
    assert sentence in answer.text
    with app.app_context():
        assert passwords.is_right(db.session.get_one(User, account).password_hash, OLD)


def test_the_old_password_cannot_be_guessed_from_inside(app: Flask, account: int, inside: FlaskClient) -> None:
    for number in range(limiting.MOST_FROM_ONE_ADDRESS):
        inside.post("/account/password", data={"current": f"tebakan {number}", "password": NEW})

    answer = inside.post("/account/password", data={"current": OLD, "password": NEW})

    assert answer.status_code == 422


def test_a_name_is_changed(app: Flask, account: int, inside: FlaskClient) -> None:
    inside.post("/account/name", data={"name": "  Hj. Siti  Aminah "})

    assert "Hj. Siti Aminah" in inside.get("/account").text
    assert inside.post("/account/name", data={"name": ""}).status_code == 422


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 Edg/120.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.5", "Perangkat tidak dikenal"),
        ("", "Perangkat tidak dikenal"),
    ],
)
def test_a_device_is_named_in_words(context: Flask, user_agent: str, words: str) -> None:
    assert devices.named(user_agent) == words
