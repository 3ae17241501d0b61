"""Administrators read the log of their own organization; fetching it is recorded, too."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.counting import count_queries, engine_of
from tests.events.offices import Office, SignIn, Stored, edit_form, event_of
from tests.factories import make_desk, make_registration
from webapp import privacy
from webapp.accounts.api_tokens import issue_api_token
from webapp.accounts.models import GrantRole
from webapp.audit import keys
from webapp.audit.acts import SYSTEM, About, Act, Subject
from webapp.audit.models import AuditEntry
from webapp.audit.recording import record
from webapp.clock import now
from webapp.database import db
from webapp.events import plans
from webapp.privacy.auditing import exporting, fields, words
from webapp.privacy.auditing.fields import FIELDS
from webapp.work import running
from webapp.work.models import Job


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


def acts(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def last(app: Flask) -> AuditEntry:
    with app.app_context():
        return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


@pytest.mark.parametrize("role", [GrantRole.COMMITTEE, GrantRole.DESK, GrantRole.VIEWER])
def test_only_administrators_read_it(office: Office, sign_in: SignIn, role: GrantRole) -> None:
    client = sign_in(office.people[role])

    assert {client.get(path).status_code for path in ("/manage/audit", "/manage/audit/export.csv")} == {404}


def test_an_administrator_finds_what_the_committee_did(office: Office, sign_in: SignIn) -> None:
    sign_in(office.people[GrantRole.COMMITTEE]).post(f"/manage/events/{office.draft}/publication")

    page = sign_in(office.people[GrantRole.ADMIN]).get("/manage/audit?act=event.published").text

    assert "Kegiatan diterbitkan" in page
    assert "Draf Contoh" in page


def test_another_organization_is_never_shown(office: Office, sign_in: SignIn) -> None:
    sign_in(office.people[GrantRole.COMMITTEE]).post(f"/manage/events/{office.draft}/publication")
    client = sign_in(office.stranger)

    assert "Draf Contoh" not in client.get(f"/manage/audit?organization={office.organization}").text
    assert "Draf Contoh" not in client.get("/manage/audit/export.csv").text


def test_the_file_holds_what_the_search_finds_and_is_recorded(app: Flask, office: Office, sign_in: SignIn) -> None:
    sign_in(office.people[GrantRole.COMMITTEE]).post(f"/manage/events/{office.draft}/publication")
    client = sign_in(office.people[GrantRole.ADMIN])

    lines = client.get("/manage/audit/export.csv?q=Draf").text.splitlines()

    assert len(lines) == 2
    assert "Draf Contoh" in lines[1]
    assert (last(app).act, last(app).after["words"]) == ("audit.exported", "…")


def test_a_long_log_is_written_in_steps_and_is_the_same_from_the_worker(
    app: Flask, office: Office, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        for n in range(7):
            record(
                Act("event.published", Subject("event", n, f"Kegiatan {n}"), office.organization_id),
                by=SYSTEM,
                at=now(),
            )
        db.session.commit()
    client = sign_in(office.people[GrantRole.ADMIN])
    whole = client.get("/manage/audit/export.csv?act=event.published&since=2022-01-01").data

    monkeypatch.setattr(exporting, "STEP", 3)
    in_steps = client.get("/manage/audit/export.csv?act=event.published&since=2022-01-01").data
    place = client.post("/manage/audit/files?act=event.published&since=2022-01-01").location
    with app.app_context():
        running.run_due()

    assert [line.split(",")[6] for line in whole.decode().splitlines()[1:]] == [
        f"Kegiatan {n}" for n in range(6, -1, -1)
    ]
    assert client.get(f"{place}/file", buffered=True).data == in_steps == whole
    assert "7 catatan." in client.get(place).text


def test_words_that_are_looked_for_are_never_kept_with_the_work(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.people[GrantRole.ADMIN])

    assert client.post("/manage/audit/files?q=Siti").status_code == 400
    with app.app_context():
        assert db.session.scalars(select(Job)).all() == []


def test_an_edit_says_what_changed_and_no_secrets(app: Flask, office: Office, sign_in: SignIn) -> None:
    form = edit_form(event_of(app, office.published), venue="Aula Lain", conference_url="https://rapat.example/rahasia")
    answer = sign_in(office.people[GrantRole.COMMITTEE]).post(f"/manage/events/{office.published}/edit", data=form)

    entry = last(app)

    assert answer.status_code == 302
    assert (entry.act, entry.after["venue"]) == ("event.revised", "Aula Lain")
    assert "rahasia" not in str(entry.after)


def test_seeing_and_fetching_many_people_is_written_down(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.people[GrantRole.COMMITTEE])
    base = f"/manage/events/{office.published}"

    for path in (
        "/participants",
        "/attendance.csv?phones=full&reason=Tempat+berubah",
        "/attendance.xlsx",
        "/attendance-list.pdf",
    ):
        assert client.get(base + path).status_code == 200

    assert acts(app)[-4:] == ["participants.viewed", *["attendance.exported"] * 3]


def test_decisions_about_a_person_name_them_under_their_key_only(
    app: Flask, office: Office, stored: Stored, sign_in: SignIn
) -> None:
    def apply() -> tuple[int, int]:
        row = make_registration(event_of(app, office.published), name="Sulastri", status="pending")
        return row.id, row.person_id

    registration_id, person_id = stored(apply)
    sign_in(office.people[GrantRole.COMMITTEE]).post(
        f"/manage/events/{office.published}/participants/{registration_id}/approval"
    )
    admin = sign_in(office.people[GrantRole.ADMIN])

    assert "Sulastri" in admin.get("/manage/audit").text
    stored(lambda: keys.forget("person", person_id))
    page = admin.get("/manage/audit").text

    assert "Sulastri" not in page
    assert "sudah dilupakan" in page


def test_what_makes_no_sense_finds_something_or_nothing_but_never_fails(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.people[GrantRole.ADMIN])

    for query in ("since=x&until=9999-12-31", "act=%00&q=%00", "page=-5", "page=99999999999", "organization=x&q=%25"):
        assert client.get(f"/manage/audit?{query}").status_code == 200, query


def test_the_page_costs_the_same_for_one_entry_and_for_many(
    app: Flask, office: Office, stored: Stored, sign_in: SignIn
) -> None:
    client = sign_in(office.people[GrantRole.ADMIN])

    def write(count: int) -> None:
        for number in range(count):
            about = About("person", number, after={"name": "A"})
            act = Act("x", Subject("event", number), office.organization_id, about=about)
            record(act, by=SYSTEM, at=now())

    def cost(client: FlaskClient) -> int:
        with count_queries(engine_of(app)) as counted:
            client.get("/manage/audit")
        return len(counted)

    stored(lambda: write(1))
    one = cost(client)
    stored(lambda: write(40))

    assert cost(client) == one


FIELD = re.compile(r"(?:before|after)\s*=\s*\{([^{}]*)\}()")
ACT = re.compile(r'(?:note\w*|_note|Act|record)\(\s*"([a-z_]+\.[a-z_]+)"')


def test_every_act_and_every_field_in_the_code_has_words() -> None:
    sources = {path: path.read_text() for path in Path(privacy.__file__).parents[1].rglob("*.py")}
    noting = {path: text for path, text in sources.items() if "record(" in text or "note" in text}

    acts = {act for text in noting.values() for act in ACT.findall(text)}
    told = [part for text in noting.values() for found in FIELD.findall(text) for part in found]
    fields = {name for part in told for name in re.findall(r'"([a-z_]+)":', part)} | set(plans.FACTS)

    assert (len(acts) > 80, len(fields) > 60) == (True, True)
    assert acts - set(words.ACTS) == set()
    assert fields - set(FIELDS) == set()


def test_a_change_is_told_in_words_and_not_in_codes(app: Flask, office: Office, sign_in: SignIn) -> None:
    form = edit_form(event_of(app, office.published), venue="Aula Lain", requires_approval="y")
    sign_in(office.people[GrantRole.COMMITTEE]).post(f"/manage/events/{office.published}/edit", data=form)

    page = sign_in(office.people[GrantRole.ADMIN]).get("/manage/audit?act=event.revised").text

    assert "Tempat: Gedung Smart Province → Aula Lain" in page
    assert "Perlu persetujuan: tidak → ya" in page


def test_codes_are_told_in_words_and_somebodys_own_words_stay(app: Flask) -> None:
    with app.test_request_context():
        told = [fields.said(*one) for one in (("phones", "masked"), ("mode", "online"), ("reason", "online"))]

    assert told == ["disamarkan", "Daring", "online"]


def test_programs_and_desks_that_fetch_names_are_written_down(app: Flask, office: Office, stored: Stored) -> None:
    def bearers() -> tuple[int, str, str]:
        event = event_of(app, office.published)
        make_registration(event)
        token = issue_api_token(office.organization_id, name="Dasbor", role=GrantRole.VIEWER, at=now())
        return event.sessions[0].id, make_desk(event, expires_at=now() + timedelta(days=1))[1], token

    session, desk, program = stored(bearers)
    client = app.test_client()

    def fetch(path: str, token: str) -> Any:
        return client.get(path, headers={"Authorization": f"Bearer {token}"})

    full = fetch(f"/api/v1/sessions/{session}/roster", desk)
    fetch(f"/api/v1/sessions/{session}/roster?since={full.json['cursor']}", desk)
    fetch(f"/api/v1/events/{office.published}/attendance", program)

    with app.app_context():
        kinds = db.session.execute(
            select(AuditEntry.act, AuditEntry.actor_kind).order_by(AuditEntry.id.desc()).limit(3)
        )
        assert [(act, kind.value) for act, kind in kinds][:2] == [
            ("attendance.exported", "program"),
            ("roster.fetched", "desk"),
        ]
        assert db.session.scalars(select(AuditEntry.act)).all().count("roster.fetched") == 1
