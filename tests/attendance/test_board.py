"""The live board: figures, names only where they may stand, and a desk's own word."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import factories as make
from tests.counting import count_queries, engine_of
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.board.figures import curve
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.models import Mode

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]


class Hall(NamedTuple):
    slug: str
    session: int
    token: str
    codes: list[str]
    viewer: int
    stranger: int


def build(people: int = 3) -> Hall:
    event = make.make_event(start=now() - timedelta(hours=1))
    made = [make.make_registration(event, name=f"Dehen Nomor {n}", affiliation="KIM Handep") for n in range(people)]
    made.append(make.make_registration(event, name="Yanti", mode=Mode.ONLINE))
    _desk, token = make.make_desk(event, name="Pintu Timur")
    organization = db.session.get_one(Organization, event.organization_id)
    viewer = make.make_user(organization, GrantRole.VIEWER)
    stranger = make.make_user(make.make_organization())
    codes = [one.tickets[0].code for one in made]
    return Hall(event.slug, event.sessions[0].id, token, codes, viewer.id, stranger.id)


@pytest.fixture
def hall(stored: Stored) -> Hall:
    made: Hall = stored(build)
    return made


def scan(client: FlaskClient, hall: Hall, code: str, action: str = "in") -> None:
    body = {"id": str(uuid4()), "code": code, "action": action, "scanned_at": now().isoformat()}
    headers = {"Authorization": f"Bearer {hall.token}"}
    assert client.post(f"/api/v1/sessions/{hall.session}/scans", json=body, headers=headers).status_code == 200


def contact(client: FlaskClient, hall: Hall, **values: object) -> Any:
    body = {"waiting": 0, "listed": 4, "has_camera": True, "has_queue": True} | values
    headers = {"Authorization": f"Bearer {hall.token}"}
    return client.post(f"/desk/api/sessions/{hall.session}/contact", json=body, headers=headers)


def test_board_shows_who_came_and_who_is_still_inside(client: FlaskClient, hall: Hall, sign_in: SignIn) -> None:
    for code in (hall.codes[0], hall.codes[1]):
        scan(client, hall, code)
    scan(client, hall, hall.codes[1], "out")
    scan(client, hall, "A" * 26)

    page = sign_in(hall.viewer).get(f"/manage/events/{hall.slug}/board")

    words = " ".join(page.text.split())
    assert "dari 3" in words and "<strong>2</strong> / 3" in words
    assert "Dehen Nomor" in words and "Kode tanpa nama" in words and "Keluar ruangan" in words
    assert "<noscript>" in page.text and "Muat ulang" in page.text


def test_unchanged_board_is_not_sent_again(client: FlaskClient, hall: Hall, sign_in: SignIn) -> None:
    address = f"/manage/events/{hall.slug}/board/now"
    first = sign_in(hall.viewer).get(address)
    known = {"If-None-Match": first.headers["ETag"]}

    assert client.get(address, headers=known).status_code == 304
    scan(client, hall, hall.codes[0])
    assert client.get(address, headers=known).status_code == 200


def test_projector_shows_no_name(client: FlaskClient, hall: Hall, sign_in: SignIn) -> None:
    scan(client, hall, hall.codes[0])

    shown = [
        sign_in(hall.viewer).get(f"/manage/events/{hall.slug}/board{part}?view=projector") for part in ("", "/now")
    ]

    for page in shown:
        assert "Dehen" not in page.text and "KIM Handep" not in page.text and "Pintu Timur" not in page.text
        assert "giants" in page.text


def test_desk_says_how_it_stands(client: FlaskClient, hall: Hall, sign_in: SignIn) -> None:
    address = f"/manage/events/{hall.slug}/board/now"
    assert "Belum pernah terhubung" in sign_in(hall.viewer).get(address).text

    assert contact(client, hall, waiting=37).json == {"in": 0, "expected": 3}
    told = client.get(address).text
    contact(client, hall, has_queue=False)

    assert "37 menunggu" in told and "Siap tanpa internet" in told
    assert "Belum siap tanpa internet" in client.get(address).text
    assert "Belum siap tanpa internet" in sign_in_page(client, hall)
    for wrong in ({"waiting": -1}, {"waiting": True}, {"listed": "4"}, {"listed": 10**7}):
        assert contact(client, hall, **wrong).status_code == 422


def sign_in_page(client: FlaskClient, hall: Hall) -> str:
    return client.get(f"/manage/events/{hall.slug}/board").text


def test_board_is_for_the_organizer_alone(client: FlaskClient, hall: Hall, sign_in: SignIn) -> None:
    for part in ("", "/now"):
        address = f"/manage/events/{hall.slug}/board{part}"
        assert sign_in(hall.stranger).get(address).status_code == 404
        assert sign_in(hall.viewer).get(f"{address}?session=999999").status_code == 404


def test_board_costs_the_same_for_few_and_for_many(
    client: FlaskClient, hall: Hall, stored: Stored, sign_in: SignIn, app: Flask
) -> None:
    crowd: Hall = stored(lambda: build(25))
    for code in crowd.codes:
        scan(client, crowd, code)
    counts = []
    for one in (hall, crowd):
        sign_in(one.viewer)
        with count_queries(engine_of(app)) as counted:
            assert client.get(f"/manage/events/{one.slug}/board/now").status_code == 200
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_curve_rises_from_the_first_arrival_to_now() -> None:
    moments = [make.START + timedelta(minutes=n) for n in range(200)]

    points = curve(moments)

    assert points[0] == (0.0, 0.0) and points[-1] == (1.0, 1.0)
    assert len(points) <= 62 and points == sorted(points)
    assert curve([]) == []
