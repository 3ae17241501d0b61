"""The scan's JSON contract: what a desk sends and what it gets, on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests import factories as make
from tests.api.answers import assert_described
from tests.counting import count_queries, engine_of
from webapp.accounts.models import ApiToken, GrantRole
from webapp.attendance.checking_in.scanning import guessing
from webapp.attendance.models import Attendance, RegistrationStatus, Scan
from webapp.clock import now
from webapp.database import db
from webapp.events.models import Event, Mode
from webapp.events.queries import PAGE
from webapp.web.tokens import new_token, token_hash

Stored = Callable[[Callable[[], Any]], Any]


class Door(NamedTuple):
    session: int
    slug: str
    token: str
    code: str
    short: str
    other_code: str
    online_code: str
    organization: int


def build() -> Door:
    event = make.make_event(start=now() - timedelta(hours=1), sessions=1)
    first = make.make_registration(event, name="Dehen", affiliation="KIM Handep", needs="Kursi roda")
    second = make.make_registration(event, name="Ruth")
    online = make.make_registration(event, name="Yanti", mode=Mode.ONLINE)
    _desk, token = make.make_desk(event, name="Pintu A")
    return Door(
        event.sessions[0].id,
        event.slug,
        token,
        first.tickets[0].code,
        first.tickets[0].short_code,
        second.tickets[0].code,
        online.tickets[0].code,
        event.organization_id,
    )


@pytest.fixture
def door(stored: Stored) -> Door:
    made: Door = stored(build)
    return made


def scan(code: object, **values: object) -> dict[str, object]:
    moment = datetime.now(UTC).isoformat()
    return {"id": str(uuid4()), "code": code, "action": "in", "scanned_at": moment} | values


def post(client: FlaskClient, door: Door, body: object, *, token: str | None = None, path: str = "scans") -> Any:
    return client.post(
        f"/api/v1/sessions/{door.session}/{path}",
        json=body,
        headers={"Authorization": f"Bearer {token or door.token}"},
    )


def test_admitted_scan_answers_every_key_of_the_contract(client: FlaskClient, door: Door) -> None:
    sent = scan(door.code)

    answer = post(client, door, sent)

    assert answer.status_code == 200
    assert answer.json == {
        "id": sent["id"],
        "outcome": "admitted",
        "reason": None,
        "message": "Dehen tercatat hadir.",
        "registration": {
            "name": "Dehen",
            "affiliation": "KIM Handep",
            "mode": "in_person",
            "needs": "Kursi roda",
            "short_code": door.short,
            "lacks_gender": True,
        },
        "first": None,
        "counter": None,
        "outside_quota": False,
    }


def test_second_scan_says_when_and_at_which_desk(client: FlaskClient, door: Door) -> None:
    first = scan(door.code)
    post(client, door, first)

    answer = post(client, door, scan(door.short)).json

    assert answer["outcome"] == "already"
    assert answer["first"]["desk"] == "Pintu A"
    assert answer["first"]["at"].endswith("Z")


@pytest.mark.parametrize(("language", "words"), [("id", "tidak dikenal"), ("en", "not known")])
def test_sentence_follows_the_language_asked_for(client: FlaskClient, door: Door, language: str, words: str) -> None:
    headers = {"Authorization": f"Bearer {door.token}", "Accept-Language": language}

    answer = client.post(f"/api/v1/sessions/{door.session}/scans", json=scan("halo"), headers=headers)

    assert answer.json is not None and words in answer.json["message"]


def test_refusals_are_answers_and_are_committed(client: FlaskClient, door: Door, app: Flask) -> None:
    answer = post(client, door, scan("tidak ada"))

    assert (answer.status_code, answer.json["outcome"]) == (200, "unknown")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Scan)) == 1


def test_online_ticket_at_the_desk_is_admitted(client: FlaskClient, door: Door) -> None:
    answer = post(client, door, scan(door.online_code)).json

    assert (answer["outcome"], answer["registration"]["mode"]) == ("admitted", "online")


def test_same_uuid_answers_the_same_for_ever(client: FlaskClient, door: Door) -> None:
    sent = scan(door.code)

    answers = [post(client, door, sent) for _ in range(3)]

    assert {answer.data for answer in answers} == {answers[0].data}


def test_uuid_of_another_code_is_a_conflict(client: FlaskClient, door: Door) -> None:
    sent = scan(door.code)
    post(client, door, sent)

    answer = post(client, door, sent | {"code": door.other_code})

    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    assert answer.json["reason"] == "id_reused"


WRONG: list[tuple[dict[str, object], str]] = [
    ({"id": "satu"}, "#/id"),
    ({"id": 1}, "#/id"),
    ({"code": 5}, "#/code"),
    ({"code": None}, "#/code"),
    ({"action": "undo"}, "#/action"),
    ({"action": ""}, "#/action"),
    ({"action": []}, "#/action"),
    ({"scanned_at": "kemarin"}, "#/scanned_at"),
    ({"scanned_at": "2022-03-10T09:00:00"}, "#/scanned_at"),
    ({"scanned_at": "0001-01-01T00:00:00+14:00"}, "#/scanned_at"),
    ({"scanned_at": 5}, "#/scanned_at"),
    ({"channel": "walk_in"}, "#/channel"),
]


def test_wrong_and_missing_fields_are_pointed_at(client: FlaskClient, door: Door) -> None:
    whole = scan(door.code)
    missing = [({key: value for key, value in whole.items() if key != field}, f"#/{field}") for field in whole]
    for body, pointer in [(whole | change, pointer) for change, pointer in WRONG] + missing:
        answer = post(client, door, body)

        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
        assert [fault["pointer"] for fault in answer.json["errors"]] == [pointer]


def test_what_is_not_json_is_a_bad_request_and_what_is_no_object_is_not_processed(
    client: FlaskClient, door: Door
) -> None:
    broken = [b"", b"{", b"\xff\xfe", b"[" * 60_000, b'{"id": NaN}', b"1" * 5000]
    for body, status in [(body, 400) for body in broken] + [
        (b"[]", 422),
        (b"null", 422),
        (b'"halo"', 422),
        (b"5", 422),
    ]:
        answer = client.post(
            f"/api/v1/sessions/{door.session}/scans",
            data=body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {door.token}"},
        )

        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_body_beyond_the_limit_is_too_large(client: FlaskClient, door: Door) -> None:
    answer = post(client, door, scan("A" * 10_000_000))

    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")


def test_without_a_valid_token_nobody_scans(client: FlaskClient, door: Door) -> None:
    for header in (
        None,
        "",
        "Bearer",
        "Bearer ",
        "Basic abc",
        "Bearer salah",
        "Bearer staff.1.2",
        "Bearer staff.1.1.x",
    ):
        headers = {} if header is None else {"Authorization": header}
        answer = client.post(f"/api/v1/sessions/{door.session}/scans", json=scan(door.code), headers=headers)

        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_desk_of_another_event_does_not_find_the_session(client: FlaskClient, door: Door, stored: Stored) -> None:
    other: Door = stored(build)

    assert post(client, door, scan(door.code), token=other.token).status_code == 404


def test_unknown_session_is_not_found(client: FlaskClient, door: Door) -> None:
    for session in (0, 999_999, 2**31, 2**63, 10**30):
        assert post(client, door._replace(session=session), scan(door.code)).status_code == 404


def test_revoked_and_expired_desks_scan_no_more(client: FlaskClient, door: Door, stored: Stored) -> None:
    def shut(column: str) -> str:
        return make.make_desk(make.make_event(start=now() - timedelta(days=3)), name="X", **{column: make.START})[1]

    for column in ("revoked_at", "expires_at"):
        token = stored(partial(shut, column))

        assert post(client, door, scan(door.code), token=token).status_code == 401


def test_desk_follows_an_event_that_was_moved_to_a_later_day(client: FlaskClient, stored: Stored) -> None:
    def moved() -> Door:
        event = make.make_event(start=now() - timedelta(hours=1), revised_at=now())
        registration = make.make_registration(event)
        past = now() - timedelta(days=5)
        _desk, token = make.make_desk(event, created_at=past, expires_at=past + timedelta(days=1))
        code = registration.tickets[0].code
        return Door(event.sessions[0].id, event.slug, token, code, "", "", "", 0)

    door = stored(moved)

    assert post(client, door, scan(door.code)).status_code == 200


def test_program_scans_with_a_token_of_the_organizer(client: FlaskClient, door: Door, stored: Stored) -> None:
    def issue(role: str, is_own: bool) -> str:
        token = new_token()
        organization = door.organization if is_own else make.make_organization().id
        values = {"name": "Gerbang", "role": GrantRole(role), "created_at": now()}
        db.session.add(ApiToken(organization_id=organization, token_hash=token_hash(token), **values))
        return token

    for role, is_own, status in (
        ("desk", True, 200),
        ("admin", True, 200),
        ("viewer", True, 401),
        ("desk", False, 404),
    ):
        token = stored(partial(issue, role, is_own))

        assert post(client, door, scan(door.code), token=token).status_code == status


def test_scan_costs_four_statements(client: FlaskClient, door: Door, app: Flask) -> None:
    post(client, door, scan("halo"))

    with count_queries(engine_of(app)) as admitted:
        assert post(client, door, scan(door.code)).json["outcome"] == "admitted"
    with count_queries(engine_of(app)) as already:
        assert post(client, door, scan(door.short)).json["outcome"] == "already"
    with count_queries(engine_of(app)) as unknown:
        assert post(client, door, scan("KT-0000")).json["outcome"] == "unknown"

    assert (len(admitted), len(already), len(unknown)) == (4, 3, 4), f"{admitted}\n{already}\n{unknown}"


def test_simulating_says_what_would_happen_and_records_nothing(client: FlaskClient, door: Door, app: Flask) -> None:
    body = scan(door.code)
    told = post(client, door, body, path="scans/simulate")
    again = post(client, door, body, path="scans/simulate")
    unknown = post(client, door, scan("A" * 26), path="scans/simulate").json

    answer = assert_described(client, told, "post", "/sessions/{session_id}/scans/simulate")
    assert (answer["outcome"], answer["registration"]["name"], again.json) == ("admitted", "Dehen", answer)
    assert (unknown["outcome"], unknown["reason"]) == ("unknown", "unknown_code")
    with app.app_context():
        assert [db.session.scalar(select(func.count()).select_from(row)) for row in (Scan, Attendance)] == [0, 0]
    post(client, door, body)
    assert post(client, door, scan(door.code), path="scans/simulate").json["outcome"] == "already"


def test_corrected_time_stands_beside_what_the_device_showed(client: FlaskClient, door: Door, app: Flask) -> None:
    shown = now() - timedelta(hours=2)
    body = scan(door.code, device_at=shown.isoformat(), told="admitted")
    assert post(client, door, body).json["outcome"] == "admitted"
    assert post(client, door, scan(door.code, device_at="kemarin")).status_code == 422
    assert post(client, door, scan(door.code, told="mungkin")).status_code == 422

    with app.app_context():
        kept = db.session.scalars(select(Scan)).one()
        assert (kept.device_at, kept.told) == (shown, "admitted")
        assert kept.scanned_at - shown > timedelta(hours=1)


def test_answers_carry_no_cookie_and_vary_by_none(client: FlaskClient, door: Door) -> None:
    answer = post(client, door, scan(door.code))

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "no-store"


def test_guessing_short_codes_is_slowed_and_real_codes_pass(
    client: FlaskClient, door: Door, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "MOST_FAILURES", 3)

    guessed = [post(client, door, scan(f"ZZ-000{n}")) for n in range(5)]

    assert [answer.status_code for answer in guessed] == [200, 200, 200, 429, 429]
    assert guessed[-1].headers["Retry-After"]
    assert post(client, door, scan(door.short)).json["outcome"] == "admitted"
    assert post(client, door, scan(door.other_code)).json["outcome"] == "admitted"
    assert post(client, door, scan("A" * 26)).json["outcome"] == "unknown"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Scan)) == 6


def test_guessing_by_asking_is_slowed_and_real_codes_are_told(
    client: FlaskClient, door: Door, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "MOST_FAILURES", 3)

    asked = [post(client, door, scan(f"ZZ-000{n}"), path="scans/simulate").status_code for n in range(5)]

    assert asked == [200, 200, 200, 429, 429]
    assert post(client, door, scan(door.short), path="scans/simulate").json["outcome"] == "admitted"
    assert post(client, door, scan(door.short)).json["outcome"] == "admitted"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Scan)) == 1


def test_guessing_by_batches_is_slowed_and_nothing_of_it_is_lost(
    client: FlaskClient, door: Door, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "MOST_IN_BATCHES", 3)
    guesses = {"scans": [scan(f"ZZ-000{n}") for n in range(4)]}
    real = {"scans": [scan(door.code)]}
    assert post(client, door, guesses, path="scans/batch").status_code == 200

    refused = post(client, door, real, path="scans/batch")

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert post(client, door, real["scans"][0]).json["outcome"] == "admitted"  # the desk goes on one by one
    monkeypatch.undo()
    assert post(client, door, real, path="scans/batch").json["scans"][0]["outcome"] == "admitted"


def test_forged_and_near_valid_codes_admit_nobody(client: FlaskClient, door: Door, app: Flask) -> None:
    """A19 and A20: every code one letter away from a real one, and what forgers write around it."""
    code, alphabet = door.code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    near = [code[:n] + other + code[n + 1 :] for n in range(len(code)) for other in alphabet if other != code[n]]
    forged = [code[:-1], code + "A", code[::-1], f"{code}{door.other_code}", f"javascript:{code}", f"' OR code='{code}"]
    rows = [scan(text) for text in near + forged]

    answers = post(client, door, {"scans": rows[:1_000]}, path="scans/batch").json["scans"]

    assert len(rows) > 800
    assert {(row["outcome"], row["reason"], row["registration"] is None) for row in answers} == {
        ("unknown", "unknown_code", True)
    }
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attendance)) == 0


def test_batch_answers_each_row_in_its_order(client: FlaskClient, door: Door, stored: Stored) -> None:
    cancelled: str = stored(lambda: _cancelled(door))
    used = scan(door.code)
    post(client, door, used)
    rows: list[object] = [
        scan(door.other_code),
        scan(door.other_code),
        scan("halo"),
        {"id": "rusak", "code": 5},
        "bukan objek",
        used | {"code": door.online_code},
        used,
        scan(cancelled),
    ]

    answer = post(client, door, {"scans": rows}, path="scans/batch")

    assert answer.status_code == 200
    outcomes = [(row["outcome"], row["reason"]) for row in answer.json["scans"]]
    assert outcomes[:1] + outcomes[2:] == [
        ("admitted", None),
        ("unknown", "unknown_code"),
        ("refused", "malformed"),
        ("refused", "malformed"),
        ("refused", "id_reused"),
        ("admitted", None),
        ("refused", "cancelled"),
    ]
    assert outcomes[1] == ("already", None)
    assert answer.json["scans"][3]["id"] == "rusak"
    assert answer.json["scans"][6]["id"] == used["id"]


def _cancelled(door: Door) -> str:
    event = db.session.scalars(select(Event).where(Event.slug == door.slug).options(*PAGE)).unique().one()
    registration = make.make_registration(event, status=RegistrationStatus.CANCELLED)
    code: str = registration.tickets[0].code
    return code


def test_batch_decides_in_the_order_of_the_claimed_times(client: FlaskClient, door: Door) -> None:
    early, late = now() - timedelta(minutes=30), now() - timedelta(minutes=10)
    rows = [scan(door.code, scanned_at=late.isoformat()), scan(door.code, scanned_at=early.isoformat())]

    answers = post(client, door, {"scans": rows}, path="scans/batch").json["scans"]

    assert [answer["outcome"] for answer in answers] == ["already", "admitted"]


def test_batch_of_a_thousand_is_taken_and_one_more_is_not(client: FlaskClient, door: Door) -> None:
    rows = [scan(f"kode {n}") for n in range(1_001)]

    taken = post(client, door, {"scans": rows[:1_000]}, path="scans/batch")
    again = post(client, door, {"scans": rows[:1_000]}, path="scans/batch")

    assert taken.status_code == 200
    assert [row["id"] for row in taken.json["scans"]] == [row["id"] for row in rows[:1_000]]
    assert again.data == taken.data
    assert post(client, door, {"scans": rows}, path="scans/batch").status_code == 422


def test_batch_without_a_list_is_pointed_at(client: FlaskClient, door: Door) -> None:
    bodies: tuple[object, ...] = ({}, {"scans": None}, {"scans": {}}, {"scans": "x"})
    for body in bodies:
        answer = post(client, door, body, path="scans/batch")

        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "#/scans")


def test_no_text_in_a_row_breaks_the_batch(client: FlaskClient, door: Door) -> None:
    odd = ["\ud800", "\x00", "💥" * 300, "a" * 5_000]
    rows = [scan("x") | {"id": text} for text in odd] + [scan(text, channel=None) for text in odd] + [scan(door.code)]

    answers = post(client, door, {"scans": rows}, path="scans/batch").json["scans"]

    assert [answer["outcome"] for answer in answers] == ["refused"] * 4 + ["unknown"] * 4 + ["admitted"]
    assert [answer["id"] for answer in answers[:4]] == odd


def test_empty_batch_is_an_empty_answer(client: FlaskClient, door: Door) -> None:
    assert post(client, door, {"scans": []}, path="scans/batch").json == {"scans": []}
