"""One tap at the desk adds a missing L or P: only when nobody has said it, and written down."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import factories as make
from webapp.attendance.models import Registration
from webapp.audit.models import ActorKind, AuditEntry
from webapp.clock import now
from webapp.database import db

Stored = Callable[[Callable[[], Any]], Any]


class Door(NamedTuple):
    session: int
    token: str
    desk: int
    code: str
    said: str
    elsewhere: str


@pytest.fixture
def door(stored: Stored) -> Door:
    def build() -> Door:
        event = make.make_event(start=now() - timedelta(hours=1))
        codes = [
            make.make_registration(one, name=name, gender=gender).tickets[0].short_code
            for one, name, gender in ((event, "Dehen", ""), (event, "Yanti", "P"), (make.make_event(), "Ruth", ""))
        ]
        desk, token = make.make_desk(event)
        return Door(event.sessions[0].id, token, desk.id, *codes)

    made: Door = stored(build)
    return made


def tap(client: FlaskClient, door: Door, code: str, gender: str, *, token: str | None = None) -> Any:
    headers = {"Authorization": f"Bearer {token or door.token}"}
    body = {"short_code": code, "gender": gender}
    return client.post(f"/desk/api/sessions/{door.session}/genders", json=body, headers=headers)


def stored_genders(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Registration.gender).order_by(Registration.id)))


def test_desk_is_told_that_it_is_missing_and_adds_it_once(client: FlaskClient, door: Door, app: Flask) -> None:
    body = {"id": str(uuid4()), "code": door.code, "action": "in", "scanned_at": now().isoformat()}
    headers = {"Authorization": f"Bearer {door.token}"}
    told: Any = client.post(f"/api/v1/sessions/{door.session}/scans", json=body, headers=headers).json
    assert told["registration"]["lacks_gender"] is True

    first, second = (tap(client, door, door.code, gender) for gender in "LP")

    assert (first.json, second.json) == ({"recorded": True}, {"recorded": False})
    assert stored_genders(app) == ["L", "P", ""]
    again: Any = client.post(f"/api/v1/sessions/{door.session}/scans", json=body, headers=headers).json
    assert again["registration"]["lacks_gender"] is False


def test_what_was_said_and_who_is_of_another_activity_stay_as_they_are(
    client: FlaskClient, door: Door, app: Flask
) -> None:
    for code in (door.said, door.elsewhere, "ZZ-ZZZZ"):
        assert tap(client, door, code, "L").json == {"recorded": False}

    assert stored_genders(app) == ["", "P", ""]


def test_audit_log_says_which_desk_and_keeps_the_value_under_the_persons_key(
    client: FlaskClient, door: Door, app: Flask
) -> None:
    tap(client, door, door.code, "L")

    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "registration.gender_added")).one()
        assert (entry.actor_kind, entry.actor_id, entry.person_kind) == (ActorKind.DESK, door.desk, "person")
        assert entry.sealed and "L" not in str(entry.after)


def test_anything_but_l_and_p_is_pointed_at_and_strangers_add_nothing(client: FlaskClient, door: Door) -> None:
    assert tap(client, door, door.code, "X").status_code == 422
    assert tap(client, door, "", "L").status_code == 422
    assert tap(client, door, door.code, "L", token="nobody").status_code == 401
