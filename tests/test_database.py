"""Transactions, types and the schema's history."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy.exc
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import text

from tests.conftest import make_app
from webapp import database, migrating
from webapp.accounts.models import User
from webapp.clock import now
from webapp.database import Base, db
from webapp.errors import DatabaseUnavailable


def test_migrations_make_exactly_the_models(context: Flask) -> None:
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(found, Base.metadata) == []


def test_migrations_can_be_undone_and_done_again(context: Flask) -> None:
    migrating.downgrade(db.engine, "base")
    with pytest.raises(DatabaseUnavailable, match="gelar db upgrade"):
        migrating.refuse_unless_current(db.engine)

    migrating.upgrade(db.engine)

    migrating.refuse_unless_current(db.engine)


def test_a_newer_database_is_refused_in_one_sentence(context: Flask) -> None:
    db.session.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    db.session.commit()

    with pytest.raises(DatabaseUnavailable, match="newer Gelar"):
        migrating.refuse_unless_current(db.engine)


def test_a_naive_moment_is_refused(context: Flask) -> None:
    db.session.add(
        User(
            email="a@b.id",
            name="A",
            password_hash="-",
            created_at=datetime(2022, 3, 10),  # noqa: DTZ001  # naive on purpose
        )
    )

    with pytest.raises(sqlalchemy.exc.StatementError, match="naive datetime"):
        db.session.flush()


def test_a_failed_statement_tells_no_values(context: Flask) -> None:
    twins = [User(email="dehen@contoh.id", name="Dehen", password_hash="-", created_at=now()) for _ in "ab"]
    db.session.add_all(twins)

    with pytest.raises(sqlalchemy.exc.IntegrityError) as failure:
        db.session.flush()

    assert "Dehen" not in str(failure.value)


def test_sqlite_is_durable_and_checks_foreign_keys(tmp_path: Path, sqlite_template: Path) -> None:
    app = make_app(f"sqlite:///{sqlite_template}", tmp_path)
    with app.app_context():
        pragmas = [
            db.session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert pragmas == ["wal", 2, 1]


def race_of_readers_who_write(app: Flask, *, as_writers: bool, count: int = 8) -> list[str]:
    """Each thread reads a counter, then writes it one higher; the errors that came of it."""
    barrier = threading.Barrier(count)
    errors: list[str] = []

    def one() -> None:
        database.begin_for_writing(may_write=as_writers)
        with app.app_context():
            barrier.wait(timeout=20)
            try:
                held = db.session.scalar(text("SELECT revision FROM calendar_state WHERE id = 1"))
                db.session.execute(
                    text("UPDATE calendar_state SET revision = :n WHERE id = 1"),
                    {"n": held + 1},
                )
                db.session.commit()
            except sqlalchemy.exc.OperationalError as wrong:
                errors.append(str(wrong))

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return errors


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_writers_queue_and_lose_nothing(app: Flask) -> None:
    with app.app_context():
        db.session.execute(
            text("INSERT INTO calendar_state (id, revision, changed_at) VALUES (1, 0, :at)"),
            {"at": str(now())},
        )
        db.session.commit()

    errors = race_of_readers_who_write(app, as_writers=True)

    with app.app_context():
        assert (
            errors,
            db.session.scalar(text("SELECT revision FROM calendar_state")),
        ) == ([], 8)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_without_the_queue_the_same_race_fails(app: Flask) -> None:
    with app.app_context():
        db.session.execute(
            text("INSERT INTO calendar_state (id, revision, changed_at) VALUES (1, 0, :at)"),
            {"at": str(now())},
        )
        db.session.commit()

    assert race_of_readers_who_write(app, as_writers=False)
