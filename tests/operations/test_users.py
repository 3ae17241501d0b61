"""Accounts from the command line."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from tests.factories import make_event, make_organization, make_user
from webapp.accounts import passwords, queries
from webapp.cli import commands
from webapp.database import db

SignIn = Callable[[int], FlaskClient]


@pytest.fixture(autouse=True)
def this_application(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.cli.people.application", lambda: app)


def is_password(app: Flask, email: str, password: str) -> bool:
    with app.app_context():
        user = db.session.scalar(queries.by_email(email))
        return passwords.is_right(user.password_hash if user else None, password)


def test_an_account_is_made_for_an_organization(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context():
        slug = make_organization().slug
        db.session.commit()

    result = runner.invoke(
        commands,
        ["user", "create", "Sari@Kantor.go.id", "--name", "Sari", "--organization", slug, "--password", "tikar rotan"],
    )

    assert result.exit_code == 0, result.output
    assert is_password(app, "sari@kantor.go.id", "tikar rotan")


def test_an_unknown_organization_makes_no_account(app: Flask, runner: FlaskCliRunner) -> None:
    arguments = [
        "user",
        "create",
        "a@b.go.id",
        "--name",
        "A",
        "--organization",
        "tidak-ada",
        "--password",
        "tikar rotan",
    ]

    result = runner.invoke(commands, arguments)

    assert (result.exit_code, "tidak-ada" in result.output) == (1, True)
    assert not is_password(app, "a@b.go.id", "tikar rotan")


def test_a_made_password_is_printed_once(app: Flask, runner: FlaskCliRunner) -> None:
    result = runner.invoke(commands, ["user", "create", "a@b.go.id", "--name", "A", "--password", "-"])

    assert is_password(app, "a@b.go.id", result.output.split()[-1])


def test_a_new_password_ends_every_session(
    app: Flask, client: FlaskClient, runner: FlaskCliRunner, sign_in: SignIn
) -> None:
    with app.app_context():
        user = make_user(make_organization())
        db.session.commit()
        user_id, email = user.id, user.login
    sign_in(user_id)
    before = client.get("/manage").status_code

    runner.invoke(commands, ["user", "password", email, "--password", "kalimat yang baru"])

    assert (before, client.get("/manage").status_code) == (200, 302)
    assert is_password(app, email, "kalimat yang baru")


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(
    app: Flask, client: FlaskClient, runner: FlaskCliRunner, sign_in: SignIn
) -> None:
    with app.app_context():
        user = make_user(make_organization())
        db.session.commit()
        user_id, login = user.id, user.login
    sign_in(user_id)

    runner.invoke(commands, ["user", "disable", login])
    closed = client.get("/manage").status_code
    runner.invoke(commands, ["user", "enable", login])
    sign_in(user_id)

    assert (closed, client.get("/manage").status_code) == (302, 200)


def test_a_program_gets_a_token_that_reads_its_office_only(
    app: Flask, client: FlaskClient, runner: FlaskCliRunner
) -> None:
    with app.app_context():
        office = make_organization()
        ours, theirs = make_event(organization=office).slug, make_event().slug
        db.session.commit()
        slug = office.slug

    token = runner.invoke(commands, ["api-token", "create", slug, "--name", "Satu Data"]).output.strip()

    bearer = {"Authorization": f"Bearer {token}"}
    statuses = [client.get(f"/api/v1/events/{one}/attendance", headers=bearer).status_code for one in (ours, theirs)]
    assert statuses[0] == 200
    assert statuses[1] in {401, 404}
