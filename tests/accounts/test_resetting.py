"""A forgotten password: one answer for everybody, a link for an hour, once."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.counting import count_queries, engine_of
from tests.factories import make_user
from webapp import clock
from webapp.accounts import passwords
from webapp.accounts.resetting import asking, mails
from webapp.accounts.resetting.models import PasswordReset
from webapp.clock import now
from webapp.database import db
from webapp.messages.models import Message

Stored = Callable[[Callable[[], Any]], Any]
EMAIL = "panitia@kantor.id"
NEW = "tikar rotan dari Katingan"


@pytest.fixture
def account(stored: Stored) -> int:
    old = passwords.hash_password("kata sandi percobaan")
    user_id: int = stored(lambda: make_user(email=EMAIL, password_hash=old).id)
    return user_id


def ask(client: FlaskClient, email: str = EMAIL) -> Any:
    return client.post("/password-reset", data={"email": email})


def mailed(app: Flask) -> list[str]:
    """The paths in the mails that would be sent now, one a promise that still says something."""
    with app.app_context():
        promises = db.session.scalars(select(Message).where(Message.kind == asking.KIND).order_by(Message.id))
        found = [mail.text for message in promises if (mail := mails.mail_of(message))]
    return [match.group(0) for text in found if (match := re.search(r"/password-reset/\w+", text))]


def test_the_mailed_link_sets_a_password_and_ends_every_session(
    app: Flask, account: int, client: FlaskClient, sign_in: Callable[[int], FlaskClient]
) -> None:
    sign_in(account)
    ask(client, " PANITIA@kantor.id ")
    (link,) = mailed(app)

    page, answer = client.get(link), client.post(link, data={"password": NEW})

    assert "Simpan kata sandi" in page.text
    assert answer.location == "/sign-in"
    assert client.get("/manage").status_code == 302
    assert client.post("/sign-in", data={"email": EMAIL, "password": NEW}).location == "/manage"


def test_a_link_works_once_and_takes_its_sisters_along(app: Flask, account: int, client: FlaskClient) -> None:
    ask(client)
    ask(client)
    first, second = mailed(app)

    client.post(first, data={"password": NEW})

    assert [client.get(link).status_code for link in (first, second)] == [410, 410]
    assert client.post(second, data={"password": "kata sandi pencuri"}).status_code == 410
    assert mailed(app) == []


def test_a_link_is_over_after_an_hour(
    app: Flask, account: int, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client)
    (link,) = mailed(app)
    later = now() + timedelta(minutes=61)

    monkeypatch.setattr(clock, "now", lambda: later)

    assert client.get(link).status_code == 410
    assert mailed(app) == []


def test_no_answer_tells_whether_there_is_an_account(
    app: Flask, stored: Stored, account: int, client: FlaskClient
) -> None:
    stored(lambda: make_user(email="mati@kantor.id", password_hash="-", disabled_at=now()))
    answers, statements = [], []
    for email in (EMAIL, "tidak-ada@kantor.id", "mati@kantor.id"):
        with count_queries(engine_of(app)) as counted:
            answers.append(ask(client, email))
        statements.append(len(counted))

    assert {(answer.status_code, answer.location) for answer in answers} == {(302, "/password-reset/asked")}
    assert len(set(statements)) == 1
    assert len(mailed(app)) == 1


def test_a_mailbox_is_not_buried(app: Flask, account: int, client: FlaskClient) -> None:
    answers = {ask(client).location for _ in range(asking.MOST_IN_A_WINDOW + 2)}

    assert answers == {"/password-reset/asked"}
    assert len(mailed(app)) == asking.MOST_IN_A_WINDOW


@pytest.mark.parametrize("token", ["", "x", "é" * 42, "a" * 42, "a" * 10_000])
def test_a_made_up_link_is_over_too(client: FlaskClient, token: str) -> None:
    assert client.get(f"/password-reset/{token}").status_code in {404, 410}


def test_an_altered_link_is_no_link(app: Flask, account: int, client: FlaskClient) -> None:
    ask(client)
    (link,) = mailed(app)
    altered = link[:-1] + ("a" if link[-1] != "a" else "b")

    assert client.post(altered, data={"password": NEW}).status_code == 410


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "Tuliskan kata sandi baru"),
        ("pendek", "minimal 8 karakter"),
        ("x" * 129, "paling panjang 128"),
        ("password1", "paling sering ditebak"),
        ("Diskominfo123", "paling sering ditebak"),
        ("panitia@kantor.id", "mudah ditebak"),
    ],
)
def test_a_weak_password_is_said_at_its_field(
    app: Flask, account: int, client: FlaskClient, password: str, sentence: str
) -> None:
    ask(client)
    (link,) = mailed(app)

    answer = client.post(link, data={"password": password})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert client.get(link).status_code == 200  # nothing was used up


def test_links_that_are_over_are_not_kept(context: Flask) -> None:
    user = make_user(email=EMAIL)
    asking.ask(EMAIL, locale="id", at=now() - 2 * asking.LIFETIME)

    asking.ask(EMAIL, locale="id", at=now())

    kept = db.session.scalars(select(PasswordReset)).all()
    assert [one.user_id for one in kept] == [user.id]
    assert kept[0].expires_at > now()


def test_no_secret_is_stored(app: Flask, account: int, client: FlaskClient) -> None:
    ask(client)
    (link,) = mailed(app)
    secret = link.rpartition("/")[2]

    with app.app_context():
        asked = db.session.scalars(select(PasswordReset)).one()
        told = db.session.scalars(select(Message)).one()

    assert secret not in f"{vars(asked)}{vars(told)}"
