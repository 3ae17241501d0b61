"""A desk's link makes one phone the desk: looking is harmless, the first press wins, the second phone is told."""

import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from tests import factories as make
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.desks import linking
from webapp.attendance.checking_in.desks.models import PairingLink
from webapp.attendance.models import Desk
from webapp.audit.models import AuditEntry
from webapp.clock import now
from webapp.database import db
from webapp.web import requests
from webapp.web.tokens import token_hash

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
PHONES = 8


class Gate(NamedTuple):
    slug: str
    session: int
    committee: int
    desk: int
    code: str

    @property
    def link(self) -> str:
        return f"/desk/pairing/{self.code}"


def build(start: datetime | None = None) -> Gate:
    organization = make.make_organization()
    event = make.make_event(organization=organization, start=start or now() - timedelta(hours=1))
    desk, _token = make.make_desk(event)
    committee = make.make_user(organization, GrantRole.COMMITTEE)
    return Gate(event.slug, event.sessions[0].id, committee.id, desk.id, linking.offer_link(desk, at=now()))


@pytest.fixture
def gate(stored: Stored) -> Gate:
    made: Gate = stored(build)
    return made


def may_scan(app: Flask, gate: Gate, address: str) -> bool:
    headers = {"Authorization": f"Bearer {address.removeprefix('/desk/')}"}
    counter = app.test_client().get(f"/desk/api/sessions/{gate.session}/counter", headers=headers)
    return counter.status_code == 200


def test_looking_at_the_link_changes_nothing(app: Flask, gate: Gate) -> None:
    pages = [app.test_client().get(gate.link) for _ in range(3)]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert all("Jadikan ponsel ini Pintu A" in page.text for page in pages)
    assert pages[0].headers["Referrer-Policy"] == "no-referrer" and pages[0].headers["Cache-Control"] == "no-store"
    with app.app_context():
        assert db.session.scalars(select(PairingLink)).one().used_at is None
    assert app.test_client().post(gate.link).status_code == 303


def test_first_press_makes_the_phone_the_desk_and_the_second_phone_is_told(app: Flask, gate: Gate) -> None:
    first, second = app.test_client(), app.test_client()
    second.get(gate.link)

    answer, late, look = first.post(gate.link), second.post(gate.link), app.test_client().get(gate.link)

    assert answer.status_code == 303 and may_scan(app, gate, answer.location)
    assert "Pemindai" in first.get(answer.location).text
    assert (late.status_code, look.status_code) == (410, 410)
    assert "Mintalah QR baru kepada panitia" in late.text and "Tautan sudah dipakai" in look.text
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "desk.paired")).one()
        assert (entry.actor_kind, entry.actor_id) == ("desk", gate.desk)


def test_same_phone_may_press_twice_and_open_the_link_again(app: Flask, gate: Gate) -> None:
    phone = app.test_client()
    answers = [phone.post(gate.link), phone.post(gate.link), phone.get(gate.link)]

    assert {answer.location for answer in answers} == {answers[0].location}
    with app.app_context():
        paired = select(func.count()).select_from(AuditEntry).where(AuditEntry.act == "desk.paired")
        assert db.session.scalar(paired) == 1


def test_new_qr_ends_the_old_link_and_pairing_it_ends_the_old_phone(app: Flask, gate: Gate, sign_in: SignIn) -> None:
    old = app.test_client().post(gate.link).location

    page = sign_in(gate.committee).post(f"/manage/events/{gate.slug}/desks/{gate.desk}/pairing")
    again = sign_in(gate.committee).post(f"/manage/events/{gate.slug}/desks/{gate.desk}/pairing")

    links = [re.search(r'value="http://gelar\.test(/desk/pairing/[\w-]+)"', one.text) for one in (page, again)]
    assert links[0] is not None and links[1] is not None and "<svg" in again.text
    assert may_scan(app, gate, old)  # until another phone has taken its place
    replaced = app.test_client().post(links[0][1])
    assert replaced.status_code == 410 and "Tautan sudah diganti" in replaced.text
    new = app.test_client().post(links[1][1]).location
    assert may_scan(app, gate, new) and not may_scan(app, gate, old)


def test_a_new_phone_has_to_show_anew_that_it_is_ready(app: Flask, gate: Gate, stored: Stored) -> None:
    def ready() -> None:
        desk = db.session.get_one(Desk, gate.desk)
        desk.contacted_at, desk.listed, desk.has_camera, desk.has_queue = now(), 40, True, True

    stored(ready)
    app.test_client().post(gate.link)

    with app.app_context():
        assert not db.session.get_one(Desk, gate.desk).is_ready


