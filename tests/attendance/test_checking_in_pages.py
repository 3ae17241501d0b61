"""The scanner's pages and the list of desks."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import factories as make
from webapp.accounts import signing_in
from webapp.accounts.models import Grant, GrantRole, User
from webapp.attendance.models import Desk, Scan
from webapp.clock import now
from webapp.database import db

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]


class Made(NamedTuple):
    slug: str
    session: int
    second_session: int
    foreign_session: int
    token: str
    desk: int
    code: str
    committee: int
    staff: int
    viewer: int
    stranger: int


def build() -> Made:
    event = make.make_event(start=now() - timedelta(hours=1), sessions=2)
    registration = make.make_registration(event, name="Dehen")
    desk, token = make.make_desk(event)
    organization = event.organization_id

    def user(role: GrantRole) -> int:
        made = make.make_user(name=f"Petugas {role}")
        db.session.add(Grant(user=made, organization_id=organization, role=role))
        db.session.flush()
        return made.id

    return Made(
        event.slug, event.sessions[0].id, event.sessions[1].id, make.make_event().sessions[0].id, token, desk.id,
        registration.tickets[0].code, user(GrantRole.COMMITTEE), user(GrantRole.DESK), user(GrantRole.VIEWER),
        make.make_user(make.make_organization()).id,
    )  # fmt: skip


@pytest.fixture
def made(stored: Stored) -> Made:
    found: Made = stored(build)
    return found


def desk_of(page: bytes) -> dict[str, Any]:
    found = re.search(rb'<script type="application/json" id="desk">(.*?)</script>', page, re.S)
    assert found is not None
    values: dict[str, Any] = json.loads(found[1])
    return values


def scan(client: FlaskClient, desk: dict[str, Any], code: str) -> Any:
    body = {"id": str(uuid4()), "code": code, "action": "in", "scanned_at": now().isoformat()}
    return client.post(desk["urls"]["scans"], json=body, headers={"Authorization": f"Bearer {desk['token']}"})


def test_paired_phone_opens_the_scanner_and_scans(client: FlaskClient, made: Made) -> None:
    page = client.get(f"/desk/{made.token}")

    assert page.status_code == 200
    desk = desk_of(page.data)
    assert (desk["desk"], desk["token"], desk["session"]["id"], desk["back"]) == (
        "Pintu A",
        made.token,
        made.session,
        None,
    )
    assert [one["id"] for one in desk["sessions"]] == [made.session, made.second_session]
    assert desk["counter"] == {"in": 0, "expected": 1}
    assert desk["time_zone"] == {"id": "Asia/Jakarta", "label": "WIB"}
    assert "00000000-0000-0000-0000-000000000000" in desk["urls"]["undo"]
    assert scan(client, desk, made.code).json["outcome"] == "admitted"


def test_scanner_page_may_use_the_camera_and_little_else(client: FlaskClient, made: Made) -> None:
    headers = client.get(f"/desk/{made.token}").headers

    assert "camera=(self)" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_another_session_of_the_event_can_be_chosen(client: FlaskClient, made: Made) -> None:
    chosen = desk_of(client.get(f"/desk/{made.token}?session={made.second_session}").data)

    assert chosen["session"]["id"] == made.second_session
    for wrong in (made.foreign_session, "x", "", -1):
        assert client.get(f"/desk/{made.token}?session={wrong}").status_code == 404


def test_shut_desk_says_so_and_an_unknown_one_is_not_found(client: FlaskClient, made: Made, stored: Stored) -> None:
    def shut() -> None:
        db.session.get_one(Desk, made.desk).revoked_at = now()

    stored(shut)

    assert client.get(f"/desk/{made.token}").status_code == 410
    assert client.get("/desk/tidak-ada").status_code == 404


def test_signed_in_staff_scan_under_their_own_name(
    client: FlaskClient, made: Made, sign_in: SignIn, app: Flask
) -> None:
    page = sign_in(made.staff).get(f"/manage/events/{made.slug}/scanner")

    desk = desk_of(page.data)
    assert (desk["desk"], desk["back"]) == ("Petugas desk", None)
    assert scan(app.test_client(), desk, made.code).json["outcome"] == "admitted"
    with app.app_context():
        assert db.session.scalars(select(Scan)).one().desk == "Petugas desk"
        assert db.session.scalars(select(Desk)).one().id == made.desk  # looking at the page wrote nothing


def test_committee_finds_the_way_back_to_the_event(made: Made, sign_in: SignIn) -> None:
    page = sign_in(made.committee).get(f"/manage/events/{made.slug}/scanner")

    assert desk_of(page.data)["back"] == f"/manage/events/{made.slug}"


def test_staff_token_ends_with_the_sign_in_the_grant_or_the_account(
    client: FlaskClient, made: Made, sign_in: SignIn, app: Flask, stored: Stored
) -> None:
    def ends(change: Callable[[], object], back: Callable[[], object]) -> int:
        desk = desk_of(sign_in(made.staff).get(f"/manage/events/{made.slug}/scanner").data)
        stored(change)
        status: int = scan(app.test_client(), desk, made.code).status_code
        stored(back)
        return status

    def staff() -> User:
        return db.session.get_one(User, made.staff)

    def grant(role: GrantRole) -> None:
        staff().grants[0].role = role

    def disable(*, is_disabled: bool) -> None:
        staff().disabled_at = now() if is_disabled else None

    nothing = ends(lambda: None, lambda: None)
    signed_out = ends(lambda: signing_in.sign_out_everywhere(staff(), at=now()), lambda: None)
    demoted = ends(lambda: grant(GrantRole.VIEWER), lambda: grant(GrantRole.DESK))
    disabled = ends(lambda: disable(is_disabled=True), lambda: disable(is_disabled=False))

    assert (nothing, signed_out, demoted, disabled) == (200, 401, 401, 401)


def test_staff_token_opens_no_other_event(made: Made, sign_in: SignIn, app: Flask, stored: Stored) -> None:
    other: Made = stored(build)
    desk = desk_of(sign_in(made.staff).get(f"/manage/events/{made.slug}/scanner").data)
    headers = {"Authorization": f"Bearer {desk['token']}"}

    there = app.test_client().get(f"/desk/api/sessions/{other.session}/counter", headers=headers)
    forged = desk["token"].split(".")
    forged[2] = str(int(forged[2]) + 2)
    headers = {"Authorization": f"Bearer {'.'.join(forged)}"}
    bent = app.test_client().get(f"/desk/api/sessions/{other.session}/counter", headers=headers)

    assert (there.status_code, bent.status_code) == (404, 401)


def test_scanner_and_desks_are_closed_to_others(client: FlaskClient, made: Made, sign_in: SignIn) -> None:
    scanner, desks = f"/manage/events/{made.slug}/scanner", f"/manage/events/{made.slug}/desks"
    assert client.get(scanner).headers["Location"].startswith("/sign-in")
    assert client.get(desks).headers["Location"].startswith("/sign-in")

    for user, expected in ((made.viewer, (404, 404)), (made.stranger, (404, 404)), (made.staff, (200, 404))):
        signed_in = sign_in(user)
        assert (signed_in.get(scanner).status_code, signed_in.get(desks).status_code) == expected


def test_desk_needs_a_name_of_its_own(made: Made, sign_in: SignIn) -> None:
    committee = sign_in(made.committee)

    for name in ("", "  ", "pintu a", "x" * 41, "a\x00b"):
        page = committee.post(f"/manage/events/{made.slug}/desks", data={"name": name})

        assert page.status_code == 422


def test_revoked_desk_scans_no_more(made: Made, sign_in: SignIn, app: Flask) -> None:
    desk = desk_of(app.test_client().get(f"/desk/{made.token}").data)

    answer = sign_in(made.committee).post(f"/manage/events/{made.slug}/desks/{made.desk}/revocation")

    assert answer.status_code == 302
    assert scan(app.test_client(), desk, made.code).status_code == 401


def test_nobody_revokes_a_desk_of_another_event(made: Made, sign_in: SignIn, stored: Stored, app: Flask) -> None:
    other: Made = stored(build)

    answer = sign_in(made.committee).post(f"/manage/events/{made.slug}/desks/{other.desk}/revocation")

    assert answer.status_code == 404
    with app.app_context():
        assert db.session.get_one(Desk, other.desk).revoked_at is None


def test_list_tells_how_much_each_desk_has_scanned(made: Made, sign_in: SignIn, app: Flask) -> None:
    desk = desk_of(app.test_client().get(f"/desk/{made.token}").data)
    for code in (made.code, made.code, "halo"):
        scan(app.test_client(), desk, code)

    page = sign_in(made.committee).get(f"/manage/events/{made.slug}/desks").text

    row = re.search(r"Pintu A</th>(.*?)</tr>", page, re.S)
    assert row is not None and ">3<" in row[1]
