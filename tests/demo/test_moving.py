"""A sample moves by an hour, and every calendar of it follows."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.demo.conftest import AT
from tests.interop.lint import Component, lint, parsed
from webapp.database import db
from webapp.demo import removing


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.clock.now", lambda: AT)


def entries(client: FlaskClient) -> dict[str, Component]:
    body = client.get("/calendar.ics").data
    assert lint(body) == []
    return {one.one("UID"): one for one in parsed(body).inside("VEVENT")}


def test_one_press_moves_the_next_sample_in_every_calendar(client: FlaskClient) -> None:
    before = entries(client)
    page = client.post("/demo/move", follow_redirects=True)
    after = entries(client)

    moved = [uid for uid in before if before[uid] != after[uid]]
    assert len(moved) == 1
    old, new = before[moved[0]], after[moved[0]]
    assert int(new.one("DTSTART")[9:11]) - int(old.one("DTSTART")[9:11]) in {1, -8}
    assert int(new.one("SEQUENCE")) == int(old.one("SEQUENCE")) + 1
    assert "pindah jam" in page.text
    assert "Pindahkan kegiatan contoh 1 jam" in page.text


def test_it_never_wanders_into_the_night(client: FlaskClient) -> None:
    for _n in range(12):
        client.post("/demo/move")

    assert all("05" < one.one("DTSTART")[9:11] < "20" for one in entries(client).values())


def test_it_moves_nothing_once_the_demo_is_gone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        removing.remove_samples(at=AT)
        db.session.commit()

    assert client.post("/demo/move").status_code == 404