def test_new_desk_shows_its_link_and_keeps_only_a_hash(app: Flask, gate: Gate, sign_in: SignIn) -> None:
    committee = sign_in(gate.committee)
    page = committee.post(f"/manage/events/{gate.slug}/desks", data={"name": " Pintu B "})

    link = re.search(r'value="http://gelar\.test/desk/pairing/([\w-]+)"', page.text)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store" and link is not None
    listed = committee.get(f"/manage/events/{gate.slug}/desks").text
    assert "QR belum dipakai" in listed and "Pintu B" in listed and link[1] not in listed
    with app.app_context():
        desk = db.session.scalars(select(Desk).where(Desk.name == "Pintu B")).one()
        row = db.session.scalars(select(PairingLink).where(PairingLink.desk_id == desk.id)).one()
        assert row.code_hash == token_hash(link[1]) and desk.expires_at > now()


def test_link_of_a_closed_desk_says_so_and_an_unknown_one_is_not_found(
    app: Flask, gate: Gate, sign_in: SignIn, stored: Stored
) -> None:
    def shut() -> None:
        db.session.get_one(Desk, gate.desk).revoked_at = now()

    stored(shut)
    client, committee = app.test_client(), sign_in(gate.committee)

    assert (client.get(gate.link).status_code, client.post(gate.link).status_code) == (410, 410)
    assert (client.get(f"{gate.link}x").status_code, client.post(f"{gate.link}x").status_code) == (404, 404)
    assert committee.post(f"/manage/events/{gate.slug}/desks/{gate.desk}/pairing").status_code == 410


def test_desk_of_a_finished_activity_lasts_a_day_for_what_a_phone_still_keeps(
    app: Flask, sign_in: SignIn, stored: Stored
) -> None:
    gate: Gate = stored(lambda: build(start=now() - timedelta(days=9)))
    committee, phone = sign_in(gate.committee), app.test_client()
    name = {"name": "Terlambat"}

    listed = committee.get(f"/manage/events/{gate.slug}/desks").text
    made = committee.post(f"/manage/events/{gate.slug}/desks", data=name).text

    assert "ponsel yang pulang terlambat" in listed and "Kegiatan ini sudah selesai" in made
    link = re.search(r'value="http://gelar\.test(/desk/pairing/[\w-]+)"', made)
    assert link is not None and phone.get(link[1]).status_code == 200
    address = phone.post(link[1]).location
    desk = re.search(r'"kept_until": "([^"]+)"', phone.get(address).text)
    assert desk is not None and datetime.fromisoformat(desk[1]) > now() + timedelta(hours=23)
    assert may_scan(app, gate, address)
    stored(lambda: db.session.execute(update(Desk).where(Desk.name == "Terlambat").values(expires_at=now())))
    assert not may_scan(app, gate, address) and phone.get(address).status_code == 410


def test_nobody_offers_a_link_for_a_desk_of_another_event(gate: Gate, sign_in: SignIn, stored: Stored) -> None:
    other: Gate = stored(build)

    answer = sign_in(gate.committee).post(f"/manage/events/{gate.slug}/desks/{other.desk}/pairing")

    assert answer.status_code == 404


def pressed_at_once(app: Flask, gate: Gate) -> Counter[bool]:
    """Whether each phone may scan in the end, when all have pressed at one instant and were answered."""
    barrier = Barrier(PHONES, timeout=30)

    def press(_phone: int) -> str:
        client = app.test_client()
        client.get(gate.link)
        barrier.wait()
        answer = client.post(gate.link)
        return answer.location if answer.status_code == 303 else ""

    with ThreadPoolExecutor(PHONES) as threads:
        return Counter(bool(address) for address in threads.map(press, range(PHONES)))


def test_of_many_phones_at_one_instant_one_becomes_the_desk(app: Flask, gate: Gate) -> None:
    assert pressed_at_once(app, gate) == {True: 1, False: PHONES - 1}


def test_control_who_looks_before_writing_pairs_many(app: Flask, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same race with a look and a write instead of one statement, and without the writers' turn (SQLite)."""
    barrier = Barrier(PHONES, timeout=30)

    def careless(code: str, *, at: Any) -> bool:
        link = select(PairingLink.used_at).where(PairingLink.code_hash == token_hash(code))
        was_unused = db.session.scalar(link) is None
        db.session.commit()
        with suppress(BrokenBarrierError):
            barrier.wait()
        db.session.execute(update(PairingLink).where(PairingLink.code_hash == token_hash(code)).values(used_at=at))
        return was_unused

    monkeypatch.setattr(linking, "_is_unused", careless)
    monkeypatch.setattr(requests, "SAFE_METHODS", frozenset({"GET", "POST"}))
    monkeypatch.setattr("webapp.attendance.checking_in.desks.phone_views.noting.note", lambda *_given, **_named: None)

    assert pressed_at_once(app, gate)[True] != 1
