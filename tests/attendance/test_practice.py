"""Practice at the desk: the printed sheet, and what a desk proves the day before."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests import factories as make
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.practising.codes import practice_codes
from webapp.attendance.checking_in.scanning.codes import Form, parsed_code
from webapp.attendance.models import Attendance
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization

Stored = Callable[[Callable[[], Any]], Any]


def test_sheet_is_one_paper_of_eight_codes_for_anybody(client: FlaskClient) -> None:
    answer = client.get("/practice-sheet.pdf")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert (
        answer.data.startswith(b"%PDF-")
        and answer.data.count(b"/Type/Page\n") + answer.data.count(b"/Type /Page\n") <= 1
    )
    assert client.get("/practice-sheet.pdf").data == answer.data


def test_codes_of_the_sheet_are_eight_different_codes_in_the_form_of_tickets() -> None:
    codes = [one.code for one in practice_codes()]

    assert len(set(codes)) == 8
    assert {parsed_code(code).form for code in codes} == {Form.TICKET}


def test_desk_knows_the_codes_of_the_sheet_and_outside_practice_they_admit_nobody(
    client: FlaskClient, stored: Stored, app: Flask
) -> None:
    def build() -> tuple[str, int]:
        event = make.make_event(start=now() - timedelta(hours=1))
        make.make_registration(event)
        return make.make_desk(event)[1], event.sessions[0].id

    token, session = stored(build)
    found = re.search(r'id="desk">(.*?)</script>', client.get(f"/desk/{token}").text)
    assert found is not None
    codes = [one["code"] for one in json.loads(found[1])["practice"]]
    rows = [
        {"id": f"00000000-0000-4000-8000-00000000000{n}", "code": code, "action": "in", "scanned_at": now().isoformat()}
        for n, code in enumerate(codes)
    ]

    headers = {"Authorization": f"Bearer {token}"}
    told = client.post(f"/api/v1/sessions/{session}/scans/batch", json={"scans": rows}, headers=headers).json or {}

    assert codes == [one.code for one in practice_codes()]
    assert [one["outcome"] for one in told["scans"]] == ["unknown"] * 8
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attendance)) == 0


def test_committee_sees_which_desks_are_ready_and_what_the_others_lack(
    client: FlaskClient, stored: Stored, sign_in: Callable[[int], FlaskClient]
) -> None:
    def build() -> tuple[str, int, str, int]:
        event = make.make_event(start=now() + timedelta(days=1))
        user = make.make_user(make_organization_of(event), GrantRole.COMMITTEE)
        return event.slug, user.id, make.make_desk(event)[1], event.sessions[0].id

    slug, user, token, session = stored(build)
    assert "Belum dibuka" in sign_in(user).get(f"/manage/events/{slug}/desks").text
    body = {"waiting": 0, "listed": 212, "has_camera": True, "has_queue": True}
    pages = []
    for change in ({"has_camera": False}, {"has_queue": False}, {}):
        headers = {"Authorization": f"Bearer {token}"}
        client.post(f"/desk/api/sessions/{session}/contact", json=body | change, headers=headers)
        pages.append(" ".join(client.get(f"/manage/events/{slug}/desks").text.split()))

    assert "Belum siap" in pages[0] and "kamera</span>" in pages[0]
    assert "Belum siap" in pages[1] and "antrean</span>" in pages[1]
    assert "Belum siap" not in pages[2] and "Siap</span>" in pages[2]


def make_organization_of(event: Any) -> Any:

    return db.session.get_one(Organization, event.organization_id)
