"""Registering by a program."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests import factories as make
from tests.api.answers import assert_described
from webapp.attendance.models import Consent, Registration
from webapp.clock import now
from webapp.database import db
from webapp.events.models import EventStatus, Visibility

Stored = Callable[[Callable[[], Any]], Any]
PATH = "/events/{slug}/registrations"


@pytest.fixture
def slug(stored: Stored) -> str:
    made: str = stored(lambda: make.make_event(start=now() + timedelta(days=1), in_person=1, online=0).slug)
    return made


def body(**values: object) -> dict[str, object]:
    return {"name": "Dehen", "mode": "in_person", "consent": True} | values


def post(client: FlaskClient, slug: str, sent: object, key: str | None = None) -> Any:
    headers = {"Idempotency-Key": key} if key is not None else {}
    return client.post(f"/api/v1/events/{slug}/registrations", json=sent, headers=headers)


def registered(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Registration)) or 0


def test_registration_answers_every_key_of_the_contract(client: FlaskClient, slug: str, app: Flask) -> None:
    answer = post(client, slug, body(phone="0812 5012 3456", region="62.71", gender="P", affiliation="KIM Handep"))

    assert answer.status_code == 201
    made = assert_described(client, answer, "post", PATH)
    assert set(made) == {"status", "mode", "code", "ticket_url", "manage_url", "waiting_position"}
    assert (made["status"], made["mode"], made["waiting_position"]) == ("confirmed", "in_person", None)
    assert made["ticket_url"] == f"http://gelar.test/T/{made['code']}"
    assert client.get(made["manage_url"].removeprefix("http://gelar.test")).status_code == 200
    with app.app_context():
        assert db.session.scalars(select(Consent)).one().channel == "api"


def test_who_finds_no_seat_waits_and_is_told_the_place_in_line(client: FlaskClient, slug: str) -> None:
    answers = [post(client, slug, body(name=name)).json for name in ("Dehen", "Ruth", "Yanti")]

    assert [(made["status"], made["waiting_position"]) for made in answers] == [
        ("confirmed", None), ("waiting", 1), ("waiting", 2),
    ]  # fmt: skip


def test_same_key_and_body_give_the_same_registration(client: FlaskClient, slug: str, app: Flask) -> None:
    first, second = (post(client, slug, body(), key="kunci-1") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    assert registered(app) == 1


def test_same_key_at_the_same_instant_makes_one(app: Flask, slug: str) -> None:
    barrier = Barrier(8, timeout=20)

    def register(_n: int) -> tuple[int, object]:
        barrier.wait()
        answer = post(app.test_client(), slug, body(), key="kunci-1")
        return answer.status_code, answer.json["code"]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(register, range(8)))

    assert {status for status, _code in answers} <= {200, 201}
    assert len({code for _status, code in answers}) == 1
    assert registered(app) == 1


def test_same_key_with_another_body_is_refused(client: FlaskClient, slug: str) -> None:
    post(client, slug, body(), key="kunci-1")

    answer = post(client, slug, body(name="Ruth"), key="kunci-1")

    assert answer.status_code == 422
    assert assert_described(client, answer, "post", PATH)["reason"] == "key_reused"


def test_known_person_without_the_key_is_shown_nothing(client: FlaskClient, slug: str) -> None:
    first = post(client, slug, body(phone="081250123456")).json

    answer = post(client, slug, body(phone="+62 812-5012-3456"))

    assert answer.status_code == 409
    assert assert_described(client, answer, "post", PATH)["reason"] == "already_registered"
    assert first["code"].encode() not in answer.data and b"/T/" not in answer.data


def test_all_wrong_fields_are_named_at_once(client: FlaskClient, slug: str, app: Flask) -> None:
    wrong = {
        "name": " ", "mode": "hybrid", "consent": "true", "phone": "12", "email": "bukan", "gender": "X",
        "age_group": 5, "needs": "x" * 501, "affiliation": "a\x00b", "position": "\ud800",
    }  # fmt: skip

    answer = post(client, slug, wrong)

    assert answer.status_code == 422
    faults = assert_described(client, answer, "post", PATH)["errors"]
    assert {fault["pointer"] for fault in faults} == {f"#/{name}" for name in wrong}
    assert registered(app) == 0


@pytest.mark.parametrize("consent", [None, False, 1, "true", "yes", [True]])
def test_nothing_but_true_is_consent(client: FlaskClient, slug: str, consent: object) -> None:
    answer = post(client, slug, body(consent=consent))

    assert [fault["pointer"] for fault in answer.json["errors"]] == ["#/consent"]


def test_wrong_region_and_mode_are_pointed_at(client: FlaskClient, slug: str) -> None:
    region, mode = post(client, slug, body(region="31.71")), post(client, slug, body(mode="online"))

    assert (region.status_code, region.json["errors"][0]["pointer"]) == (422, "#/region")
    assert (mode.status_code, mode.json["errors"][0]["pointer"]) == (422, "#/mode")


def test_names_are_kept_as_typed_and_harmless(client: FlaskClient, slug: str) -> None:
    for name in ("<script>alert(1)</script>", "=HYPERLINK()", "{{7*7}}", "Ny. O'Brien; DROP TABLE", "Nurul Ḥuda 💐"):
        made = post(client, slug, body(name=name)).json
        page = client.get(made["ticket_url"].removeprefix("http://gelar.test"))

        assert page.status_code == 200
        assert b"<script>alert" not in page.data and b"49" not in page.data.partition(b"{{7")[0][-2:]


def test_closed_cancelled_and_hidden_events_take_nobody(client: FlaskClient, stored: Stored) -> None:
    later = now() + timedelta(days=1)
    for status, reason, values in (
        (409, "over", {}),
        (409, "cancelled", {"start": later, "status": EventStatus.CANCELLED}),
        (409, "not_yet", {"start": later, "registration_opens_at": now() + timedelta(hours=1)}),
        (404, None, {"start": later, "visibility": Visibility.CONFIDENTIAL}),
        (404, None, {"start": later, "status": EventStatus.DRAFT, "published_at": None}),
    ):
        made: str = stored(lambda values=values: make.make_event(**values).slug)  # type: ignore[misc]
        answer = post(client, made, body())

        assert (answer.status_code, answer.json.get("reason")) == (status, reason)


def test_keys_that_cannot_be_kept_are_refused(client: FlaskClient, slug: str) -> None:
    for key in ("", "x" * 201, "kunci\tsatu"):
        assert post(client, slug, body(), key=key).status_code == 400


def test_broken_and_oversized_bodies_have_their_own_answers(client: FlaskClient, slug: str) -> None:
    address = f"/api/v1/events/{slug}/registrations"

    answers = [client.post(address, data=data) for data in (b"{", b"[]", b"x" * 100_000)]

    assert [answer.status_code for answer in answers] == [400, 422, 413]
    assert {answer.mimetype for answer in answers} == {"application/problem+json"}


def test_twenty_people_at_once_take_five_seats(app: Flask, stored: Stored) -> None:
    slug: str = stored(lambda: make.make_event(start=now() + timedelta(days=1), in_person=5).slug)
    barrier = Barrier(20, timeout=20)

    def register(n: int) -> tuple[str, int | None]:
        barrier.wait()
        made = post(app.test_client(), slug, body(name=f"Orang {n}")).json
        return made["status"], made["waiting_position"]

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(register, range(20)))

    assert sorted(status for status, _position in answers) == ["confirmed"] * 5 + ["waiting"] * 15
