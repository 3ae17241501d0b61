"""Joining online: a GET shows, a POST records and leads on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import START, make_event, make_registration
from webapp import clock
from webapp.attendance.models import Attendance, Channel, RegistrationStatus, Scan
from webapp.attendance.ticketing import links
from webapp.database import db
from webapp.events.models import EventStatus, Mode

ROOM = "https://meet.example.org/ruang"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Set the clock, counted from the start of the event."""

    def set_clock(since_start: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: START + since_start)

    return set_clock


@pytest.fixture
def link(app: Flask) -> Callable[..., str]:
    """A joining link: of a registration with these values, for an event with those."""

    def make(event: dict[str, Any] | None = None, **values: Any) -> str:
        with app.test_request_context():
            made = make_event(**({"conference_url": ROOM} | (event or {})))
            registration = make_registration(made, **({"mode": Mode.ONLINE} | values))
            db.session.commit()
            return f"/join/{links.token_of(registration, links.JOIN)}"

    return make


def joins(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Scan)) or 0


def test_looking_never_records(app: Flask, client: FlaskClient, link: Callable[..., str], at: Any) -> None:
    at(timedelta(minutes=5))

    page = client.get(link())

    assert "Masuk ke ruang daring" in page.text
    assert ROOM not in page.text
    assert joins(app) == 0


def test_pressing_records_and_leads_on(app: Flask, client: FlaskClient, link: Callable[..., str], at: Any) -> None:
    at(timedelta(minutes=5))

    answer = client.post(link())

    assert (answer.status_code, answer.headers["Location"]) == (303, ROOM)
    with app.app_context():
        row = db.session.scalar(select(Attendance))
        assert row is not None
        assert (row.mode, row.channel, row.first_at) == (Mode.ONLINE, Channel.JOIN, START + timedelta(minutes=5))


def test_coming_back_after_a_lost_connection_leads_on_too(
    app: Flask, client: FlaskClient, link: Callable[..., str], at: Any
) -> None:
    address = link()
    at(timedelta(minutes=5))
    client.post(address)
    at(timedelta(minutes=25))

    again = client.post(address)

    assert again.headers["Location"] == ROOM
    with app.app_context():
        assert db.session.scalar(select(Attendance.first_at)) == START + timedelta(minutes=5)


def test_who_comes_back_sees_that_the_attendance_is_recorded(
    client: FlaskClient, link: Callable[..., str], at: Any
) -> None:
    address = link()
    at(timedelta(minutes=5))
    before = client.get(address)
    client.post(address)

    assert "Kehadiran sudah tercatat" not in before.text
    assert "Tercatat 10 Mar 2022, 09.05\N{NO-BREAK SPACE}WIB." in client.get(address).text


def test_the_button_may_lead_to_another_site(client: FlaskClient, link: Callable[..., str], at: Any) -> None:
    at(timedelta(minutes=5))

    assert "form-action 'self' https:" in client.get(link()).headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("event", "values", "since", "words"),
    [
        ({}, {}, timedelta(minutes=-31), "Ruang dibuka pukul"),
        ({}, {}, timedelta(hours=3), "sudah selesai"),
        ({}, {"mode": Mode.IN_PERSON}, timedelta(), "untuk hadir di tempat"),
        ({}, {"status": RegistrationStatus.WAITING}, timedelta(), "belum tersedia"),
        ({"status": EventStatus.CANCELLED}, {}, timedelta(), "dibatalkan"),
        ({"status": EventStatus.POSTPONED}, {}, timedelta(), "ditunda"),
        ({"conference_url": ""}, {}, timedelta(), "belum dipasang"),
    ],
)
def test_a_shut_door_says_why_and_records_nothing(
    app: Flask, client: FlaskClient, link: Callable[..., str], at: Any, event: Any, values: Any, since: Any, words: str
) -> None:
    address = link(event, **values)
    at(since)

    page, pressed = client.get(address), client.post(address)

    assert words in page.text
    assert (pressed.status_code, joins(app)) == (409, 0)


def test_half_an_hour_before_the_start_the_door_is_open(client: FlaskClient, link: Callable[..., str], at: Any) -> None:
    at(timedelta(minutes=-30))

    assert "Masuk ke ruang daring" in client.get(link()).text


def test_a_guessed_link_opens_nothing(client: FlaskClient, link: Callable[..., str], at: Any) -> None:
    at(timedelta())
    address = link()

    assert client.get(address[:-1] + ("a" if address[-1] != "a" else "b")).status_code == 404
    assert client.get("/join/x").status_code == 404
