"""A ticket opened with an ordinary camera by whoever stands at the desk: one press on its page records it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests import factories as make
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Attendance, Channel, Scan
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]


class Hall(NamedTuple):
    slug: str
    code: str
    elsewhere: str
    desk: int
    viewer: int


@pytest.fixture
def hall(stored: Stored) -> Hall:
    def build() -> Hall:
        event = make.make_event(start=now() - timedelta(hours=1))
        office = db.session.get_one(Organization, event.organization_id)
        codes = [make.make_registration(one, name="Dehen").tickets[0].code for one in (event, make.make_event())]
        users = [make.make_user(office, role).id for role in (GrantRole.DESK, GrantRole.VIEWER)]
        return Hall(event.slug, codes[0], codes[1], users[0], users[1])

    made: Hall = stored(build)
    return made


def form_of(page: str) -> dict[str, str]:
    return {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("code", "entry")}  # type: ignore[index]


def rows(app: Flask) -> tuple[int, int]:
    with app.app_context():
        counts = [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in (Scan, Attendance)]
    return counts[0], counts[1]


def test_one_press_records_and_the_page_says_so(hall: Hall, sign_in: SignIn, app: Flask) -> None:
    desk = sign_in(hall.desk)
    form = form_of(desk.get(f"/T/{hall.code}").text)

    told = desk.post(f"/manage/events/{hall.slug}/arrivals", data=form, follow_redirects=True)

    assert "Dehen tercatat hadir." in told.text and "Sudah hadir pukul" in told.text
    with app.app_context():
        scan = db.session.scalars(select(Scan)).one()
        assert (scan.uuid, scan.channel, scan.outcome.value) == (form["entry"], Channel.CAMERA, "admitted")
        assert scan.desk


def test_pressing_twice_is_one_scan_and_a_second_visit_is_told_when(hall: Hall, sign_in: SignIn, app: Flask) -> None:
    desk = sign_in(hall.desk)
    form = form_of(desk.get(f"/T/{hall.code}").text)
    for _ in range(2):
        desk.post(f"/manage/events/{hall.slug}/arrivals", data=form)
    assert rows(app) == (1, 1)

    page = desk.get(f"/T/{hall.code}").text

    assert "Sudah hadir pukul" in page and "/arrivals" not in page


def test_ticket_of_another_event_is_refused_by_the_verb_and_logged(hall: Hall, sign_in: SignIn, app: Flask) -> None:
    desk = sign_in(hall.desk)
    form = form_of(desk.get(f"/T/{hall.code}").text) | {"code": hall.elsewhere}

    told = desk.post(f"/manage/events/{hall.slug}/arrivals", data=form, follow_redirects=True)

    assert "Tiket ini untuk kegiatan lain" in told.text
    assert rows(app) == (1, 0)


def test_who_may_not_check_in_sees_nothing_and_records_nothing(
    hall: Hall, sign_in: SignIn, client: FlaskClient, app: Flask
) -> None:
    form = {"code": hall.code, "entry": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}
    assert "/arrivals" not in client.get(f"/T/{hall.code}").text
    assert client.post(f"/manage/events/{hall.slug}/arrivals", data=form).status_code == 302
    viewer = sign_in(hall.viewer)

    assert "/arrivals" not in viewer.get(f"/T/{hall.code}").text
    assert viewer.post(f"/manage/events/{hall.slug}/arrivals", data=form).status_code == 404
    assert rows(app) == (0, 0)


def test_a_form_that_is_not_ours_is_a_bad_request(hall: Hall, sign_in: SignIn) -> None:
    desk = sign_in(hall.desk)
    for form in ({}, {"code": "KT-7F3K", "entry": "x"}, {"code": hall.code, "entry": "x"}):
        assert desk.post(f"/manage/events/{hall.slug}/arrivals", data=form).status_code == 400
