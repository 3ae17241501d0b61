"""A backup is tried by restoring it into an empty place."""

import tarfile
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import START, make_event, make_registration
from tests.operations.places import an_empty_place, use_postgres_programs
from webapp import create_app
from webapp.attendance.checking_in.scanning.recording import Presented, record_scan
from webapp.attendance.models import Action, Channel, Outcome, Person, Registration
from webapp.attendance.registering import queries
from webapp.database import db
from webapp.events.models import Session
from webapp.messages.models import Message, MessageState
from webapp.messages.promising import promise
from webapp.operations import backups
from webapp.operations.backups import BackupError
from webapp.privacy.erasing import forgetting, ledger
from webapp.privacy.erasing.models import Erasure, Wish


@pytest.fixture(autouse=True)
def postgres_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    use_postgres_programs(monkeypatch)


def a_ticket_and_a_promise(app: Flask) -> tuple[str, int]:
    with app.app_context():
        event = make_event()
        registration = make_registration(event)
        promise(registration.id, "ticket", at=START)
        db.session.commit()
        return registration.tickets[0].code, event.sessions[0].id


def test_an_old_ticket_is_admitted_after_a_restore(app: Flask, tmp_path: Path) -> None:
    code, session_id = a_ticket_and_a_promise(app)
    settings = app.config["SETTINGS"]
    (settings.files_dir).mkdir(parents=True)
    (settings.files_dir / "logo.png").write_bytes(b"a picture")
    backups.back_up(settings, tmp_path / "backup.tar.gz", at=START)
    place = an_empty_place(app, tmp_path / "elsewhere")

    backups.restore(place, tmp_path / "backup.tar.gz")

    restored = create_app(place)
    with restored.app_context():
        presented = Presented(str(uuid4()), code, Action.IN, START, Channel.CAMERA, "Pintu A")
        answer = record_scan(db.session.get_one(Session, session_id), presented, at=START)
        state = db.session.scalar(select(Message.state))
        db.session.commit()
        db.engine.dispose()
    assert (answer.outcome, state) == (Outcome.ADMITTED, MessageState.HELD)
    assert (place.files_dir / "logo.png").read_bytes() == b"a picture"
    assert (place.instance_path / "secret_key").read_text() == settings.secret_key


def test_who_was_forgotten_after_the_backup_stays_forgotten(app: Flask, tmp_path: Path) -> None:
    a_ticket_and_a_promise(app)
    settings, place = app.config["SETTINGS"], an_empty_place(app, tmp_path / "elsewhere")
    backups.back_up(settings, tmp_path / "before.tar.gz", at=START)
    with app.test_request_context():
        ref = db.session.scalars(select(Registration.ref)).one()
        erasure = forgetting.erase(db.session.scalars(queries.by_ref(ref)).one(), wish=Wish.OWN, at=START)
        ledger.write(settings, erasure)
        db.session.commit()
    ledger.bring_along(place, ledger.path_of(settings))

    backups.restore(place, tmp_path / "before.tar.gz")

    with create_app(place).app_context():
        assert db.session.scalars(select(Person.name)).one() == forgetting.ANONYMOUS
        assert db.session.scalars(select(Erasure.registration_ref)).one() == ref
        db.session.remove()
        db.engine.dispose()


def test_a_backup_carries_what_was_forgotten_before_it(app: Flask, tmp_path: Path) -> None:
    a_ticket_and_a_promise(app)
    settings, place = app.config["SETTINGS"], an_empty_place(app, tmp_path / "elsewhere")
    ledger.write(settings, Erasure(registration_ref="a", wish=Wish.OWN, erased_at=START))
    backups.back_up(settings, tmp_path / "backup.tar.gz", at=START)

    backups.restore(place, tmp_path / "backup.tar.gz")

    assert ledger.path_of(place).read_text() == ledger.path_of(settings).read_text()


def test_held_messages_go_out_when_they_are_released(app: Flask, context: Flask) -> None:
    registration = make_registration(make_event())
    promise(registration.id, "ticket", at=START)

    held, released = backups.hold_outbox(), backups.release_outbox()

    assert (held, released, backups.count_held()) == (1, 1, 0)


def test_nothing_is_restored_over_something(app: Flask, tmp_path: Path) -> None:
    a_ticket_and_a_promise(app)
    settings = app.config["SETTINGS"]
    backups.back_up(settings, tmp_path / "backup.tar.gz", at=START)

    with pytest.raises(BackupError, match="empty"):
        backups.restore(settings, tmp_path / "backup.tar.gz")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_is_no_backup_is_said_to_be_none(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Yth. Bapak/Ibu")

    with pytest.raises(BackupError, match="not a backup"):
        backups.restore(an_empty_place(app, tmp_path / "elsewhere"), tmp_path / "letter.txt")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("name", "kind"), [("../outside.txt", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)])
def test_an_archive_that_reaches_outside_is_refused(app: Flask, tmp_path: Path, name: str, kind: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "/etc/passwd"
    with tarfile.open(tmp_path / "strange.tar.gz", "w:gz") as archive:
        archive.addfile(member)

    with pytest.raises(BackupError, match="it holds"):
        backups.restore(an_empty_place(app, tmp_path / "elsewhere"), tmp_path / "strange.tar.gz")
    assert not list(tmp_path.rglob("outside.txt"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_another_key_is_refused_before_anything_is_written(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_ticket_and_a_promise(app)
    backups.back_up(app.config["SETTINGS"], tmp_path / "backup.tar.gz", at=START)
    monkeypatch.setenv("SECRET_KEY", "another key that is just as long as it must be")
    place = an_empty_place(app, tmp_path / "elsewhere")

    with pytest.raises(BackupError, match="SECRET_KEY"):
        backups.restore(place, tmp_path / "backup.tar.gz")

    assert not (tmp_path / "elsewhere" / "restored.db").exists()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_backup_is_for_its_owner_only(app: Flask, tmp_path: Path) -> None:
    a_ticket_and_a_promise(app)

    backups.back_up(app.config["SETTINGS"], tmp_path / "backup.tar.gz", at=START)

    assert oct((tmp_path / "backup.tar.gz").stat().st_mode)[-3:] == "600"
