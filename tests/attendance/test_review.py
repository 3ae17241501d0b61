"""What is odd shows itself in one place and refuses nobody: shared links, lent telephones, strangers, screens."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.applying import make_attendance
from tests.attendance.pages import Stored
from tests.counting import count_queries, engine_of
from tests.factories import HOUR, make_event, make_organization, make_registration, make_user
from webapp import clock
from webapp.attendance.attesting import watching
from webapp.attendance.joining.models import JoinDevice
from webapp.attendance.models import Attendance, Channel
from webapp.attendance.rooms.models import RoomVisit, Server
from webapp.attendance.ticketing import links
from webapp.attendance.verdicts.deciding import set_rule
from webapp.attendance.verdicts.models import PresenceInterval, Weight
from webapp.attendance.verdicts.rules import Rule, Why
from webapp.database import db
from webapp.events.models import Mode

REVIEW = "/manage/events/forum/online/review"
SignIn = Any


class Running:
    """A webinar that runs, with four people online."""

    def __init__(self) -> None:
        self.at, office = clock.now(), make_organization()
        link = "https://meet.example.org/a"
        self.event = make_event(slug="forum", organization=office, start=self.at - HOUR, conference_url=link)
        self.session_id, names = self.event.sessions[0].id, ("Siti", "Dehen", "Rawai", "Murni")
        self.people = [make_registration(self.event, name=name, mode=Mode.ONLINE) for name in names]
        self.links = [f"/join/{links.token_of(one, links.JOIN)}" for one in self.people]
        self.codes = [one.tickets[0].short_code for one in self.people]
        self.committee = make_user(office).id


@pytest.fixture
def running(stored: Stored) -> Running:
    made: Running = stored(Running)
    return made


def review(app: Flask, sign_in: SignIn, running: Running) -> str:
    text: str = sign_in(running.committee).get(REVIEW).text
    return text


def test_shared_link_lets_both_in_and_shows_itself(app: Flask, running: Running, sign_in: SignIn) -> None:
    answers = [app.test_client().post(running.links[0]).status_code for _device in range(2)]

    page = review(app, sign_in, running)

    assert answers == [303, 303]
    assert "dipakai di tempat lain: 2 perangkat" in page
    assert page.count("perangkat") == 1


def test_one_telephone_for_many_tickets_shows_itself(app: Flask, running: Running, sign_in: SignIn) -> None:
    telephone = app.test_client()
    for address in running.links[:3]:
        telephone.post(address)
    app.test_client().post(running.links[3])

    page = review(app, sign_in, running)

    assert page.count("Satu perangkat dipakai untuk 3 tiket") == 3
    assert "Murni" not in page


def test_one_device_coming_back_is_nothing_to_look_at(app: Flask, running: Running, sign_in: SignIn) -> None:
    telephone = app.test_client()
    for _time in range(3):
        telephone.post(running.links[0])

    assert "perangkat" not in review(app, sign_in, running)
    with app.app_context():
        [row] = db.session.scalars(select(JoinDevice))
        assert len(row.device) == 64


def test_device_mark_is_kept_from_scripts(app: Flask, running: Running) -> None:
    given = app.test_client().post(running.links[0]).headers.getlist("Set-Cookie")

    [mark] = [cookie for cookie in given if cookie.startswith("device=")]
    assert "HttpOnly" in mark
    assert "SameSite=Lax" in mark


def test_one_tap_settles_what_was_odd(app: Flask, client: FlaskClient, running: Running, sign_in: SignIn) -> None:
    for _device in range(2):
        app.test_client().post(running.links[0])
    address = f"/manage/events/forum/participants/{running.people[0].id}/verdicts/{running.session_id}"

    sign_in(running.committee).post(address, data={"is_present": "yes", "reason": "Diperiksa panitia", "list": "1"})

    assert "perangkat" not in client.get(REVIEW).text


@pytest.fixture
def visit(stored: Stored, running: Running) -> int:
    def made() -> int:
        visit = RoomVisit(session_id=running.session_id, kind=Server.BIGBLUEBUTTON, key="w_1", name="Tamu <i>")
        visit.started_at, visit.ended_at = running.at - 30 * timedelta(minutes=1), running.at
        db.session.add(visit)
        db.session.flush()
        return visit.id

    found: int = stored(made)
    return found


def test_stranger_in_the_room_is_given_to_a_ticket(
    app: Flask, client: FlaskClient, running: Running, visit: int, sign_in: SignIn
) -> None:
    page, address = review(app, sign_in, running), f"/manage/events/forum/online/visits/{visit}"

    client.post(f"{address}/owner", data={"code": "ZZ-9999"})
    wrong = client.get(REVIEW).text
    client.post(f"{address}/owner", data={"code": running.codes[0]})

    assert "Tamu &lt;i&gt;" in page
    assert "belum ditemukan" in wrong
    assert "Tamu" not in client.get(REVIEW).text
    with app.app_context():
        [span] = db.session.scalars(select(PresenceInterval))
        assert (span.registration_id, span.ended_at - span.started_at) == (running.people[0].id, timedelta(minutes=30))


def test_stranger_is_let_be(client: FlaskClient, app: Flask, running: Running, visit: int, sign_in: SignIn) -> None:
    review(app, sign_in, running)

    client.post(f"/manage/events/forum/online/visits/{visit}/dismissal")

    assert "Tamu" not in client.get(REVIEW).text
    assert client.post(f"/manage/events/forum/online/visits/{visit}/dismissal").status_code == 404


def test_screen_that_waits_is_pointed_at(app: Flask, running: Running, stored: Stored, sign_in: SignIn) -> None:
    def declared() -> None:
        said = watching.Declaration(place="Balai", declared_by="Siti", registration_ids=[running.people[0].id])
        watching.declare(running.event, said, at=running.at)

    stored(declared)

    assert "1 layar nonton bersama menunggu keputusan" in review(app, sign_in, running)


def test_review_costs_the_same_for_one_and_for_many(app: Flask, running: Running, sign_in: SignIn) -> None:
    committee, counts = sign_in(running.committee), []
    for number in range(2):
        for address in running.links[: 1 + 3 * number]:
            for _device in range(2):
                app.test_client().post(address)
        with count_queries(engine_of(app)) as counted:
            committee.get(REVIEW)
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_typed_in_signature_counts_as_paper_or_not_at_all(app: Flask, running: Running, stored: Stored) -> None:
    later = running.at + 4 * HOUR

    def judged(takes_paper: bool) -> tuple[bool, str]:
        set_rule(running.event, Rule(paper=Weight.ALONE if takes_paper else Weight.IGNORED), at=later)
        row = db.session.scalars(select(Attendance)).one()
        return row.is_present, row.why

    stored(lambda: make_attendance(running.people[0], channel=Channel.PAPER, mode=Mode.IN_PERSON))

    assert stored(lambda: judged(True)) == (True, Why.PAPER)
    assert stored(lambda: judged(False)) == (False, Why.NOTHING)
