"""Attacks on registering and its tickets, by the rows of our list of attacks (A12, A19, A24, A26, A27, A28, A33).

Where a row is met elsewhere too, its test names it: wrong placeholders in telling/test_texts, floods and header lines
in messages/test_delivering, guessing at desks and doors in api/test_scans and test_door.
"""

import secrets
import string
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tests.attendance.applying import BEFORE, an_application, at_once, register_by_id
from tests.attendance.pages import Stored, coming, filled, managing_path, registered_ticket, send
from tests.factories import make_event, make_person, make_registration
from webapp.attendance.checking_in.scanning.codes import parsed_code
from webapp.attendance.models import LIVE, Registration, RegistrationStatus
from webapp.attendance.registering import promoting, queries
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.telling import mails
from webapp.clock import now
from webapp.database import db
from webapp.events.capacity import CapacityTooLow, fit
from webapp.events.models import Event, EventStatus, Mode, Seats
from webapp.messages import delivering
from webapp.messages.mail import as_message
from webapp.messages.models import Message
from webapp.messages.promising import promise

TEMPLATES = ("{{7*7}}", "{{secret}}", "{event.__init__.__code__}", "{% raw %}{nama}", "${7*7}", "#{7*7}", "<%= 7*7 %>")


@pytest.fixture
def slug(stored: Stored) -> str:
    return str(stored(coming).slug)


def rows(app: Flask) -> list[Registration]:
    with app.app_context():
        return list(db.session.scalars(select(Registration)))


def seats(app: Flask) -> dict[Mode, tuple[int, int]]:
    with app.app_context():
        return {row.mode: (row.taken, row.waiting) for row in db.session.scalars(select(Seats))}


def test_a12_a_name_that_is_a_template_stays_a_name_on_the_ticket(client: FlaskClient, slug: str) -> None:
    name = " ".join(TEMPLATES)

    page = client.get(registered_ticket(client, slug, name=name))

    assert name.replace("<", "&lt;").replace(">", "&gt;") in page.text


def test_a12_a_name_that_is_a_template_stays_a_name_in_the_mail(context: Flask) -> None:
    mails.register(delivering.renderers)
    name = " ".join(TEMPLATES)
    event = make_event(summary="Temu {nama} {{7*7}}")
    registration = make_registration(event, person=make_person(name, email="dehen@contoh.id"))
    promise(registration.id, "confirmed", at=BEFORE)
    db.session.commit()

    mail = delivering.renderers["confirmed"](db.session.scalars(select(Message)).one())

    assert mail is not None
    assert name in mail.text
    assert "Temu {nama} {{7*7}}" in mail.text


def test_a19_a_ticket_code_is_128_random_bits_and_its_neighbours_are_nobody(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    code = registered_ticket(client, slug).removeprefix("/T/")
    stranger, alphabet = app.test_client(), string.ascii_uppercase + "234567"
    neighbours = [code[:n] + letter + code[n + 1 :] for n in (0, 12, 24) for letter in alphabet if letter != code[n]]
    guesses = ["".join(secrets.choice(alphabet) for _ in range(26)) for _ in range(100)]

    answers = {stranger.get(f"/T/{one}").status_code for one in neighbours + guesses}

    assert (len(code), answers) == (26, {404})
    assert parsed_code(code.lower()).text == code


def test_a19_the_managing_link_of_one_opens_nothing_of_another(app: Flask, client: FlaskClient, slug: str) -> None:
    own = managing_path(client.get(registered_ticket(client, slug)))
    other = managing_path(client.get(registered_ticket(client, slug, name="Rahmah", phone="0812 3456 7999")))
    stranger, mixed = app.test_client(), own[: len("/registrations/") + 16] + other[-26:]

    assert stranger.get(mixed).status_code == 404
    assert stranger.post(f"{mixed}/cancellation").status_code == 404


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "%0a", "\u2028"])
def test_a24_no_field_of_the_form_adds_a_line_to_the_mails_head(context: Flask, line_end: str) -> None:
    mails.register(delivering.renderers)
    event = make_event(summary=f"Temu{line_end}Bcc: semua@contoh.id")
    person = make_person(f"Dehen{line_end}Bcc: semua@contoh.id", email="dehen@contoh.id")
    promise(make_registration(event, person=person).id, "confirmed", at=BEFORE)
    db.session.commit()

    rendered = delivering.renderers["confirmed"](db.session.scalars(select(Message)).one())
    assert rendered is not None
    made = as_message(rendered, sender="Gelar <gelar@contoh.id>", message_id="<1@contoh.id>")

    assert made["Bcc"] is None
    assert b"\nBcc:" not in made.as_bytes().partition(b"\r\n\r\n")[0]


