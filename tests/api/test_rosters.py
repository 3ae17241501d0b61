"""The roster: enough to decide without a network, and no more."""

import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from tests import factories as make
from tests.api.answers import assert_described
from tests.counting import count_queries, engine_of
from webapp.attendance.checking_in.people import cursors
from webapp.attendance.models import Attendance, RegistrationStatus, Scan
from webapp.attendance.registering.models import RegistrationGroup
from webapp.clock import now
from webapp.database import db
from webapp.events.models import Mode

Stored = Callable[[Callable[[], Any]], Any]


class Door(NamedTuple):
    session: int
    token: str
    codes: list[str]


@pytest.fixture
def door(stored: Stored) -> Door:
    def build() -> Door:
        event = make.make_event(start=now() - timedelta(hours=1))
        names = ("Hj. Siti Aminah Rahmawati, S.Pd.", "Dehen", "Ruth")
        people = [make.make_registration(event, name=name) for name in names]
        people.append(make.make_registration(event, name="Yanti", status=RegistrationStatus.WAITING))
        people[2].tickets[0].revoked_at = now() - timedelta(days=1)
        _desk, token = make.make_desk(event)
        return Door(event.sessions[0].id, token, [one.tickets[0].code for one in people])

    made: Door = stored(build)
    return made


def fetch(client: FlaskClient, door: Door, query: str = "") -> Any:
    address = f"/api/v1/sessions/{door.session}/roster{query}"
    return client.get(address, headers={"Authorization": f"Bearer {door.token}"})


def scan(client: FlaskClient, door: Door, code: str, action: str = "in") -> None:
    moment = (now() - timedelta(hours=5)).isoformat()  # claimed hours ago: it is news all the same
    client.post(
        f"/api/v1/sessions/{door.session}/scans",
        json={"id": str(uuid4()), "code": code, "action": action, "scanned_at": moment},
        headers={"Authorization": f"Bearer {door.token}"},
    )


def test_roster_holds_hashes_short_names_and_states(client: FlaskClient, door: Door) -> None:
    scan(client, door, door.codes[1])

    answer = fetch(client, door)

    body = assert_described(client, answer, "get", "/sessions/{session_id}/roster")
    assert body["is_full"] is True
    assert [(one["name"], one["state"]) for one in body["people"]] == [
        ("Siti Aminah Rahmawati", "expected"), ("Dehen", "in"), ("Ruth", "revoked"), ("Yanti", "waiting"),
    ]  # fmt: skip
    assert body["people"][0]["code_hash"] == hashlib.sha256(door.codes[0].encode()).hexdigest()[:16]
    assert not any(code.encode() in answer.data for code in door.codes)


def test_roster_since_a_cursor_tells_only_what_changed(
    client: FlaskClient, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cursors, "OVERLAP", timedelta())
    cursor = fetch(client, door).json["cursor"]
    assert fetch(client, door, f"?since={cursor}").json["people"] == []
    scan(client, door, door.codes[0])
    scan(client, door, door.codes[0], "out")

    answer = fetch(client, door, f"?since={cursor}").json

    assert (answer["is_full"], [(one["name"], one["state"]) for one in answer["people"]]) == (
        False, [("Siti Aminah Rahmawati", "out")],
    )  # fmt: skip


def test_cursor_from_before_a_restore_gives_everything(client: FlaskClient, door: Door) -> None:
    tomorrow = int((now() + timedelta(days=1)).timestamp() * 1000)

    answer = fetch(client, door, f"?since={tomorrow}").json

    assert (answer["is_full"], len(answer["people"])) == (True, 4)


def test_cursor_of_rows_that_a_restore_lost_gives_everything(
    client: FlaskClient, door: Door, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cursors, "OVERLAP", timedelta())
    before = fetch(client, door).json["cursor"]
    scan(client, door, door.codes[0])
    lost = fetch(client, door).json["cursor"]
    stored(lambda: [db.session.execute(delete(table)) for table in (Scan, Attendance)])
    answer = fetch(client, door, f"?since={lost}").json
    scan(client, door, door.codes[1])  # another row now stands under the same number, or the old one is still missing

    later = fetch(client, door, f"?since={lost}").json

    assert (answer["is_full"], later["is_full"], len(later["people"])) == (True, True, 4)
    assert fetch(client, door, f"?since={before}").json["is_full"] is False


def test_people_of_one_group_have_its_number(client: FlaskClient, stored: Stored) -> None:
    def build() -> Door:
        event = make.make_event(start=now() - timedelta(hours=1))
        chair = make.make_person("Ketua")
        values = {"mode": Mode.IN_PERSON, "form_token": "f", "created_at": now()}
        group = RegistrationGroup(ref="g", event_id=event.id, chair_id=chair.id, **values)
        db.session.add(group)
        db.session.flush()
        for name in ("Ruth", "Yanti"):
            make.make_registration(event, name=name, group_id=group.id)
        make.make_registration(event, name="Dehen")
        return Door(event.sessions[0].id, make.make_desk(event)[1], [])

    people = fetch(client, stored(build)).json["people"]

    assert people[0]["group"] == people[1]["group"] != people[2]["group"]
    assert people[2]["group"] is None


def test_roster_costs_the_same_statements_for_few_and_for_many(
    client: FlaskClient, door: Door, app: Flask, stored: Stored
) -> None:
    def many() -> Door:
        event = make.make_event(start=now() - timedelta(hours=1))
        for n in range(30):
            make.make_registration(event, name=f"Orang {n}")
        return Door(event.sessions[0].id, make.make_desk(event)[1], [])

    crowd: Door = stored(many)
    with count_queries(engine_of(app)) as few:
        fetch(client, door)
    with count_queries(engine_of(app)) as full:
        fetch(client, crowd)

    assert len(few) == len(full)


def test_foreign_cursor_is_refused(client: FlaskClient, door: Door) -> None:
    for cursor in ("", "kemarin", "-1", "9" * 16, "٣", "1.5"):
        assert fetch(client, door, f"?since={cursor}").status_code == 422


def test_large_roster_is_compressed_for_who_takes_it(client: FlaskClient, stored: Stored) -> None:
    def build() -> Door:
        event = make.make_event(start=now() - timedelta(hours=1))
        for n in range(40):
            make.make_registration(event, name=f"Orang {n}")
        return Door(event.sessions[0].id, make.make_desk(event)[1], [])

    door: Door = stored(build)
    address, bearer = f"/api/v1/sessions/{door.session}/roster", {"Authorization": f"Bearer {door.token}"}

    small = client.get(address, headers=bearer | {"Accept-Encoding": "gzip"})
    plain = client.get(address, headers=bearer)

    assert (small.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert json.loads(gzip.decompress(small.data))["people"] == plain.json["people"]  # type: ignore[index]
    assert len(small.data) < len(plain.data) / 2


def test_roster_is_for_desks_of_the_event(client: FlaskClient, door: Door, stored: Stored) -> None:
    other: str = stored(lambda: make.make_desk(make.make_event())[1])

    assert fetch(client, door._replace(token="salah")).status_code == 401
    assert fetch(client, door._replace(token=other)).status_code == 404
