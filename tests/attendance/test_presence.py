"""The page beside the call: its heartbeats by the server's clock, and the codes that are typed back."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload
from werkzeug.test import TestResponse

from tests.counting import count_queries, engine_of
from tests.factories import START, make_event, make_person, make_registration
from webapp import clock
from webapp.attendance.joining import claiming
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.ticketing import links
from webapp.attendance.verdicts import deciding, telling_codes
from webapp.attendance.verdicts.models import CodeClaim, Codes, Part, PresenceInterval
from webapp.attendance.verdicts.rules import Rule
from webapp.attendance.verdicts.settling import settle
from webapp.database import db
from webapp.events.models import Event, Mode

ROOM = "https://meet.example.org/ruang"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    def set_clock(since_start: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: START + since_start)

    set_clock(5 * MINUTE)
    return set_clock


@pytest.fixture
def page(app: Flask, at: Any) -> Callable[..., str]:
    """The personal page of somebody at an event that may ask something."""

    def make(rule: Rule | None = None, **values: Any) -> str:
        with app.test_request_context():
            event = make_event(slug="forum", conference_url=ROOM)
            person = make_person("Siti Aminah", phone="+6281234567890")
            registration = make_registration(event, mode=Mode.ONLINE, person=person, **values)
            if rule:
                deciding.set_rule(event, rule, at=START)
            db.session.commit()
            return f"/join/{links.token_of(registration, links.JOIN)}"

    return make


def beat(client: FlaskClient, page: str, since_start: timedelta) -> TestResponse:
    body = json.dumps({"at": int((START + since_start).timestamp() * 1000)})
    return client.post(f"{page}/beats", data=body)


def spans(app: Flask) -> list[tuple[float, float]]:
    with app.app_context():
        rows = db.session.scalars(select(PresenceInterval).order_by(PresenceInterval.started_at))
        return [tuple((at - START) / MINUTE for at in (row.started_at, row.ended_at)) for row in rows]  # type: ignore[misc]


def the_event() -> Event:
    return db.session.scalars(select(Event).options(selectinload(Event.sessions))).one()


def open_code(app: Flask, part: Part = Part.OPENING) -> str:
    with app.test_request_context():
        event = the_event()
        code = telling_codes.open_code(event, event.sessions[0], part, lasts=10 * MINUTE, at=START).code
        db.session.commit()
        return code


def claims(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(CodeClaim)) or 0


def test_three_tabs_for_ten_minutes_are_ten_minutes(app: Flask, client: FlaskClient, page: Any, at: Any) -> None:
    address = page(Rule(minutes_percent=70))

    for step in range(21):
        for tab in range(3):
            moment = step * MINUTE / 2 + timedelta(seconds=tab)
            at(moment)
            assert beat(client, address, moment).status_code == 204
    at(11 * MINUTE)

    [(start, end)] = spans(app)
    assert (start, round(end * 60)) == (0, 602)
    assert "10 menit" in client.get(address).text


def test_a_replayed_beat_changes_nothing(app: Flask, client: FlaskClient, page: Any, at: Any) -> None:
    address = page()
    beat(client, address, 5 * MINUTE)
    at(5 * MINUTE + timedelta(seconds=20))

    again = beat(client, address, 5 * MINUTE)

    assert (again.status_code, again.get_json()["reason"]) == (409, "replayed")
    assert spans(app) == [(5, 5)]


@pytest.mark.parametrize("seconds", [-86_400, -61, 11, 40_000_000])
def test_a_beat_from_another_time_is_refused_and_told_the_clock(
    app: Flask, client: FlaskClient, page: Any, seconds: int
) -> None:
    answer = beat(client, page(), 5 * MINUTE + timedelta(seconds=seconds))

    assert (answer.status_code, answer.get_json()["reason"]) == (409, "clock")
    assert answer.get_json()["now"] == int((START + 5 * MINUTE).timestamp() * 1000)
    assert spans(app) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400), ("[]", 400), ('{"at": "now"}', 400), ('{"at": true}', 400), ('{"at": NaN}', 409),
        ('{"at": 1e999}', 409), (json.dumps({"at": 1, "more": "x" * 300}), 413),
    ],
)  # fmt: skip
def test_what_is_no_beat_is_refused(app: Flask, client: FlaskClient, page: Any, body: str, status: int) -> None:
    assert client.post(f"{page()}/beats", data=body).status_code == status
    assert spans(app) == []


def test_only_the_secret_of_a_confirmed_online_place_beats(app: Flask, client: FlaskClient, page: Any, at: Any) -> None:
    address = page(status=RegistrationStatus.WAITING)
    guessed = address[:-1] + ("a" if address[-1] != "a" else "b")

    assert beat(client, address, 5 * MINUTE).status_code == 409
    assert beat(client, guessed, 5 * MINUTE).status_code == 404
    assert beat(client, "/join/x", 5 * MINUTE).status_code == 404
    with app.test_request_context():
        db.session.scalars(select(Registration)).one().status = RegistrationStatus.CONFIRMED
        db.session.commit()
    assert beat(client, guessed, 5 * MINUTE).status_code == 404
    at(200 * MINUTE)
    assert beat(client, address, 200 * MINUTE).get_json()["reason"] == "closed"
    assert spans(app) == []


def test_a_beat_is_two_statements(app: Flask, client: FlaskClient, page: Any) -> None:
    address = page()

    with count_queries(engine_of(app)) as counted:
        beat(client, address, 5 * MINUTE)

    assert len(counted) == 2


def test_the_page_says_what_is_asked_and_in_the_end_what_came_of_it(
    app: Flask, client: FlaskClient, page: Any, at: Any
) -> None:
    address = page(Rule(minutes_percent=70, codes=Codes.BOTH))
    during = client.get(address)
    for step in range(11):
        at(step * MINUTE)
        beat(client, address, step * MINUTE)
    at(200 * MINUTE)
    with app.test_request_context():
        settle(the_event(), at=START + 200 * MINUTE)
        db.session.commit()

    assert "mengikuti sedikitnya 126 dari 180 menit atau mengetik kode pembuka dan kode penutup" in during.text
    assert "Belum terhitung: 10 dari 180 menit, dan kodenya tidak diketik." in client.get(address).text
    english = client.get(address, headers={"Accept-Language": "en"}).text
    assert "Not counted yet: 10 of 180 minutes, and the code was not typed." in english


def test_the_door_leads_to_the_page_where_more_than_entering_is_asked(client: FlaskClient, page: Any) -> None:
    address = page(Rule(minutes_percent=70))

    answer = client.post("/events/forum/join", data={"name": "Siti Aminah", "digits": "7890"})

    assert answer.headers["Location"].endswith(address)
    assert "Kehadiran sudah tercatat" in client.get(address).text


def test_a_code_is_typed_on_the_personal_page(app: Flask, client: FlaskClient, page: Any) -> None:
    address, code = page(), open_code(app)

    answers = [client.post(f"{address}/codes", data={"claimed": code}) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert claims(app) == 1
    assert "Kode pembuka tercatat" in client.get(address).text


@pytest.mark.parametrize(("typed", "said"), [("", "Tulis kode"), ("1", "belum tepat"), ("x" * 21, "Terlalu panjang")])
def test_a_wrong_code_is_told_at_its_field(app: Flask, client: FlaskClient, page: Any, typed: str, said: str) -> None:
    address = page()
    open_code(app)

    answer = client.post(f"{address}/codes", data={"claimed": typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert claims(app) == 0


def test_the_page_for_everybody_takes_a_code_once_for_each_ticket(app: Flask, client: FlaskClient, page: Any) -> None:
    page()
    code = open_code(app)
    given = {"claimed": code, "name": "siti aminah", "digits": "7890"}

    answers = [client.post("/events/forum/code", data=given) for _twice in range(2)]
    nobody = client.post("/events/forum/code", data=given | {"digits": "0000"})

    assert all("Kode pembuka sudah dicatat" in answer.text for answer in answers)
    assert (nobody.status_code, claims(app)) == (422, 1)
    assert len(client.get("/events/forum/code").data) < 30_000


def test_guessing_codes_ends(app: Flask, client: FlaskClient, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    address, code = page(), open_code(app)
    monkeypatch.setattr(claiming, "MOST_MISTAKES", 3)
    wrong = "00000" if code != "00000" else "00001"

    for _mistake in range(4):
        client.post(f"{address}/codes", data={"claimed": wrong})
    answer = client.post(f"{address}/codes", data={"claimed": code})

    assert "seperempat jam" in answer.text
    assert claims(app) == 0
