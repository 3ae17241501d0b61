"""Around the board: the first forty minutes once more, who is inside, and the days of a training."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import factories as make
from tests.counting import count_queries, engine_of
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.board.replaying import replay
from webapp.attendance.checking_in.scanning.answers import Presented
from webapp.attendance.checking_in.scanning.recording import record_scan
from webapp.attendance.models import Action, Attendance, Channel, Scan
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]


class Hall(NamedTuple):
    slug: str
    sessions: list[int]
    people: list[int]
    desk: int
    viewer: int


def build(people: int = 3) -> Hall:
    """A training of three days that is at its second: everybody came on the first, one on the second."""
    event = make.make_event(start=now() - timedelta(days=1, hours=1), sessions=3)
    made = [make.make_registration(event, name=f"Orang {n}", affiliation="KIM Handep") for n in range(people)]
    db.session.flush()
    for n, one in enumerate(made):
        come(event.sessions[0], one, after=timedelta(minutes=5 * n), number=n)
    come(event.sessions[1], made[0], after=timedelta(), number=900)
    office = db.session.get_one(Organization, event.organization_id)
    desk, viewer = (make.make_user(office, role).id for role in (GrantRole.DESK, GrantRole.VIEWER))
    return Hall(event.slug, [one.id for one in event.sessions], [one.id for one in made], desk, viewer)


def come(session: Any, registration: Any, *, after: timedelta, number: int) -> None:
    at = session.dtstart + after
    uuid = f"00000000-0000-4000-8000-{session.id:06d}{number:06d}"
    record_scan(session, Presented(uuid, registration.tickets[0].code, Action.IN, at, Channel.CAMERA, "A"), at=at)


@pytest.fixture
def hall(stored: Stored) -> Hall:
    made: Hall = stored(build)
    return made


def get(client: FlaskClient, hall: Hall, path: str) -> str:
    answer = client.get(f"/manage/events/{hall.slug}/board/{path}")
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_replay_tells_the_first_forty_minutes_without_names(stored: Stored, sign_in: SignIn, app: Flask) -> None:
    hall: Hall = stored(lambda: build(12))

    page = get(sign_in(hall.viewer), hall, f"replay?session={hall.sessions[0]}")

    assert 'data-room="0 300 600 900 1200 1500 1800 2100 2400"' in page  # who came after that is not in it
    assert "Orang" not in page and "KIM Handep" not in page
    with app.app_context():
        steps = replay(hall.sessions[0]).steps
    assert [room for _until, room, _online in steps] == [2, 3, 4, 5, 6, 7, 8, 9]


def test_replay_of_an_empty_session_says_so(hall: Hall, sign_in: SignIn) -> None:
    assert "Belum ada yang datang pada sesi ini" in get(
        sign_in(hall.viewer), hall, f"replay?session={hall.sessions[2]}"
    )


def test_who_is_inside_is_listed_and_let_out_through_the_one_verb(hall: Hall, sign_in: SignIn, app: Flask) -> None:
    desk = sign_in(hall.desk)
    first = hall.sessions[0]
    assert "Di dalam ruangan: 3 orang" in get(desk, hall, f"inside?session={first}")
    address = f"/manage/events/{hall.slug}/board/inside/{hall.people[1]}/departure?session={first}"

    told = desk.post(address, follow_redirects=True)

    assert "Orang 1 tercatat meninggalkan ruangan." in told.text and "Di dalam ruangan: 2 orang" in told.text
    assert desk.post(address).status_code == 404
    with app.app_context():
        out = db.session.scalars(select(Scan).where(Scan.action == Action.OUT)).one()
        stands = db.session.scalars(select(Attendance).where(Attendance.registration_id == hall.people[1])).one()
        assert (out.session_id, out.channel, stands.is_standing) == (first, Channel.SEARCH, False)


def test_inside_is_searched_by_name_and_is_for_the_desk(hall: Hall, sign_in: SignIn) -> None:
    found = get(sign_in(hall.desk), hall, f"inside?session={hall.sessions[0]}&q=orang%202")
    assert "Orang 2" in found and "Orang 1" not in found

    viewer = sign_in(hall.viewer)
    assert viewer.get(f"/manage/events/{hall.slug}/board/inside").status_code == 404
    address = f"/manage/events/{hall.slug}/board/inside/{hall.people[0]}/departure"
    assert viewer.post(address).status_code == 404


def test_each_day_of_a_training_is_checked_by_itself(hall: Hall, sign_in: SignIn) -> None:
    page = get(sign_in(hall.viewer), hall, "days")

    assert page.count("<strong>1</strong> / 3") == 2 and page.count("<strong>2</strong> / 3") == 1
    totals = page[page.index("<tfoot>") :]
    assert [f'<td class="num"><strong>{n}</strong></td>' in totals for n in (3, 1, 0)] == [True] * 3


def test_pages_cost_the_same_for_few_and_for_many(hall: Hall, stored: Stored, sign_in: SignIn, app: Flask) -> None:
    crowd: Hall = stored(lambda: build(25))
    for path in ("replay?session={0}", "inside?session={0}", "days"):
        counts = []
        for one in (hall, crowd):
            desk = sign_in(one.desk)
            with count_queries(engine_of(app)) as counted:
                get(desk, one, path.format(one.sessions[0]))
            counts.append(len(counted))
        assert counts[0] == counts[1], path
