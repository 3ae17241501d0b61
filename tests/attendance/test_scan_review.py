"""Two desks without a network: the earlier claimed time counts, both rows stay, and somebody says why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import factories as make
from tests.counting import count_queries, engine_of
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.correcting.deriving import evidence, presence
from webapp.attendance.checking_in.reviewing.models import ScanReview
from webapp.attendance.models import Attendance, RegistrationStatus, Scan
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
MINUTE = timedelta(minutes=1)


class Doors(NamedTuple):
    slug: str
    session: int
    tokens: dict[str, str]
    code: str
    cancelled: str
    committee: int
    viewer: int
    stranger: int


def build() -> Doors:
    event = make.make_event(start=now() - timedelta(hours=2))
    dehen = make.make_registration(event, name="Dehen")
    gone = make.make_registration(event, name="Ruth", status=RegistrationStatus.CANCELLED)
    tokens = {name: make.make_desk(event, name=name)[1] for name in ("Pintu A", "Pintu B")}
    organization = db.session.get_one(Organization, event.organization_id)
    people = [make.make_user(organization).id, make.make_user(organization, GrantRole.VIEWER).id]
    stranger = make.make_user(make.make_organization()).id
    codes = (dehen.tickets[0].code, gone.tickets[0].code)
    return Doors(event.slug, event.sessions[0].id, tokens, *codes, people[0], people[1], stranger)


@pytest.fixture
def doors(stored: Stored) -> Doors:
    made: Doors = stored(build)
    return made


def sync(client: FlaskClient, doors: Doors, desk: str, code: str, *, ago: int, told: str = "admitted") -> Any:
    """A desk that had no network sends what it noted `ago` minutes ago."""
    moment = (now() - ago * MINUTE).isoformat()
    row = {"id": str(uuid4()), "code": code, "action": "in", "scanned_at": moment, "told": told}
    headers = {"Authorization": f"Bearer {doors.tokens[desk]}"}
    answer = client.post(f"/api/v1/sessions/{doors.session}/scans/batch", json={"scans": [row]}, headers=headers)
    return (answer.json or {})["scans"][0]


def test_earlier_claimed_time_counts_though_it_came_later(client: FlaskClient, doors: Doors, app: Flask) -> None:
    first = sync(client, doors, "Pintu A", doors.code, ago=20)
    second = sync(client, doors, "Pintu B", doors.code, ago=50)

    assert (first["outcome"], second["outcome"], second["reason"]) == ("admitted", "already", "conflict")
    with app.app_context():
        row = db.session.scalars(select(Attendance)).one()
        scans = db.session.scalars(select(Scan).order_by(Scan.id)).all()
        assert (row.first_desk, row.first_at, row.standing_desk) == ("Pintu B", scans[1].scanned_at, "Pintu B")
        assert len(scans) == 2
        again = presence(db.session.scalars(evidence(doors.session, row.registration_id)))
        assert (again.first_at, again.first_desk, again.standing_at) == (row.first_at, row.first_desk, row.standing_at)


def test_later_claimed_time_changes_nothing_and_is_a_conflict_all_the_same(
    client: FlaskClient, doors: Doors, app: Flask
) -> None:
    sync(client, doors, "Pintu A", doors.code, ago=50)
    second = sync(client, doors, "Pintu B", doors.code, ago=20)

    assert (second["outcome"], second["reason"]) == ("already", "conflict")
    with app.app_context():
        assert db.session.scalars(select(Attendance)).one().first_desk == "Pintu A"


def test_desk_that_asked_the_server_makes_no_conflict(client: FlaskClient, doors: Doors) -> None:
    sync(client, doors, "Pintu A", doors.code, ago=50)

    assert sync(client, doors, "Pintu B", doors.code, ago=0, told="")["reason"] is None
    assert sync(client, doors, "Pintu B", doors.code, ago=0, told="already")["reason"] is None


def test_what_is_in_doubt_is_listed_and_settled_by_a_reason(
    client: FlaskClient, doors: Doors, app: Flask, sign_in: SignIn
) -> None:
    address = f"/manage/events/{doors.slug}/scan-review"
    sync(client, doors, "Pintu A", doors.code, ago=20)
    sync(client, doors, "Pintu B", doors.code, ago=50)
    sync(client, doors, "Pintu B", doors.cancelled, ago=40)
    sync(client, doors, "Pintu B", "A" * 26, ago=40, told="kept")
    page = sign_in(doors.committee).get(address).text
    with app.app_context():
        conflict = db.session.scalars(select(Scan.id).where(Scan.reason == "conflict")).one()
        plain = db.session.scalars(select(Scan.id).where(Scan.outcome == "admitted")).one()

    for words in (
        "Masuk di dua pintu",
        "Terlanjur dipersilakan masuk",
        "Kode tidak dikenal",
        "Dehen",
        "Ruth",
        "Pintu A",
    ):
        assert words in page
    assert client.post(f"{address}/{conflict}", data={"reason": " "}).status_code == 422
    assert client.post(f"{address}/{plain}", data={"reason": "apa saja"}).status_code == 404
    for reason in ("Orang yang sama, dua pintu", "Kata kedua"):
        assert client.post(f"{address}/{conflict}", data={"reason": reason}).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(ScanReview)).one().reason == "Orang yang sama, dua pintu"
        assert len(db.session.scalars(select(Scan)).all()) == 4
    assert "Orang yang sama, dua pintu" in client.get(address).text


def test_review_is_for_the_organizer_and_settled_by_the_committee(
    client: FlaskClient, doors: Doors, app: Flask, sign_in: SignIn
) -> None:
    address = f"/manage/events/{doors.slug}/scan-review"
    sync(client, doors, "Pintu A", "A" * 26, ago=20, told="kept")
    with app.app_context():
        scan = db.session.scalars(select(Scan.id)).one()

    assert sign_in(doors.stranger).get(address).status_code == 404
    assert "Alasan" not in sign_in(doors.viewer).get(address).text
    assert client.post(f"{address}/{scan}", data={"reason": "x y z"}).status_code in {403, 404}


def test_list_costs_the_same_for_few_and_for_many(
    client: FlaskClient, doors: Doors, app: Flask, sign_in: SignIn
) -> None:
    counts = []
    for more in (1, 12):
        for _n in range(more):
            sync(client, doors, "Pintu A", "A" * 26, ago=20, told="kept")
        sign_in(doors.viewer)
        with count_queries(engine_of(app)) as counted:
            client.get(f"/manage/events/{doors.slug}/scan-review")
        counts.append(len(counted))

    assert counts[0] == counts[1]
