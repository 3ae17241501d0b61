"""The chain over the log: what is changed, missing or cut off shows."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select, text

from webapp.audit import sealing
from webapp.audit.acts import SYSTEM, About, Act, Subject
from webapp.audit.models import AuditBatch, AuditEntry
from webapp.audit.recording import record
from webapp.audit.sealing import seal, verify
from webapp.cli import commands
from webapp.clock import now
from webapp.database import db

AT = now()


@pytest.fixture
def log(context: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Seven sealed entries in four batches."""
    monkeypatch.setattr(sealing, "MOST_IN_A_BATCH", 2)
    write(7)
    seal(at=AT)
    return context


def write(count: int) -> None:
    for number in range(count):
        about = About("person", number, after={"name": f"Nama {number}"})
        record(Act("x", Subject("event", number, "Nama — ‘é’"), about=about), by=SYSTEM, at=AT)
    db.session.commit()


def forge(statement: str) -> None:
    """As somebody who owns the database would: the triggers go first."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET session_replication_role = replica"))
    else:
        for name in db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            db.session.execute(text(f"DROP TRIGGER {name}"))
    db.session.execute(text(statement))
    db.session.commit()


def test_everything_is_sealed_once_and_holds(log: Flask) -> None:
    found = verify()

    assert (found.batches, found.entries, found.unsealed, found.fault) == (4, 7, 0, "")
    assert seal(at=AT) == 0


def test_what_comes_later_goes_on_with_the_chain(log: Flask) -> None:
    before = verify().head
    write(1)

    assert verify().unsealed == 1
    seal(at=AT)

    batch = db.session.scalars(select(AuditBatch).order_by(AuditBatch.id.desc()).limit(1)).one()
    assert batch.previous_hash == before
    assert verify(before).fault == ""


@pytest.mark.parametrize(
    ("forgery", "sentence"),
    [
        ("UPDATE audit_entries SET act = 'y' WHERE id = 3", "was changed"),
        ("UPDATE audit_entries SET sealed = '' WHERE id = 3", "was changed"),
        ("DELETE FROM audit_entries WHERE id = 3", "had 2 entries and has 1"),
        ("DELETE FROM audit_entries WHERE id IN (3, 4)", "had 2 entries and has 0"),
        ("UPDATE audit_batches SET previous_hash = 'x' WHERE id = 2", "does not follow"),
        ("UPDATE audit_batches SET sealed_at = '2020-01-01 00:00:00+00' WHERE id = 2", "was changed"),
    ],
)
def test_a_forgery_shows(log: Flask, forgery: str, sentence: str) -> None:
    forge(forgery)

    assert sentence in verify().fault


def test_an_end_that_was_cut_off_shows_against_a_noted_hash(log: Flask) -> None:
    head = verify().head
    forge("DELETE FROM audit_entries WHERE batch_id = 4")
    forge("DELETE FROM audit_batches WHERE id = 4")

    assert verify().fault == ""
    assert "cut off" in verify(head).fault


def test_an_entry_that_commits_late_comes_into_a_later_batch(log: Flask) -> None:
    db.session.add(AuditEntry(id=1000, at=AT, act="x", actor_kind="system", subject_kind="event"))
    db.session.commit()
    seal(at=AT)
    db.session.add(AuditEntry(id=999, at=AT, act="x", actor_kind="system", subject_kind="event"))
    db.session.commit()

    assert seal(at=AT) == 1
    assert verify().fault == ""


@pytest.fixture
def command(app: Flask, runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    monkeypatch.setattr("webapp.cli.auditing.application", lambda: app)

    def run(*arguments: str) -> tuple[int, str]:
        result = runner.invoke(commands, ["audit", "verify", *arguments])
        return result.exit_code, result.output

    return run


def test_the_command_says_that_the_log_holds(app: Flask, command: Callable[..., tuple[int, str]]) -> None:
    with app.app_context():
        write(2)

    status, words = command()

    assert (status, "2 entries in 1 batches" in words) == (0, True)


def test_the_command_fails_on_a_broken_log(app: Flask, command: Callable[..., tuple[int, str]]) -> None:
    assert command("--expect", "f" * 64)[0] == 1
