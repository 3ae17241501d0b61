"""What a desk can do besides scanning: search, walk-ins, undo, the counter; and what it can not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import factories as make
from tests.counting import count_queries, engine_of
from webapp.accounts.models import ApiToken, GrantRole
from webapp.attendance.checking_in.people.searching import short_name
from webapp.attendance.models import Attendance, Consent, Registration, RegistrationStatus, Scan
from webapp.clock import now
from webapp.database import db
from webapp.events.models import EventStatus, Mode
from webapp.web.tokens import new_token, token_hash

Stored = Callable[[Callable[[], Any]], Any]


class Door(NamedTuple):
    session: int
    token: str
    foreign: str
    program: str
    code: str
    slug: str


def build(**values: Any) -> Door:
    event = make.make_event(start=now() - timedelta(hours=1), **({"in_person": 4} | values))
    dehen = make.make_registration(event, name="Dehen Lambung", affiliation="KIM Handep")
    make.make_registration(event, name="Hj. Siti Aminah Rahmawati, S.Pd.")
    make.make_registration(event, name="100%_Dehen", mode=Mode.ONLINE)
    make.make_registration(event, name="Dehen Batal", status=RegistrationStatus.CANCELLED)
    make.make_registration(make.make_event(), name="Dehen Tetangga")
    program = new_token()
    row = {"name": "Dasbor", "role": GrantRole.ADMIN, "created_at": now()}
    db.session.add(ApiToken(organization_id=event.organization_id, token_hash=token_hash(program), **row))
    tokens = [make.make_desk(one)[1] for one in (event, make.make_event())]
    return Door(event.sessions[0].id, tokens[0], tokens[1], program, dehen.tickets[0].code, event.slug)


@pytest.fixture
def door(stored: Stored) -> Door:
    made: Door = stored(build)
    return made


def ask(client: FlaskClient, door: Door, path: str, *, token: str | None = None) -> Any:
    address = f"/desk/api/sessions/{door.session}/{path}"
    return client.get(address, headers={"Authorization": f"Bearer {token or door.token}"})


def send(client: FlaskClient, door: Door, path: str, body: object, *, token: str | None = None) -> Any:
    address = path.format(session=door.session)
    return client.post(address, json=body, headers={"Authorization": f"Bearer {token or door.token}"})


def scan(client: FlaskClient, door: Door, code: str) -> Any:
    body = {"id": str(uuid4()), "code": code, "action": "in", "scanned_at": now().isoformat()}
    return send(client, door, "/api/v1/sessions/{session}/scans", body).json


def walk_in(client: FlaskClient, door: Door, **values: object) -> Any:
    body = {"id": str(uuid4()), "name": "Tamu", "affiliation": "", "gender": "", "scanned_at": now().isoformat()}
    return send(client, door, "/desk/api/sessions/{session}/walk-ins", body | values)


def undo(client: FlaskClient, door: Door, uuid: str, **values: object) -> Any:
    return send(client, door, f"/desk/api/scans/{uuid}/undo", {"id": str(uuid4())} | values)


def names(answer: Any) -> list[str]:
    return [one["name"] for one in answer.json["participants"]]


def test_search_finds_by_part_of_the_name_confirmed_ones_first(client: FlaskClient, door: Door) -> None:
    scan(client, door, door.code)

    found = ask(client, door, "participants?q=DEHEN").json["participants"]

    assert [(one["name"], one["status"], one["attendance"]) for one in found] == [
        ("100%_Dehen", "confirmed", None), ("Dehen Lambung", "confirmed", "in"), ("Dehen Batal", "cancelled", None),
    ]  # fmt: skip
    assert set(found[1]) == {"name", "affiliation", "mode", "status", "short_code", "attendance", "first_at"}
    assert found[1]["first_at"].endswith("Z") and found[1]["affiliation"] == "KIM Handep"


def test_search_shows_short_names_and_folds_what_is_typed(client: FlaskClient, door: Door) -> None:
    assert names(ask(client, door, "participants?q=%20siti%20%20AMINAH")) == ["Siti Aminah Rahmawati"]


def test_wildcards_are_letters_like_others(client: FlaskClient, door: Door) -> None:
    assert names(ask(client, door, "participants?q=100%25_")) == ["100%_Dehen"]
    assert names(ask(client, door, "participants?q=Deh%25bung")) == []
    assert names(ask(client, door, "participants?q=Dehen%00x")) == []
    assert names(ask(client, door, f"participants?q={'x' * 4000}")) == []


def test_search_needs_three_letters(client: FlaskClient, door: Door) -> None:
    for text in ("", "de", "%25%25%25", "d%20e", "___"):
        answer = ask(client, door, f"participants?q={text}")

        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_search_shows_at_most_twenty(client: FlaskClient, door: Door, stored: Stored) -> None:
    def build_many() -> Door:
        event = make.make_event(start=now() - timedelta(hours=1))
        for n in range(25):
            make.make_registration(event, name=f"Orang {n}")
        return Door(event.sessions[0].id, make.make_desk(event)[1], "", "", "", "")

    many: Door = stored(build_many)

    assert len(names(ask(client, many, "participants?q=orang"))) == 20


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Dehen", "Dehen"),
        ("Agus Siswadi", "Agus Siswadi"),
        ("Hj. Siti Aminah Rahmawati, S.Pd., M.Si.", "Siti Aminah Rahmawati"),
        ("Muhammad Rizky Pratama Putra Utama", "Muhammad Rizky Pratama P. U."),
        ("Dr.", "Dr."),
        ("", ""),
        (",", ""),
        ("H. M. Yusuf", "Yusuf"),
    ],
)
def test_short_names_keep_three_words(name: str, short: str) -> None:
    assert short_name(name) == short


def test_counter_counts_the_room(client: FlaskClient, door: Door) -> None:
    assert ask(client, door, "counter").json == {"in": 0, "expected": 2}

    scan(client, door, door.code)
    walk_in(client, door)

    assert ask(client, door, "counter").json == {"in": 2, "expected": 3}


def test_counter_is_cheap(client: FlaskClient, door: Door, app: Flask) -> None:
    with count_queries(engine_of(app)) as counted:
        ask(client, door, "counter")

    assert len(counted) == 2, counted


def test_walk_in_is_registered_seated_and_admitted_at_once(client: FlaskClient, door: Door, app: Flask) -> None:
    answer = walk_in(client, door, name="  Yanti  ", affiliation="KIM Isen", gender="P", represents="Kepala Desa")

    assert answer.status_code == 200
    body = answer.json
    assert (body["outcome"], body["reason"], body["outside_quota"]) == ("admitted", None, False)
    assert body["counter"] == {"in": 1, "expected": 3}
    assert (body["registration"]["name"], body["registration"]["affiliation"]) == ("Yanti", "KIM Isen")
    with app.app_context():
        made = db.session.scalars(select(Registration).where(Registration.is_walk_in)).one()
        assert (made.gender, made.represents, made.status) == ("P", "Kepala Desa", RegistrationStatus.CONFIRMED)
        assert db.session.scalars(select(Consent)).one().channel == "desk"
        assert db.session.scalars(select(Attendance)).one().first_desk == "Pintu A"
    assert scan(client, door, body["registration"]["short_code"])["outcome"] == "already"


def test_walk_in_without_a_seat_is_outside_the_quota_and_counted_apart(client: FlaskClient, door: Door) -> None:
    answers = [walk_in(client, door, name=f"Tamu {n}").json for n in range(3)]

    assert [answer["outside_quota"] for answer in answers] == [False, False, True]
    assert answers[-1]["counter"] == {"in": 2, "expected": 4}


def test_walk_in_sent_again_is_the_same_person(client: FlaskClient, door: Door, app: Flask) -> None:
    uuid = str(uuid4())

    first, again = (walk_in(client, door, id=uuid, name="Tamu").json for _ in range(2))
    other = walk_in(client, door, id=uuid, name="Orang lain")

    assert first == again
    assert (other.status_code, other.json["reason"]) == (409, "id_reused")
    with app.app_context():
        assert len(db.session.scalars(select(Registration).where(Registration.is_walk_in)).all()) == 1


def test_wrong_walk_in_is_pointed_at(client: FlaskClient, door: Door) -> None:
    wrong: dict[str, object] = {
        "id": "x", "name": " ", "gender": "X", "affiliation": 5, "represents": "a\x00", "scanned_at": "kini",
    }  # fmt: skip

    answer = walk_in(client, door, **wrong)

    assert answer.status_code == 422
    assert {fault["pointer"] for fault in answer.json["errors"]} == {f"#/{name}" for name in wrong}
    assert walk_in(client, door, name="x" * 121).status_code == 422


def test_cancelled_event_takes_no_walk_in_and_notes_it(client: FlaskClient, stored: Stored, app: Flask) -> None:
    door: Door = stored(lambda: build(status=EventStatus.CANCELLED))

    answer = walk_in(client, door).json

    assert (answer["outcome"], answer["reason"], answer["registration"]) == ("refused", "event_cancelled", None)
    with app.app_context():
        assert db.session.scalars(select(Scan)).one().registration_id is None


def test_undo_takes_back_and_counts_again(client: FlaskClient, door: Door) -> None:
    admitted = scan(client, door, door.code)

    answer = undo(client, door, admitted["id"])

    assert answer.status_code == 200
    assert (answer.json["outcome"], answer.json["reason"]) == ("admitted", "undone")
    assert answer.json["counter"] == {"in": 0, "expected": 2}
    assert undo(client, door, admitted["id"]).json["reason"] == "already_undone"
    assert scan(client, door, door.code)["outcome"] == "admitted"


def test_undone_walk_in_leaves_no_phantom(client: FlaskClient, door: Door) -> None:
    came = walk_in(client, door, name="Salah Tulis").json

    undo(client, door, came["id"])

    assert ask(client, door, "counter").json == {"in": 0, "expected": 2}
    assert ask(client, door, "participants?q=salah").json["participants"][0]["status"] == "cancelled"


def test_undo_of_an_unknown_scan_is_not_found(client: FlaskClient, door: Door) -> None:
    for uuid in (str(uuid4()), "bukan-uuid"):
        answer = undo(client, door, uuid)

        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_desk_of_another_event_finds_nothing_here(client: FlaskClient, door: Door) -> None:
    admitted = scan(client, door, door.code)
    stranger = door._replace(token=door.foreign)

    answers = [
        ask(client, stranger, "counter"),
        ask(client, stranger, "participants?q=dehen"),
        walk_in(client, stranger),
        undo(client, stranger, admitted["id"]),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    assert not any(b"Dehen" in answer.data for answer in answers)


def test_without_a_token_the_desk_is_closed(client: FlaskClient, door: Door) -> None:
    nobody = door._replace(token="salah")

    answers = [
        ask(client, nobody, "counter"),
        ask(client, nobody, "participants?q=dehen"),
        walk_in(client, nobody),
        undo(client, nobody, str(uuid4())),
    ]

    assert [answer.status_code for answer in answers] == [401, 401, 401, 401]
    assert {answer.mimetype for answer in answers} == {"application/problem+json"}


def test_programs_undo_nothing(client: FlaskClient, door: Door) -> None:
    admitted = scan(client, door, door.code)

    assert undo(client, door._replace(token=door.program), admitted["id"]).status_code == 401


def test_desk_can_not_list_or_export(client: FlaskClient, door: Door) -> None:
    answer = client.get(f"/api/v1/events/{door.slug}/attendance", headers={"Authorization": f"Bearer {door.token}"})

    assert answer.status_code == 401


def test_answers_are_kept_by_nobody_and_carry_no_cookie(client: FlaskClient, door: Door) -> None:
    answer = ask(client, door, "counter")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers and "Cookie" not in answer.headers.get("Vary", "")