def test_a26_fifty_posts_of_one_person_at_once_make_one_place(app: Flask, slug: str) -> None:
    barrier = Barrier(50, timeout=30)

    def press(number: int) -> int:
        client = app.test_client()
        barrier.wait()
        return send(client, slug, form_token=f"tab-{number}").status_code

    with ThreadPoolExecutor(50) as crowd:
        answers = list(crowd.map(press, range(50)))

    assert set(answers) == {303}
    assert len(rows(app)) == 1
    assert seats(app)[Mode.IN_PERSON] == (1, 0)


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\u2066"])
def test_a26_a_mark_that_nobody_sees_makes_no_second_person(
    app: Flask, client: FlaskClient, slug: str, mark: str
) -> None:
    send(client, slug, name="Balapan", form_token="tab-1")

    assert send(client, slug, name=f"Bala{mark}pan", form_token="tab-2").status_code == 303
    assert len(rows(app)) == 1


def test_a26_a_name_that_nobody_sees_is_no_name(client: FlaskClient, slug: str) -> None:
    assert send(client, slug, name="\u202e\u200b").status_code == 422


def test_a26_the_hall_grows_and_shrinks_while_people_come_and_go(app: Flask, stored: Stored) -> None:
    def prepared() -> tuple[int, list[str]]:
        event = make_event(in_person=5)
        return event.id, [make_registration(event, name=f"Lama {n}").ref for n in range(5)]

    event_id, refs = stored(prepared)

    def resize(capacity: int) -> Callable[[], None]:
        def act() -> None:
            event = db.session.get_one(Event, event_id, options=[selectinload(Event.seats)])
            fit(event, {row.mode: row.capacity for row in event.seats} | {Mode.IN_PERSON: capacity})
            promoting.promote_waiting(event, at=BEFORE)

        return act

    leaving = [lambda ref=ref: cancel(db.session.scalars(queries.by_ref(ref)).one(), at=BEFORE) for ref in refs[:3]]
    coming_in = [register_by_id(event_id, an_application(f"Baru {n}")) for n in range(8)]
    results = at_once(app, [*leaving, resize(9), *coming_in, resize(2)])

    assert {type(one) for one in results if isinstance(one, Exception)} <= {CapacityTooLow}
    live = [row for row in rows(app) if row.status in LIVE]
    taken, waiting = seats(app)[Mode.IN_PERSON]
    with app.app_context():
        capacity = db.session.scalars(select(Seats.capacity).where(Seats.mode == Mode.IN_PERSON)).one()
    assert taken == sum(row.status == RegistrationStatus.CONFIRMED for row in live) <= capacity
    assert waiting == len(live) - taken
    assert not waiting or taken == capacity


@pytest.mark.parametrize(
    "values",
    [
        {"registration_opens_at": now() + timedelta(days=1)},
        {"registration_closes_at": now() - timedelta(days=1)},
        {"status": EventStatus.CANCELLED},
        {"start": now() - timedelta(days=9)},
    ],
)
def test_a27_no_step_is_skipped_by_sending_what_no_page_offers(
    app: Flask, client: FlaskClient, stored: Stored, values: dict[str, Any]
) -> None:
    slug = stored(lambda: coming(**values)).slug

    by_page = send(client, slug).status_code
    by_program = client.post(f"/api/v1/events/{slug}/registrations", json=wish()).status_code

    assert (by_page, by_program) == (409, 409)
    assert rows(app) == []


