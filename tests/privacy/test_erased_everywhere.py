"""Erase a person: the name is in no table, file, mail, export, log or fresh backup afterwards; totals stay."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage

from tests.attendance.applying import make_attendance
from tests.attendance.pages import coming, managing_path, registered_ticket
from tests.directory.groups import make_group, make_member
from tests.factories import make_desk, make_organization, make_user
from tests.operations.places import an_empty_place, use_postgres_programs
from tests.privacy import looking
from webapp import clock, create_app, database
from webapp.accounts.models import GrantRole
from webapp.attendance.calendars import keeping
from webapp.attendance.certifying import issuing, revising
from webapp.attendance.checking_in.people import rosters
from webapp.attendance.checking_in.scanning.gates import gate_by_id
from webapp.attendance.importing.files_of_providers.lines import Provider
from webapp.attendance.importing.models import AttendanceImport, How, ImportedParticipant
from webapp.attendance.models import Registration, Ticket
from webapp.attendance.reporting.gathering import report
from webapp.attendance.telling import mails
from webapp.attendance.verdicts.models import VerdictOverride
from webapp.audit.acts import SYSTEM, About, Act, Subject
from webapp.audit.recording import record
from webapp.database import db
from webapp.directory.groups import queries as groups
from webapp.directory.importing import exporting
from webapp.directory.importing.models import DirectoryImport, ImportKind
from webapp.events.models import Event
from webapp.files.storing import store_data
from webapp.messages import delivering
from webapp.messages.models import Message
from webapp.operations import backups
from webapp.privacy.erasing import ledger
from webapp.privacy.requesting import asking
from webapp.privacy.requesting.models import RequestKind
from webapp.work import asking as working
from webapp.work import running, shelf
from webapp.work.models import Job

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
NAME, MAIL, PHONE = "Siti Kenari", "kenari@contoh.id", "0812 5012 3456"
GROUP = "KIM Harati Kereng"
MARKS = re.compile(r"kenari|81250123456|8125-0123-456|0812-5012-3456", re.IGNORECASE)


@pytest.fixture(autouse=True)
def postgres_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    use_postgres_programs(monkeypatch)


@pytest.fixture
def scene(app: Flask, stored: Stored, client: FlaskClient) -> dict[str, Any]:
    """Somebody who came, whose name went wherever a name can go."""

    def office() -> dict[str, Any]:
        office = make_organization(slug="kantor")
        group = make_group(GROUP)
        make_member(group, NAME, gender="P")
        make_member(group, "Rusdi", gender="L")
        event = coming(organization=office)
        _desk, token = make_desk(event)
        committee = make_user(office, GrantRole.COMMITTEE).id
        found = {"slug": event.slug, "event": event.id, "session": event.sessions[0].id, "committee": committee}
        return found | {
            "group": group.organization_id,
            "desk": token,
            "admin": make_user(group.organization, GrantRole.ADMIN).id,
            "office": group.organization.id,
        }

    made: dict[str, Any] = stored(office)
    ticket = registered_ticket(client, made["slug"], name=NAME, phone=PHONE, email=MAIL, affiliation=GROUP)
    registered_ticket(app.test_client(), made["slug"], name="Rusdi", phone="0813 5012 3457")
    made["path"] = f"{managing_path(client.get(ticket))}/data"
    stored(lambda: traces(made))
    deliver(app)
    return made


def traces(scene: dict[str, Any]) -> None:
    at = clock.now()
    one = db.session.scalars(select(Registration).where(Registration.kim_id == scene["group"])).one()
    event = db.session.get_one(Event, scene["event"])
    db.session.refresh(one, ["person", "event"])
    one.status_at = at - timedelta(hours=1)
    db.session.execute(update(Ticket).values(issued_at=one.status_at))
    make_attendance(one, session_id=scene["session"], first_at=at, standing_at=at, last_at=at)
    certificate = issuing.issue_to(event, one, at=at + timedelta(days=20), reason=f"{NAME} membantu panitia")
    revising.attach_signed(certificate, FileStorage(BytesIO(f"%PDF-1.7 {NAME}".encode()), filename="1.pdf"), at=at)
    imported = AttendanceImport(
        event_id=event.id, session_id=scene["session"], provider=Provider.ZOOM, title="", tzid=event.tzid, sha256="a",
        file=store_data(f"Name,Duration\n{NAME},3\n".encode(), "zoom.csv", at=at), filename="zoom.csv", uploaded_at=at,
    )  # fmt: skip
    db.session.add(imported)
    db.session.flush()
    rows = ((NAME, one.id, How.NAME), (f"{NAME}_{GROUP}", None, How.NOBODY), ("Rusdi", None, How.NOBODY))
    db.session.add_all(
        ImportedParticipant(import_id=imported.id, number=n, name=name, spans=[], registration_id=ref, how=how)
        for n, (name, ref, how) in enumerate(rows, 1)
    )
    unnamed = {"import_id": imported.id, "number": 9, "name": "Ibu S.", "spans": [], "how": How.NOBODY}
    db.session.add(ImportedParticipant(**unnamed, email=MAIL.upper()))
    table = store_data(f"KIM,Nama\n{GROUP},{NAME}\n".encode(), "anggota.csv", at=at)
    db.session.add(
        DirectoryImport(
            ref="a" * 16,
            kind=ImportKind.MEMBERS,
            owner_id=scene["admin"],
            file=table,
            findings={"sample": [[GROUP, NAME]]},
            created_at=at,
        )
    )
    db.session.add(
        VerdictOverride(
            session_id=scene["session"], registration_id=one.id, is_present=True, reason=f"{NAME} hadir", decided_at=at
        )
    )
    wish = asking.file_request(one, kind=RequestKind.CORRECT, words=f"Nama saya {NAME}", at=at)
    asking.answer(wish, f"{NAME} sudah dibetulkan.", by_id=scene["committee"], at=at)
    keeping.open_for([one.id], name=f"Kalender {NAME}", locale="id", at=at)
    for message in db.session.scalars(select(Message)):
        message.last_error = f"550 {MAIL} unknown"
    about = About("person", one.person_id, after={"name": NAME})
    record(Act("registration.corrected", Subject("event", event.id), about=about), by=SYSTEM, at=at)
    working.ask(members_order(scene, "csv"), owner_id=scene["admin"], at=at)


def members_order(scene: dict[str, Any], shape: str) -> working.Order:
    arguments = {"kind": "members", "format": shape, "offices": [scene["office"]]}
    return working.Order(kind=exporting.KIND, title="Anggota", arguments=arguments)


def deliver(app: Flask) -> None:
    with app.app_context():
        database.begin_for_writing(may_write=True)
        mails.register(delivering.renderers)
        delivering.deliver_due(looking.settings_of(app), clock=clock.now)
    with app.test_request_context():
        assert running.run_due() == 1


def totals(app: Flask, scene: dict[str, Any]) -> tuple[Any, ...]:
    with app.test_request_context():
        event = db.session.get_one(Event, scene["event"])
        found = report(event)
        members = dict(db.session.execute(groups.gender_counts(scene["group"])).all())
        # A certificate is withdrawn with the name it was made out to; who came is counted as before.
        came = {name: n for name, n in found.counts.items() if name not in ("certified", "uncertified")}
        return came, members


def exports(client: FlaskClient, scene: dict[str, Any]) -> str:
    """Everything with names in it that the committee can fetch."""
    base = f"/manage/events/{scene['slug']}"
    paths = ("/attendance.csv", "/attendance.xlsx", "/attendance-list.pdf", "/participants", "/certificates", "")
    answers = [client.get(base + path) for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(looking.words(answer.data) for answer in answers)


def members_table(app: Flask, stored: Stored, scene: dict[str, Any]) -> str:
    order = members_order(scene, "xlsx")
    ref: str = stored(lambda: working.ask(order, owner_id=scene["admin"], at=clock.now()).ref)
    with app.test_request_context():
        running.run_due()
        job = db.session.scalars(select(Job).where(Job.ref == ref)).one()
        return looking.words(shelf.path_of(job.ref).read_bytes())


def test_an_erased_person_is_nowhere_and_every_total_stays(
    app: Flask, stored: Stored, scene: dict[str, Any], sign_in: SignIn, tmp_path: Path
) -> None:
    committee, settings = sign_in(scene["committee"]), looking.settings_of(app)
    backups.back_up(settings, tmp_path / "before.tar.gz", at=clock.now())
    before, roster = totals(app, scene), listed(app, scene)
    found_before = [
        bool(MARKS.search(one))
        for one in (
            looking.tables(app), looking.files(app), exports(committee, scene),
            members_table(app, stored, scene), roster.names, looking.backup(tmp_path / "before.tar.gz"),
        )
    ]  # fmt: skip

    with looking.logs() as lines:
        answer = app.test_client().post(f"{scene['path']}/erasure")
        after = listed(app, scene, since=roster.cursor)
        told = exports(committee, scene) + members_table(app, stored, scene)
    backups.back_up(settings, tmp_path / "after.tar.gz", at=clock.now())

    assert found_before == [True] * 6
    assert answer.status_code == 200
    for kept in (looking.tables(app), looking.files(app), told, "\n".join(lines)):
        assert MARKS.findall(kept) == []
    assert MARKS.findall(looking.backup(tmp_path / "after.tar.gz")) == []
    assert "(dihapus)" in after.names
    assert totals(app, scene) == before
    assert restored(app, tmp_path) == []


class Listed:
    """What a desk's phone is told."""

    def __init__(self, found: rosters.Roster) -> None:
        self.cursor = found.cursor
        self.names = "\n".join(entry.name for entry in found.entries)


def listed(app: Flask, scene: dict[str, Any], since: str | None = None) -> Listed:
    with app.app_context():
        cursor = rosters.parsed_cursor(since) if since else None
        found = rosters.roster(gate_by_id(scene["session"]), since=cursor, at=clock.now())
        return Listed(found)


def restored(app: Flask, folder: Path) -> list[str]:
    """What an older backup still says after it was restored beside the ledger of this place."""
    place = an_empty_place(app, folder / "elsewhere")
    ledger.bring_along(place, ledger.path_of(looking.settings_of(app)))
    backups.restore(place, folder / "before.tar.gz")
    again = create_app(place)
    with again.app_context():
        found = MARKS.findall(looking.tables(again)) + MARKS.findall(looking.files(again))
        db.session.remove()
        db.engine.dispose()
    return found
