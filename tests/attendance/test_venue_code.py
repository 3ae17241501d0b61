"""People check themselves in by a code on the wall: with the ticket on their phone, or by its short code."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import factories as make
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.venue import codes, opening, views
from webapp.attendance.checking_in.venue.models import VenueCode
from webapp.attendance.models import Attendance, Channel, RegistrationStatus, Scan
from webapp.attendance.ticketing import links
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.models import EventStatus, Mode

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]


class Hall(NamedTuple):
    slug: str
    session: int
    other_session: int
    key: str
    secrets: list[str]
    refs: list[str]
    shorts: list[str]
    committee: int
    desk: int
    stranger: int


def build() -> Hall:
    event = make.make_event(start=now() - timedelta(hours=1))
    people = [make.make_registration(event, name=name) for name in ("Dehen", "Ruth")]
    waiting = make.make_registration(event, name="Yanti", status=RegistrationStatus.WAITING)
    other = make.make_event(start=now())
    organization = db.session.get_one(Organization, event.organization_id)
    committee = make.make_user(organization)
    desk = make.make_user(organization, GrantRole.DESK)
    key = opening.open_code(event, at=now()).key
    return Hall(
        event.slug, event.sessions[0].id, other.sessions[0].id, key,
        [links.token_of(one, links.MANAGE) for one in [*people, waiting]], [one.ref for one in [*people, waiting]],
        [one.tickets[0].short_code for one in [*people, waiting]],
        committee.id, desk.id, make.make_user(make.make_organization()).id,
    )  # fmt: skip


@pytest.fixture
def hall(stored: Stored) -> Hall:
    made: Hall = stored(build)
    return made


def scanned(client: FlaskClient, hall: Hall, *, at: datetime | None = None) -> Any:
    return client.get(f"/here/{hall.session}/{codes.code_at(hall.key, hall.session, at or now())}")


def entry_of(page: Any) -> str:
    found = re.search(r'name="entry"[^>]*value="([^"]+)"', page.text)
    assert found is not None, page.text
    return found[1]


def send(client: FlaskClient, hall: Hall, **values: object) -> Any:
    return client.post(f"/here/{hall.session}", data=values)


def know(client: FlaskClient, hall: Hall, *which: int) -> None:
    client.set_cookie("tickets", ".".join(hall.secrets[n] for n in which), domain="gelar.test")


def test_phone_that_knows_its_ticket_is_in_by_one_press(client: FlaskClient, hall: Hall, app: Flask) -> None:
    know(client, hall, 0)
    page = scanned(client, hall)
    assert "Dehen" in page.text

    done = send(client, hall, entry=entry_of(page), refs=hall.refs[0])

    assert done.status_code == 200 and "Dehen tercatat hadir" in done.text
    with app.app_context():
        kept = db.session.scalars(select(Scan)).one()
        assert (kept.channel, kept.reason) == (Channel.VENUE, "")
        assert db.session.scalars(select(Attendance)).one().mode is Mode.IN_PERSON


def test_other_phones_type_the_short_code(client: FlaskClient, hall: Hall) -> None:
    page = scanned(client, hall)
    assert "Dehen" not in page.text

    done = send(client, hall, entry=entry_of(page), code=hall.shorts[1].lower())

    assert "Ruth tercatat hadir" in done.text


def test_pressing_twice_is_one_scan_with_one_answer(client: FlaskClient, hall: Hall, app: Flask) -> None:
    entry = entry_of(scanned(client, hall))

    answers = [send(client, hall, entry=entry, code=hall.shorts[0]) for _press in range(2)]

    assert all("Dehen tercatat hadir" in answer.text for answer in answers)
    with app.app_context():
        assert len(db.session.scalars(select(Scan)).all()) == 1


def test_code_of_this_step_and_of_the_last_is_taken_and_no_older_or_newer(client: FlaskClient, hall: Hall) -> None:
    step = codes.STEP
    at = datetime.fromtimestamp((now().timestamp() // 15) * 15 + 7, tz=now().tzinfo)
    fresh = [
        codes.is_fresh(codes.code_at(hall.key, hall.session, at + n * step), hall.key, hall.session, at=at)
        for n in range(-3, 3)
    ]

    assert fresh == [False, False, True, True, False, False]
    assert not codes.is_fresh(codes.code_at(hall.key, hall.other_session, at), hall.key, hall.session, at=at)


def test_forwarded_picture_is_refused_with_a_way_out_and_tells_nothing(client: FlaskClient, hall: Hall) -> None:
    know(client, hall, 0)
    late = scanned(client, hall, at=now() - timedelta(minutes=10))
    unknown = client.get(f"/here/{hall.other_session}/{'A' * 12}")
    absent = client.get("/here/999999/APASAJA")

    for page in (late, unknown, absent):
        assert page.status_code == 410
        assert "sudah berganti" in page.text and "meja registrasi" in page.text
        assert "Dehen" not in page.text and "Mekanisme" not in page.text


def test_pass_runs_out_and_cannot_be_made_up(client: FlaskClient, hall: Hall, app: Flask) -> None:
    old = codes.new_pass(hall.key, hall.session, at=now() - codes.PASS)
    ahead = codes.new_pass(hall.key, hall.session, at=now() + timedelta(minutes=1))
    other = codes.new_pass(hall.key, hall.other_session, at=now())

    for entry in ("", "x", old, ahead, other, f"{int(now().timestamp())}.{'0' * 32}", "9" * 12 + "." + "a" * 32):
        assert send(client, hall, entry=entry, code=hall.shorts[0]).status_code == 410
    with app.app_context():
        assert db.session.scalars(select(Scan)).all() == []


def test_family_on_one_phone_comes_in_and_is_marked(client: FlaskClient, hall: Hall, app: Flask) -> None:
    know(client, hall, 0, 1)
    page = scanned(client, hall)

    done = send(client, hall, entry=entry_of(page), refs=hall.refs[:2])

    assert "Dehen tercatat hadir" in done.text and "Ruth tercatat hadir" in done.text
    with app.app_context():
        assert {one.reason for one in db.session.scalars(select(Scan))} == {"shared_phone"}


def test_second_ticket_later_from_the_same_phone_is_marked_too(client: FlaskClient, hall: Hall, app: Flask) -> None:
    for short in hall.shorts[:2]:
        send(client, hall, entry=entry_of(scanned(client, hall)), code=short)

    with app.app_context():
        marks = [one.reason for one in db.session.scalars(select(Scan).order_by(Scan.id))]
        assert marks == ["", "shared_phone"]


def test_ref_of_somebody_else_does_nothing(client: FlaskClient, hall: Hall, app: Flask) -> None:
    know(client, hall, 0)
    entry = entry_of(scanned(client, hall))

    assert send(client, hall, entry=entry, refs=hall.refs[1]).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Scan)).all() == []


def test_who_has_no_place_is_told_so(client: FlaskClient, hall: Hall) -> None:
    done = send(client, hall, entry=entry_of(scanned(client, hall)), code=hall.shorts[2])

    assert "daftar tunggu" in done.text and "meja registrasi" in done.text


def test_guessing_is_limited_for_the_event_and_keeps_nobody_from_the_own_ticket(
    client: FlaskClient, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_FAILURES", 2)
    know(client, hall, 0)
    entry = entry_of(scanned(client, hall))

    tried = [send(client, hall, entry=entry, code=f"ZZ-000{n}").status_code for n in range(4)]

    assert tried == [422, 422, 422, 429]
    assert send(client, hall, entry=entry, refs=hall.refs[0]).status_code == 200


def test_screen_is_switched_on_by_the_committee_and_shown_by_the_desk(
    client: FlaskClient, hall: Hall, app: Flask, sign_in: SignIn
) -> None:
    address = f"/manage/events/{hall.slug}/venue-code"
    assert "<svg" in sign_in(hall.desk).get(address).text
    assert client.post(f"{address}/closing").status_code in {403, 404}
    assert sign_in(hall.stranger).get(address).status_code == 404
    symbol = sign_in(hall.committee).get(f"{address}/now")
    assert symbol.text.startswith("<svg") and 0 < int(symbol.headers["Refresh-In"]) <= 15_050

    client.post(f"{address}/closing")
    assert client.get(f"{address}/now").text == ""
    assert scanned(client, hall).status_code == 410
    client.post(address)

    with app.app_context():
        kept = db.session.scalars(select(VenueCode)).one()
        assert kept.closed_at is None and kept.key != hall.key


def test_draft_shows_no_code(client: FlaskClient, hall: Hall, app: Flask, stored: Stored, sign_in: SignIn) -> None:
    def draft() -> tuple[str, int]:
        event = make.make_event(status=EventStatus.DRAFT)
        return event.slug, make.make_user(db.session.get_one(Organization, event.organization_id)).id

    slug, user = stored(draft)

    assert sign_in(user).post(f"/manage/events/{slug}/venue-code").status_code == 409
