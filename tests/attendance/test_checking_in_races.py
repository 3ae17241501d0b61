"""Many desks at one instant: real threads, both databases, and a control that fails where the lock is taken away."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import factories as make
from tests.counting import count_queries, engine_of
from webapp.attendance.checking_in.scanning import recording
from webapp.attendance.checking_in.scanning.recording import Presented, record_scan
from webapp.attendance.models import Action, Attendance, Channel, Registration, Scan
from webapp.clock import now
from webapp.database import db
from webapp.events.models import Mode, Seats
from webapp.web import requests

Stored = Callable[[Callable[[], Any]], Any]
DESKS = 10
PATIENCE = 30  # seconds until a barrier gives up
SCANS = "/api/v1/sessions/{session}/scans"


class Door(NamedTuple):
    session: int
    tokens: list[str]
    codes: list[str]


@pytest.fixture
def door(stored: Stored) -> Door:
    def build() -> Door:
        event = make.make_event(start=now() - timedelta(hours=1), in_person=43)
        codes = [make.make_registration(event, name=f"Orang {n}").tickets[0].code for n in range(40)]
        tokens = [make.make_desk(event, name=f"Pintu {n}")[1] for n in range(DESKS)]
        return Door(event.sessions[0].id, tokens, codes)

    made: Door = stored(build)
    return made


def scan(code: str, uuid: str | None = None, **values: object) -> dict[str, object]:
    given = {"id": uuid or str(uuid4()), "code": code, "action": "in", "scanned_at": now().isoformat()}
    return given | values


def post(app: Flask, door: Door, path: str, body: object, desk: int) -> Any:
    headers = {"Authorization": f"Bearer {door.tokens[desk]}"}
    return app.test_client().post(path.format(session=door.session), json=body, headers=headers)


def at_once(work: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run everything in threads of its own that start together."""
    barrier = Barrier(len(work), timeout=PATIENCE)

    def run(one: Callable[[], Any]) -> Any:
        barrier.wait()
        return one()

    with ThreadPoolExecutor(len(work)) as threads:
        return list(threads.map(run, work))


def scanned_at_every_desk(app: Flask, door: Door, code: str) -> Counter[str]:
    def at(desk: int) -> str:
        answer = post(app, door, SCANS, scan(code), desk)
        return str(answer.json.get("outcome", answer.status_code))

    return Counter(at_once([partial(at, desk) for desk in range(DESKS)]))


def hold_until_all_have_looked(monkeypatch: pytest.MonkeyPatch, admit: Callable[..., bool], *, wait: float) -> None:
    """Let nobody write before everybody has read, where the database lets them read beside one another."""
    barrier = Barrier(DESKS, timeout=wait)

    def held(*given: Any, **named: Any) -> bool:
        with suppress(BrokenBarrierError):
            barrier.wait()
        return admit(*given, **named)

    monkeypatch.setattr(recording, "admit", held)


def stored_scans(app: Flask) -> Counter[str]:
    with app.app_context():
        return Counter(db.session.scalars(select(Scan.outcome)))


