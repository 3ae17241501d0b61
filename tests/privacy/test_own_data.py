"""Data Saya: what is kept of a person, seen, taken along, withdrawn and erased by that person."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import inspect, select, text

from tests.attendance.applying import make_attendance
from tests.attendance.pages import coming, managing_path, registered_ticket
from tests.counting import count_queries, engine_of
from tests.factories import make_registration
from webapp import clock, database
from webapp.attendance.models import Consent, Person, Registration, RegistrationStatus
from webapp.attendance.registering import merging
from webapp.attendance.telling import mails
from webapp.audit.models import ActorKind, AuditEntry
from webapp.config import Settings
from webapp.database import db
from webapp.messages import delivering
from webapp.messages.models import Message, MessageState
from webapp.privacy.erasing import forgetting, ledger
from webapp.privacy.erasing.models import Wish

Stored = Callable[[Callable[[], Any]], Any]
NAME, MAIL, PHONE, ORIGIN = "Hj. Siti Kenari", "kenari@contoh.id", "0812 5012 3456", "KIM Kenari Rimba"


@pytest.fixture
def slug(stored: Stored) -> str:
    made: str = stored(lambda: coming(in_person=1).slug)
    return made


@pytest.fixture
def path(client: FlaskClient, slug: str) -> str:
    """The page of Data Saya of somebody who registered through the form and told everything."""
    ticket = registered_ticket(client, slug, name=NAME, phone=PHONE, email=MAIL, affiliation=ORIGIN)
    manage = managing_path(client.get(ticket))
    told = {"gender": "P", "age_group": "31_45", "position": "Sekretaris Kenari", "occupation": "petani"}
    assert client.post(f"{manage}/details", data=told).status_code == 303
    return f"{manage}/data"


def registration(app: Flask) -> Registration:
    """The only one there is, with its person."""
    found = db.session.scalars(select(Registration)).one()
    db.session.refresh(found, ["person"])
    return found


def test_a_person_sees_everything_and_takes_it_along(path: str, client: FlaskClient) -> None:
    page = client.get(path)
    data = json.loads(client.get(f"{path}.json").data)
    paper = client.get(f"{path}.pdf")

    words = "".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.data)).pages)
    for told in (NAME, MAIL, ORIGIN, "Sekretaris Kenari", "0812-5012-3456"):
        assert told in page.text
        assert told in words
    assert data["person"] == {"name": NAME, "phone": "+6281250123456", "email": MAIL, "distinguisher": ""}
    assert data["answers"]["gender"] == "P"
    assert data["consents"][0]["withdrawn_at"] is None
    assert [one["kind"] for one in data["messages"]] == ["confirmed"]
    assert page.headers["Cache-Control"] == paper.headers["Cache-Control"] == "no-store"


def test_only_the_managing_secret_opens_it(app: Flask, path: str, client: FlaskClient) -> None:
    token = path.split("/")[2]
    altered = token[:-1] + ("a" if token[-1] != "a" else "b")

    for ending in ("", ".json", ".pdf"):
        assert client.get(f"/registrations/{altered}/data{ending}").status_code == 404
    assert client.post(f"/registrations/{altered}/data/erasure").status_code == 404


def test_the_page_costs_the_same_for_a_long_history(app: Flask, stored: Stored, path: str, client: FlaskClient) -> None:
    def statements() -> int:
        with count_queries(engine_of(app)) as counted:
            client.get(path)
        return len(counted)

    few = statements()

    def more() -> None:
        one = registration(app)
        db.session.add_all(
            Message(registration_id=one.id, kind="changed", version=n, due_at=clock.now(), created_at=clock.now())
            for n in range(1, 9)
        )

    stored(more)

    assert statements() == few


def test_a_withdrawn_consent_frees_the_place_and_ends_the_messages(
    app: Flask, stored: Stored, slug: str, path: str, client: FlaskClient
) -> None:
    waiting = registered_ticket(app.test_client(), slug, name="Rusdi", phone="0813 5012 3457")

    answer = client.post(f"{path}/withdrawal")

    assert answer.status_code == 303
    with app.app_context():
        gone, next_one = db.session.scalars(select(Registration).order_by(Registration.id)).all()
        person = db.session.get_one(Person, gone.person_id)
        states = set(db.session.scalars(select(Message.state).where(Message.registration_id == gone.id)))
        consent = db.session.scalars(select(Consent).where(Consent.registration_id == gone.id)).one()
        assert (gone.status, next_one.status) == (RegistrationStatus.CANCELLED, RegistrationStatus.CONFIRMED)
        assert (person.name, person.phone, person.email) == (NAME, "", "")
        assert states == {MessageState.DROPPED}
        assert consent.withdrawn_at is not None
    assert waiting


def everywhere(app: Flask) -> str:
    """Every value of every table, as one text."""
    engine = engine_of(app)
    with engine.connect() as connection:
        tables = inspect(engine).get_table_names()
        return "\n".join(
            str(tuple(row))
            for table in tables
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))  # our own tables
        )


def files(settings: Settings) -> str:
    """Every mail and every line that lies in the instance folder outside the database."""
    folders = [settings.outbox_dir, settings.files_dir]
    found = [one for folder in folders if folder.is_dir() for one in folder.rglob("*") if one.is_file()]
    found.append(ledger.path_of(settings))
    return "\n".join(one.read_text(errors="replace") for one in found if one.exists())


def settings_of(app: Flask) -> Settings:
    found: Settings = app.config["SETTINGS"]
    return found


def deliver(app: Flask) -> None:
    with app.app_context():
        database.begin_for_writing(may_write=True)
        mails.register(delivering.renderers)
        delivering.deliver_due(settings_of(app), clock=clock.now)


@pytest.mark.parametrize("mark", ["Kenari", "kenari", "81250123456"])
def test_an_erased_person_is_nowhere(app: Flask, path: str, client: FlaskClient, mark: str) -> None:
    deliver(app)
    told_before = mark in everywhere(app) and (mark == "81250123456" or mark in files(settings_of(app)))

    answer = client.post(f"{path}/erasure")
    client.get("/tickets")

    assert told_before
    assert answer.status_code == 200
    assert mark.lower() not in everywhere(app).replace(ORIGIN, "").lower()
    assert mark not in files(settings_of(app))


def test_the_way_back_is_closed_and_the_place_is_free(app: Flask, slug: str, path: str, client: FlaskClient) -> None:
    client.post(f"{path}/erasure")

    assert client.get(path).status_code == 404
    registered_ticket(app.test_client(), slug, name="Rusdi", phone="0813 5012 3457")
    with app.app_context():
        statuses = list(db.session.scalars(select(Registration.status).order_by(Registration.id)))
    assert statuses == [RegistrationStatus.CANCELLED, RegistrationStatus.CONFIRMED]


def test_what_a_person_does_with_their_own_data_is_written_down_without_a_name(
    app: Flask, path: str, client: FlaskClient
) -> None:
    client.post(f"{path}/withdrawal")
    client.post(f"{path}/erasure")

    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.actor_kind == ActorKind.PARTICIPANT)).all()
        assert [(one.act, one.sealed) for one in entries] == [("privacy.withdrawn", ""), ("privacy.erased", "")]
        assert entries[0].actor_id == registration(app).id


def test_totals_stay_when_somebody_who_came_is_erased(context: Flask) -> None:
    event = coming()
    came = make_registration(event, name=NAME, gender="P", region_code="62.03")
    make_attendance(came)

    assert forgetting.keeps(came)
    forgetting.erase(came, wish=Wish.OWN, at=clock.now())

    assert (came.status, came.gender, came.region_code) == (RegistrationStatus.CONFIRMED, "P", "62.03")
    assert came.person.name == forgetting.ANONYMOUS


def test_other_registrations_of_the_person_keep_their_name(context: Flask) -> None:
    first = make_registration(coming(), name=NAME)
    second = make_registration(coming(), person=first.person)

    forgetting.erase(first, wish=Wish.OWN, at=clock.now())

    assert first.person_id != second.person_id
    assert (first.person.name, second.person.name) == (forgetting.ANONYMOUS, NAME)


def test_who_was_merged_into_the_person_is_forgotten_along(context: Flask) -> None:
    event, other = coming(), coming()
    kept, double = make_registration(event, name=NAME), make_registration(other, name="Siti Kenari")
    gone = double.person
    merging.merge(kept.person, gone, event=event, by_user_id=None, at=clock.now())
    db.session.delete(double.tickets[0])
    db.session.delete(double)
    db.session.flush()

    forgetting.erase(kept, wish=Wish.OWN, at=clock.now())

    assert (kept.person.name, gone.name, gone.folded_name) == (forgetting.ANONYMOUS, forgetting.ANONYMOUS, "")


def test_erasing_twice_is_once(context: Flask) -> None:
    one = make_registration(coming(), name=NAME)

    erasures = {forgetting.erase(one, wish=Wish.OWN, at=clock.now()).id for _ in range(2)}

    assert len(erasures) == 1


def test_a_line_that_was_cut_short_is_passed_over(app: Flask) -> None:
    ledger.path_of(settings_of(app)).write_text('{"ref": "abc", "wi\n{}\nnull\n')

    with app.app_context():
        assert ledger.apply_again(settings_of(app)) == 0
