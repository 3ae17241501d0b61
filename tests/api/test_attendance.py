"""Attendance for the organizer's own programs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient

from tests import factories as make
from tests.api.answers import assert_described
from webapp.accounts.models import ApiToken, GrantRole
from webapp.attendance.checking_in.people.walking_in import WalkIn, admit_walk_in
from webapp.attendance.checking_in.scanning.answers import Presented
from webapp.attendance.checking_in.scanning.recording import record_scan
from webapp.attendance.models import Action, Channel, RegistrationStatus
from webapp.clock import now
from webapp.database import db
from webapp.events.models import Mode
from webapp.web.tokens import new_token, token_hash

Stored = Callable[[Callable[[], Any]], Any]


class Made(NamedTuple):
    slug: str
    token: str
    foreign: str
    expired: str
    desk: str


def issue(organization_id: int, **values: Any) -> str:
    token = new_token()
    given = {"name": "Dasbor", "role": GrantRole.VIEWER, "created_at": now()} | values
    db.session.add(ApiToken(organization_id=organization_id, token_hash=token_hash(token), **given))
    return token


def build() -> Made:
    start = now() - timedelta(hours=1)
    event = make.make_event(start=start, in_person=2)
    here, there = make.make_registration(event, name="Dehen"), make.make_registration(event, mode=Mode.ONLINE)
    make.make_registration(event, name="Ruth")
    make.make_registration(event, name="Batal", status=RegistrationStatus.CANCELLED)
    session = event.sessions[0]
    for n, (one, channel) in enumerate(((here, Channel.CAMERA), (there, Channel.JOIN))):
        uuid = f"00000000-0000-4000-8000-00000000000{n}"
        scan = Presented(uuid, one.tickets[0].code, Action.IN, start, channel, "Pintu A" if n == 0 else "")
        record_scan(session, scan, at=start)
    walk_in = WalkIn(uuid="00000000-0000-4000-8000-000000000009", name="Tamu", desk="Pintu A")
    admit_walk_in(session, walk_in, at=start)
    return Made(
        event.slug,
        issue(event.organization_id),
        issue(make.make_organization().id, role=GrantRole.ADMIN),
        issue(event.organization_id, expires_at=now() - timedelta(days=1)),
        make.make_desk(event)[1],
    )


@pytest.fixture
def made(stored: Stored) -> Made:
    found: Made = stored(build)
    return found


def fetch(client: FlaskClient, made: Made, token: str) -> Any:
    return client.get(f"/api/v1/events/{made.slug}/attendance", headers={"Authorization": f"Bearer {token}"})


def test_attendance_counts_what_it_lists(client: FlaskClient, made: Made) -> None:
    answer = fetch(client, made, made.token)

    body = assert_described(client, answer, "get", "/events/{slug}/attendance")
    assert body["totals"] == {
        "registered": {"total": 3, "in_person": 2, "online": 1},
        "present": {"total": 2, "in_person": 1, "online": 1},
        "outside_quota": 1,
        "walk_ins": 1,
        "absent": 1,
        "waiting": 0,
        "pending": 0,
        "cancelled": 1,
    }
    came = [one for one in body["people"] if one["attended_mode"]]
    assert len(came) == body["totals"]["present"]["total"] + body["totals"]["outside_quota"]
    dehen = next(one for one in body["people"] if one["name"] == "Dehen" and one["desk"])
    assert (dehen["desk"], dehen["channel"], dehen["first_at"][-6:]) == ("Pintu A", "camera", "+07:00")


def test_attendance_is_for_the_organizers_tokens_alone(client: FlaskClient, made: Made) -> None:
    statuses = [fetch(client, made, token).status_code for token in (made.foreign, made.expired, made.desk, "salah")]

    assert statuses == [404, 401, 401, 401]
    assert client.get(f"/api/v1/events/{made.slug}/attendance").status_code == 401