def test_one_ticket_at_ten_desks_at_once_is_admitted_once(
    app: Flask, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_until_all_have_looked(monkeypatch, recording.admit, wait=2)

    outcomes = scanned_at_every_desk(app, door, door.codes[0])

    assert outcomes == {"admitted": 1, "already": DESKS - 1}
    assert stored_scans(app) == outcomes


def test_control_who_trusts_what_was_read_admits_twice_or_loses_scans(
    app: Flask, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same race without the upsert's word (PostgreSQL) and without the writers' turn (SQLite)."""
    honest = recording.admit

    def careless(*given: Any, **named: Any) -> bool:
        honest(*given, **named)
        return True

    hold_until_all_have_looked(monkeypatch, careless, wait=PATIENCE)
    monkeypatch.setattr(requests, "SAFE_METHODS", frozenset({"GET", "POST"}))

    outcomes = scanned_at_every_desk(app, door, door.codes[0])

    assert outcomes != {"admitted": 1, "already": DESKS - 1}


def test_race_costs_no_more_than_five_statements(app: Flask, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = recording.admit

    def beaten(connection: Any, gate: Any, presented: Any, registration_id: int, *, at: Any) -> bool:
        monkeypatch.setattr(recording, "admit", honest)
        first = Presented(str(uuid4()), door.codes[0], Action.IN, at, Channel.CAMERA, "Pintu lain")
        record_scan(gate, first, at=at, connection=connection)
        counted.statements.clear()
        counted.statements += ["the desk", "the ticket"]
        return honest(connection, gate, presented, registration_id, at=at)

    monkeypatch.setattr(recording, "admit", beaten)
    with count_queries(engine_of(app)) as counted:
        answer = post(app, door, SCANS, scan(door.codes[0]), 0).json

    assert (answer["outcome"], answer["first"]["desk"]) == ("already", "Pintu lain")
    assert len(counted) == 5, counted


def test_one_uuid_ten_times_at_once_is_one_row_and_one_answer(app: Flask, door: Door) -> None:
    sent = scan(door.codes[0])

    answers = at_once([lambda: post(app, door, SCANS, sent, 0) for _ in range(10)])

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert stored_scans(app) == {"admitted": 1}


def test_one_uuid_for_two_codes_at_once_keeps_one_of_them(app: Flask, door: Door) -> None:
    uuid = str(uuid4())

    answers = at_once([partial(post, app, door, SCANS, scan(code, uuid), 0) for code in door.codes[:8]])

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attendance)) == 1
    assert stored_scans(app) == {"admitted": 1}


def test_batches_replayed_in_parallel_and_shuffled_agree(app: Flask, door: Door) -> None:
    start = now() - timedelta(minutes=50)
    rows = [scan(random.choice(door.codes), scanned_at=(start + timedelta(seconds=n)).isoformat()) for n in range(150)]
    shuffled = [random.sample(rows, len(rows)) for _ in range(3)]

    answers = at_once(
        [partial(post, app, door, f"{SCANS}/batch", {"scans": rows}, desk) for desk, rows in enumerate(shuffled)]
    )

    assert {answer.status_code for answer in answers} == {200}
    by_uuid = [{row["id"]: row for row in answer.json["scans"]} for answer in answers]
    assert by_uuid[0] == by_uuid[1] == by_uuid[2]
    codes = {row["code"] for row in rows}
    assert Counter(row["outcome"] for row in by_uuid[0].values()) == {
        "admitted": len(codes), "already": len(rows) - len(codes),
    }  # fmt: skip
    assert stored_scans(app).total() == len(rows)


def test_walk_ins_at_once_take_the_last_seats_and_no_more(app: Flask, door: Door) -> None:
    def come(n: int) -> Any:
        body = {"id": str(uuid4()), "name": f"Tamu {n}", "affiliation": "", "gender": ""}
        return post(app, door, "/desk/api/sessions/{session}/walk-ins", body, n).json

    answers = at_once([partial(come, n) for n in range(DESKS)])

    assert Counter(answer["outcome"] for answer in answers) == {"admitted": DESKS}
    assert Counter(answer["outside_quota"] for answer in answers) == {False: 3, True: DESKS - 3}
    with app.app_context():
        seats = db.session.scalars(select(Seats).where(Seats.mode == Mode.IN_PERSON)).one()
        assert (seats.taken, seats.capacity) == (43, 43)


def test_one_walk_in_sent_ten_times_at_once_is_one_person(app: Flask, door: Door) -> None:
    body = {"id": str(uuid4()), "name": "Tamu", "affiliation": "KIM Handep", "gender": "P"}

    answers = at_once([lambda: post(app, door, "/desk/api/sessions/{session}/walk-ins", body, 0) for _ in range(10)])

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json["registration"]["short_code"] for answer in answers}) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Registration)) == 41


def test_one_undo_ten_times_at_once_takes_back_once(app: Flask, door: Door) -> None:
    sent = scan(door.codes[0])
    post(app, door, SCANS, sent, 0)
    path = f"/desk/api/scans/{sent['id']}/undo"

    same = {"id": str(uuid4())}
    answers = at_once([lambda: post(app, door, path, same, 0) for _ in range(5)] + [
        partial(post, app, door, path, {"id": str(uuid4())}, 1) for _ in range(5)
    ])  # fmt: skip

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers[:5]}) == 1
    done = Counter(answer.json["outcome"] for answer in [answers[0], *answers[5:]])
    assert done == {"admitted": 1, "refused": 5}
    with app.app_context():
        assert db.session.scalars(select(Attendance)).one().is_standing is False
