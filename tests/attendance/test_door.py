"""One door for an event: whoever is registered enters by code or name, whoever is not registers and enters."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tests.attendance.pages import filled
from tests.counting import count_queries, engine_of
from tests.factories import START, make_event, make_person, make_registration
from webapp import clock
from webapp.attendance.joining import finding
from webapp.attendance.models import Attendance, Registration, RegistrationStatus, Scan
from webapp.attendance.ticketing import links
from webapp.database import db
from webapp.events.models import Event, EventStatus, Mode, Visibility

ROOM = "https://meet.example.org/ruang"
STREAM = "https://youtu.be/siaran12345"
DOOR = "/events/forum/join"
DURING = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """The clock stands five minutes after the start; called, it stands elsewhere."""

    def set_clock(since_start: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: START + since_start)

    set_clock(DURING)
    return set_clock


@pytest.fixture
def forum(app: Flask) -> Callable[..., str]:
    """An event with a room, and one registration in it; returns its short code."""

    def make(event: dict[str, Any] | None = None, **values: Any) -> str:
        with app.test_request_context():
            made = make_event(**({"slug": "forum", "conference_url": ROOM} | (event or {})))
            person = make_person("Siti Aminah", phone="+6281234567890")
            given: dict[str, Any] = {"mode": Mode.ONLINE, "person": person}
            registration = make_registration(made, **(given | values))
            db.session.commit()
            return registration.tickets[-1].short_code

    return make


def rows(app: Flask, table: Any = Attendance) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_looking_records_nothing_and_shows_no_room(app: Flask, client: FlaskClient, forum: Any) -> None:
    forum()

    page = client.get(DOOR)

    assert "Masuk ke ruang daring" in page.text
    assert ROOM not in page.text
    assert rows(app, Scan) == 0


def test_stream_stands_beside_the_room_while_the_door_is_open(
    app: Flask, client: FlaskClient, forum: Any, at: Callable[[timedelta], None]
) -> None:
    forum({"stream_url": STREAM})

    during = client.get(DOOR)
    at(timedelta(days=-1))
    before = client.get(DOOR)

    assert f'href="{STREAM}"' in during.text
    assert len(during.data) < 30_000
    assert STREAM not in before.text
    assert rows(app, Scan) == 0


def test_stream_that_is_the_room_is_only_entered(client: FlaskClient, forum: Any) -> None:
    code = forum({"stream_url": STREAM, "conference_url": ""})

    assert STREAM not in client.get(DOOR).text
    assert client.post(DOOR, data={"code": code}).location == STREAM


def test_the_short_code_enters(app: Flask, client: FlaskClient, forum: Any) -> None:
    code = forum()

    answer = client.post(DOOR, data={"code": f" {code.lower().replace('-', ' ')} "})

    assert (answer.status_code, answer.headers["Location"]) == (303, ROOM)
    assert rows(app) == 1


def test_the_name_and_four_digits_enter(app: Flask, client: FlaskClient, forum: Any) -> None:
    forum()

    answer = client.post(DOOR, data={"name": "siti  aminah", "digits": "7890"})

    assert answer.headers["Location"] == ROOM
    assert rows(app) == 1


def test_entering_again_is_one_attendance(app: Flask, client: FlaskClient, forum: Any) -> None:
    code = forum()

    answers = [client.post(DOOR, data={"code": code}).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert rows(app) == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Tulis kode tiket, atau nama"),
        ({"code": "KT7"}, "dua dan empat tanda"),
        ({"code": "ZZ-ZZZZ"}, "belum ditemukan pada kegiatan ini"),
        ({"name": "Siti Aminah"}, "Tulis empat angka terakhir"),
        ({"name": "Siti Aminah", "digits": "78901"}, "Tulis empat angka terakhir"),
        ({"name": "Siti Aminah", "digits": "٧٨٩٠"}, "Tulis empat angka terakhir"),
        ({"digits": "7890"}, "Tulis juga nama"),
        ({"name": "Siti Aminah", "digits": "0000"}, "Nama dan nomor ini belum ditemukan"),
        ({"name": "Siti%", "digits": "7890"}, "Nama dan nomor ini belum ditemukan"),
        ({"name": "A" * 40_000, "digits": "7890"}, "paling banyak 120 karakter"),
    ],
)
def test_what_does_not_open_says_why_and_keeps_what_was_typed(
    app: Flask, client: FlaskClient, forum: Any, sent: dict[str, str], said: str
) -> None:
    forum()

    answer = client.post(DOOR, data=sent)

    assert answer.status_code == 422
    assert said in answer.text
    assert all(value in answer.text for value in sent.values() if len(value) < 100 and "%" not in value)
    assert rows(app) == 0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"mode": Mode.IN_PERSON}, "Tiket ini untuk hadir di tempat"),
        ({"status": RegistrationStatus.WAITING}, "belum mendapat tempat daring"),
        ({"status": RegistrationStatus.CANCELLED}, "belum ditemukan"),
    ],
)
def test_who_has_no_place_online_does_not_enter(
    app: Flask, client: FlaskClient, forum: Any, values: dict[str, Any], said: str
) -> None:
    code = forum(**values)

    answer = client.post(DOOR, data={"code": code})

    assert answer.status_code in {409, 422}
    assert said in answer.text
    assert rows(app) == 0


def test_two_namesakes_with_the_same_digits_are_asked_for_the_code(app: Flask, client: FlaskClient, forum: Any) -> None:
    code = forum()
    with app.test_request_context():
        event = db.session.scalars(select(Event).options(selectinload(Event.seats))).one()
        make_registration(event, mode=Mode.ONLINE, person=make_person("Siti Aminah", phone="+6285500007890"))
        db.session.commit()

    by_name = client.post(DOOR, data={"name": "Siti Aminah", "digits": "7890"})
    by_code = client.post(DOOR, data={"code": code})

    assert (by_name.status_code, by_code.status_code) == (422, 303)
    assert rows(app) == 1


@pytest.mark.parametrize(
    ("event", "since_start", "said"),
    [
        ({}, timedelta(hours=-2), "Ruang dibuka pukul"),
        ({}, timedelta(hours=4), "Kegiatan ini sudah selesai."),
        ({"status": EventStatus.CANCELLED}, DURING, "Kegiatan ini dibatalkan."),
        ({"status": EventStatus.POSTPONED}, DURING, "Kegiatan ini ditunda."),
        ({"conference_url": ""}, DURING, "belum dipasang panitia"),
    ],
)
def test_a_door_that_is_shut_says_why_and_lets_nobody_in(
    app: Flask, client: FlaskClient, forum: Any, at: Any, event: dict[str, Any], since_start: timedelta, said: str
) -> None:
    code = forum(event)
    at(since_start)

    page, answer = client.get(DOOR), client.post(DOOR, data={"code": code})

    assert said in page.text
    assert 'name="digits"' not in page.text
    assert answer.status_code == 409
    assert rows(app) == 0


@pytest.mark.parametrize(
    "event", [{"online": None}, {"visibility": Visibility.CONFIDENTIAL}, {"status": EventStatus.DRAFT}]
)
def test_there_is_no_door_where_nothing_is_held_online_in_public(
    client: FlaskClient, forum: Any, event: dict[str, Any]
) -> None:
    forum(event, mode=Mode.IN_PERSON)

    assert client.get(DOOR).status_code == 404
    assert client.post(DOOR, data={"code": "KT-7F3K"}).status_code == 404


def test_a_device_that_keeps_the_ticket_types_nothing(app: Flask, client: FlaskClient, forum: Any) -> None:
    forum()
    with app.test_request_context():
        registration = db.session.scalars(select(Registration)).one()
        secret, personal = links.token_of(registration, links.MANAGE), links.join_url(registration)
    client.set_cookie("tickets", secret, domain="gelar.test")

    page = client.get(DOOR)

    assert "Masuk sebagai Siti Aminah" in page.text
    assert personal in page.text


def test_who_is_not_registered_registers_and_is_led_in_at_once(app: Flask, client: FlaskClient, forum: Any) -> None:
    forum()
    page = client.get("/events/forum/registration?mode=online&enter=1")

    answer = client.post("/events/forum/registration", data=filled(mode="online", enter="1"))

    assert 'name="enter" type="hidden" value="1"' in page.text
    assert "form-action 'self' https: http:" in page.headers["Content-Security-Policy"]
    assert (answer.status_code, answer.headers["Location"]) == (303, ROOM)
    assert "tickets=" in answer.headers["Set-Cookie"]
    assert rows(app) == 1


def test_who_registers_for_the_hall_gets_the_ticket_as_ever(app: Flask, client: FlaskClient, forum: Any) -> None:
    forum()

    answer = client.post("/events/forum/registration", data=filled(mode="in_person", enter="1"))

    assert answer.headers["Location"].startswith("/T/")
    assert rows(app) == 0


def test_guessing_ends_and_honest_people_elsewhere_still_enter(
    app: Flask, client: FlaskClient, forum: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = forum()
    monkeypatch.setattr(finding, "MOST_FROM_ONE_ADDRESS", 3)

    tries = [client.post(DOOR, data={"name": "Siti Aminah", "digits": f"000{n}"}).status_code for n in range(5)]
    guesser = client.post(DOOR, data={"code": code})
    honest = client.post(DOOR, data={"code": code}, environ_overrides={"REMOTE_ADDR": "198.51.100.7"})

    assert tries == [422, 422, 422, 422, 429]
    assert (guesser.status_code, honest.status_code) == (429, 303)
    assert int(guesser.headers["Retry-After"]) > 0


def test_entering_costs_few_statements(app: Flask, client: FlaskClient, forum: Any) -> None:
    code = forum()

    with count_queries(engine_of(app)) as counted:
        client.post(DOOR, data={"code": code})

    assert len(counted) <= 18  # the last two notice the device, and ask for a room of the organization's own
