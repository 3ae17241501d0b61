"""Watching together: who may declare, who decides, what counts, what is said."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.pages import Stored
from tests.factories import HOUR, make_event, make_organization, make_registration, make_user
from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.attesting.models import WatchParty
from webapp.attendance.groups import links as group_links
from webapp.attendance.models import Attendance, Channel
from webapp.attendance.registering.models import RegistrationGroup
from webapp.attendance.verdicts.rules import Why
from webapp.database import db
from webapp.events.models import Mode

BASE = "/manage/events/forum"
SCREENS = f"{BASE}/online/watching"
SignIn = Any


class Watched:
    """A webinar of yesterday; Siti, Dehen and Rawai are a chair's group, Murni is nobody's."""

    def __init__(self) -> None:
        at, office = clock.now(), make_organization()
        self.event = make_event(slug="forum", organization=office, start=at - 24 * HOUR)
        self.event_id, self.session_id = self.event.id, self.event.sessions[0].id
        people = [
            make_registration(self.event, name=name, mode=Mode.ONLINE) for name in ("Siti", "Dehen", "Rawai", "Murni")
        ]
        group = RegistrationGroup(
            ref="abcdefghijklmnop", event_id=self.event.id, chair_id=people[0].person_id, mode=Mode.ONLINE,
            affiliation="KIM Handep", form_token="x", created_at=at,
        )  # fmt: skip
        db.session.add(group)
        db.session.flush()
        for one in people[:3]:
            one.group_id = group.id
        self.ids = [one.id for one in people]
        self.codes = [one.tickets[0].short_code for one in people]
        self.page = f"/groups/{group_links.token_of(group)}"
        self.committee, self.desk = make_user(office).id, make_user(office, GrantRole.DESK).id
        db.session.flush()


@pytest.fixture
def watched(stored: Stored) -> Watched:
    made: Watched = stored(Watched)
    return made


def verdicts(app: Flask) -> dict[int, tuple[bool, str, Channel, Mode]]:
    with app.app_context():
        rows = db.session.scalars(select(Attendance))
        return {row.registration_id: (row.is_present, row.why, row.channel, row.mode) for row in rows}


def declare(client: FlaskClient, watched: Watched, *ids: int) -> Any:
    return client.post(f"{watched.page}/watching", data={"place": "Balai Desa Handep", "watchers": list(ids)})


def parties(app: Flask) -> list[int]:
    with app.app_context():
        return list(db.session.scalars(select(WatchParty.id)))


def test_chair_declares_and_the_committee_lets_it_count(
    app: Flask, client: FlaskClient, watched: Watched, sign_in: SignIn
) -> None:
    declare(client, watched, *watched.ids[:2])
    declare(client, watched, *watched.ids[:2])  # a second press
    before, [party] = verdicts(app), parties(app)

    sign_in(watched.committee).post(f"{SCREENS}/{party}/approval")

    assert before == {}
    assert verdicts(app) == dict.fromkeys(watched.ids[:2], (True, Why.WATCHED, Channel.WATCHING, Mode.ONLINE))
    page = client.get(f"{BASE}/participants/{watched.ids[0]}").text
    assert "menonton bersama pada satu layar" in page
    assert "Disetujui" in client.get(watched.page).text


def test_approval_can_be_taken_back(app: Flask, client: FlaskClient, watched: Watched, sign_in: SignIn) -> None:
    declare(client, watched, watched.ids[0])
    [party], committee = parties(app), sign_in(watched.committee)

    committee.post(f"{SCREENS}/{party}/approval")
    committee.post(f"{SCREENS}/{party}/refusal")

    assert verdicts(app)[watched.ids[0]][0] is False


def test_chair_speaks_for_the_own_group_alone(app: Flask, client: FlaskClient, watched: Watched) -> None:
    declare(client, watched, watched.ids[3])
    declare(client, watched)

    assert parties(app) == []
    assert client.post("/groups/" + "a" * 42 + "/watching").status_code == 404


def test_desk_declares_by_codes_and_decides_nothing(
    app: Flask, client: FlaskClient, watched: Watched, sign_in: SignIn
) -> None:
    desk = sign_in(watched.desk)

    wrong = desk.post(SCREENS, data={"place": "Aula", "codes": "bukan kode"})
    unknown = desk.post(SCREENS, data={"place": "Aula", "codes": "ZZ-9999"})
    right = desk.post(SCREENS, data={"place": "Aula", "codes": "\n".join([*watched.codes[2:], watched.codes[2]])})

    assert (wrong.status_code, unknown.status_code, right.status_code) == (422, 422, 303)
    assert "ZZ-9999" in unknown.text
    page = desk.get(SCREENS).text
    assert "Murni, Rawai" in page
    assert "Setujui" not in page
    assert desk.post(f"{SCREENS}/{parties(app)[0]}/approval").status_code == 404


def test_stranger_finds_no_screens(client: FlaskClient, watched: Watched, stored: Stored, sign_in: SignIn) -> None:
    other = stored(lambda: make_user(make_organization()).id)

    assert sign_in(other).get(SCREENS).status_code == 404