def test_a27_who_is_in_line_takes_no_seat_by_switching_there_and_back(
    app: Flask, client: FlaskClient, stored: Stored
) -> None:
    slug = stored(lambda: coming(in_person=1, online=1)).slug
    registered_ticket(client, slug)
    managing = managing_path(client.get(registered_ticket(client, slug, name="Rahmah", phone="0812 3456 7999")))

    client.post(f"{managing}/mode", data={"mode": "online"})
    client.post(f"{managing}/mode", data={"mode": "in_person"})

    assert seats(app) == {Mode.IN_PERSON: (1, 0), Mode.ONLINE: (1, 0)}


def test_a28_what_a_program_may_not_say_is_not_heard(app: Flask, client: FlaskClient, stored: Stored) -> None:
    slug = stored(lambda: coming(in_person=1, online=0)).slug
    other = stored(lambda: coming(summary="Lain"))
    registered_ticket(client, slug)
    forbidden = {
        "status": "confirmed", "event_id": other.id, "queue_number": 0, "is_outside_quota": True, "is_walk_in": True,
        "code": "A" * 26, "person_id": 1, "checked_in": True, "role": "admin", "sequence": 9, "link_version": 9,
    }  # fmt: skip

    made = client.post(f"/api/v1/events/{slug}/registrations", json=wish(name="Rahmah") | forbidden)

    assert made.status_code == 201
    assert made.json is not None
    assert (made.json["status"], made.json["waiting_position"]) == ("waiting", 1)
    assert made.json["code"] != "A" * 26
    stored_row = rows(app)[-1]
    assert (stored_row.is_outside_quota, stored_row.is_walk_in, stored_row.sequence) == (False, False, 0)
    assert {row.event_id for row in rows(app)} == {stored_row.event_id} != {other.id}


def test_a33_a_hundred_thousand_fields_and_parts_are_too_many(client: FlaskClient, slug: str) -> None:
    address = f"/events/{slug}/registration"
    fields = "&".join(f"f{n}=1" for n in range(100_000))
    parts = "".join(f'--x\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\n1\r\n' for n in range(6_000)) + "--x--"
    started = time.process_time()

    by_fields = client.post(address, data=fields, content_type="application/x-www-form-urlencoded")
    by_parts = client.post(address, data=parts, content_type="multipart/form-data; boundary=x")

    assert by_fields.status_code in {413, 422}
    assert by_parts.status_code == 413
    assert time.process_time() - started < 5  # a bomb takes minutes


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a33_deep_json_is_refused(client: FlaskClient, slug: str, opening: str) -> None:
    answer = client.post(f"/api/v1/events/{slug}/registrations", data=opening * 10_000)

    assert answer.status_code == 400


@pytest.mark.parametrize("email", ["a" * 250 + "@", "a@" + "a." * 120, '"' * 200 + "@b.id", "a" * 10_000 + "!"])
def test_a33_a_mail_address_that_costs_time_is_refused_at_once(client: FlaskClient, slug: str, email: str) -> None:
    started = time.process_time()

    answer = client.post(f"/events/{slug}/registration", data=filled(email=email, phone=None))

    assert answer.status_code == 422
    assert time.process_time() - started < 2  # an expression that runs away never ends


def test_a33_a_huge_range_of_a_ticket_is_answered_whole_or_refused(client: FlaskClient, slug: str) -> None:
    ticket = registered_ticket(client, slug)
    ranges = "bytes=" + ",".join(f"{n}-" for n in range(1_000))

    answers = [client.get(f"{ticket}{ending}", headers={"Range": ranges}) for ending in ("", ".png", ".svg")]

    assert {answer.status_code for answer in answers} <= {200, 416}
    assert max(len(answer.data) for answer in answers) < 200_000


def wish(**values: object) -> dict[str, object]:
    return {"name": "Dehen", "mode": "in_person", "consent": True} | values
