"""What goes wrong at a desk: each thing has its own clear answer, and no scan that a person made is silently gone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import factories as make
from webapp.attendance.models import Attendance, Desk, Scan
from webapp.clock import now
from webapp.database import db
from webapp.events.models import Event
from webapp.web.tokens import token_hash

Stored = Callable[[Callable[[], Any]], Any]
YEAR = timedelta(days=365)


class Door(NamedTuple):
    session: int
    token: str
    foreign: str
    expired: str
    codes: list[str]


@pytest.fixture
def door(stored: Stored) -> Door:
    def build() -> Door:
        event = make.make_event(start=now() - timedelta(hours=1))
        codes = [make.make_registration(event, name=f"Orang {n}").tickets[0].code for n in range(4)]
        desk, expired = make.make_desk(event, name="Lama")
        desk.expires_at, desk.created_at = now() - timedelta(minutes=1), now()
        tokens = [make.make_desk(one)[1] for one in (event, make.make_event())]
        return Door(event.sessions[0].id, tokens[0], tokens[1], expired, codes)

    made: Door = stored(build)
    return made


def scan(code: str, **more: object) -> dict[str, object]:
    return {"id": str(uuid4()), "code": code, "action": "in", "scanned_at": now().isoformat()} | more


def post(client: FlaskClient, door: Door, body: object, *, path: str = "scans", token: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token or door.token}"}
    return client.post(f"/api/v1/sessions/{door.session}/{path}", json=body, headers=headers)


def test_token_of_another_events_desk_finds_nothing_here(client: FlaskClient, door: Door) -> None:
    for path, body in (("scans", scan(door.codes[0])), ("scans/batch", {"scans": [scan(door.codes[0])]})):
        answer = post(client, door, body, path=path, token=door.foreign)

        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_expired_pairing_says_where_to_get_a_new_one(client: FlaskClient, door: Door) -> None:
    page = client.get(f"/desk/{door.expired}")

    assert page.status_code == 410 and "Mintalah tautan baru kepada panitia" in page.text
    assert post(client, door, scan(door.codes[0]), token=door.expired).status_code == 401


@pytest.mark.parametrize("off", [-YEAR, YEAR])
def test_time_a_year_off_is_counted_now_kept_as_claimed_and_marked(
    client: FlaskClient, door: Door, app: Flask, off: timedelta
) -> None:
    claimed = now() + off

    answer = post(client, door, scan(door.codes[0], scanned_at=claimed.isoformat())).json

    assert (answer["outcome"], answer["reason"]) == ("admitted", "clock_off")
    assert "Jam perangkat ini perlu diperiksa" in answer["message"]
    with app.app_context():
        kept, attended = db.session.scalars(select(Scan)).one(), db.session.scalars(select(Attendance)).one()
        assert abs(kept.scanned_at - claimed) < timedelta(seconds=1)
        assert attended.first_at is not None and abs(attended.first_at - now()) < timedelta(minutes=5)


@pytest.mark.parametrize(
    "broken", [{}, None, "x", {"id": "x"}, {"code": 7}, {"action": "fly"}, {"scanned_at": "kemarin"}]
)
def test_one_broken_row_has_its_own_answer_and_the_others_count(
    client: FlaskClient, door: Door, app: Flask, broken: object
) -> None:
    spoiled = scan(door.codes[1]) | broken if isinstance(broken, dict) and broken else broken
    rows = [scan(door.codes[0]), spoiled, scan(door.codes[2])]

    told = post(client, door, {"scans": rows}, path="scans/batch").json["scans"]

    assert [one["outcome"] for one in told] == ["admitted", "refused", "admitted"]
    assert (told[1]["reason"], bool(told[1]["errors"])) == ("malformed", True)
    with app.app_context():
        assert len(list(db.session.scalars(select(Scan.id)))) == 2


def test_reused_uuid_is_told_apart_and_its_first_outcome_stands(client: FlaskClient, door: Door) -> None:
    first = scan(door.codes[0])
    assert post(client, door, first).json["outcome"] == "admitted"

    alone = post(client, door, first | {"code": door.codes[1]})
    among = post(client, door, {"scans": [first | {"code": door.codes[1]}, scan(door.codes[2])]}, path="scans/batch")

    assert alone.status_code == 409 and "pindai sekali lagi" in alone.json["detail"]
    assert [one["reason"] for one in among.json["scans"]] == ["id_reused", None]
    assert post(client, door, first).json["outcome"] == "admitted"


def test_ten_megabytes_are_too_large_everywhere_and_say_how_much_is_taken(client: FlaskClient, door: Door) -> None:
    headers = {"Authorization": f"Bearer {door.token}", "Content-Type": "application/json"}
    paths = ("scans", "scans/batch", "scans/simulate")
    addresses = [f"/api/v1/sessions/{door.session}/{path}" for path in paths]
    addresses += [f"/desk/api/sessions/{door.session}/{path}" for path in ("walk-ins", "contact", "genders")]
    for address in addresses:
        answer = client.post(address, data=b'{"x": "' + b"y" * 10_000_000 + b'"}', headers=headers)

        assert answer.status_code == 413 and "terlalu besar" in answer.text, address


def test_scan_of_a_desk_that_was_shut_meanwhile_is_not_taken_and_not_forgotten(
    client: FlaskClient, door: Door, stored: Stored
) -> None:
    """401 in our own words: the page keeps what waits and says so; a new pairing of the same phone sends it."""
    waiting = scan(door.codes[3], told="admitted")

    def shut() -> str:
        desk = db.session.scalars(select(Desk).where(Desk.token_hash == token_hash(door.token))).one()
        desk.revoked_at = now()
        return make.make_desk(db.session.get_one(Event, desk.event_id))[1]

    fresh = stored(shut)

    assert post(client, door, {"scans": [waiting]}, path="scans/batch").json["status"] == 401
    told = post(client, door, {"scans": [waiting]}, path="scans/batch", token=fresh).json["scans"]
    assert told[0]["outcome"] == "admitted"
