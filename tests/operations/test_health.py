"""What the keeper of the machine asks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.factories import make_event, make_registration
from webapp.clock import now
from webapp.database import db
from webapp.messages.promising import promise


def test_health_asks_nothing_of_the_database(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db.session, "execute", lambda *_: pytest.fail("the database was asked"))

    assert client.get("/healthz").json == {"status": "ok"}


def test_readiness_tells_of_a_worker_that_does_not_work(
    client: FlaskClient, stored: Callable[[Callable[[], object]], object]
) -> None:
    before = client.get("/readyz").json

    stored(lambda: promise(make_registration(make_event()).id, "ticket", at=now() - timedelta(hours=1)))

    after = client.get("/readyz").json
    assert (before or {})["queue"] == "ok"
    assert ((after or {})["queue"], (after or {})["oldest_message_seconds"] >= 3600) == ("late", True)


def test_readiness_says_no_to_a_schema_of_another_version(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = 'other'"))
        db.session.commit()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_figures_are_closed_without_a_token(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404


def test_figures_are_counted_from_the_database(
    app: Flask, client: FlaskClient, stored: Callable[[Callable[[], object]], object]
) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], metrics_token="a token of sixteen")
    stored(lambda: make_registration(make_event()))

    wrong = client.get("/metrics", headers={"Authorization": "Bearer guess"})
    right = client.get("/metrics", headers={"Authorization": "Bearer a token of sixteen"})

    assert wrong.status_code == 404
    assert 'gelar_registrations{status="confirmed"} 1' in right.text
