"""The database: one declarative base, the types we add, and how transactions begin and queue."""

import fcntl
import os
import sqlite3
import threading
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    event,
    make_url,
)
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

from webapp.config import Settings
from webapp.errors import DatabaseUnavailable
from webapp.instances import share_attribute_names

share_attribute_names()

# How long a writer may wait for its turn before it says so (seconds).
WRITER_PATIENCE = 10.0
# How long SQLite itself waits for a lock held by a program that is not ours (milliseconds).
BUSY_TIMEOUT_MS = 5_000

# Names are fixed so that a migration can find the constraint again on both databases.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. A naive datetime is refused: it means nothing here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy calls it so
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime: every moment needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy calls it so
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(states: type[StrEnum]) -> list[str]:
    return [state.value for state in states]


class Base(DeclarativeBase):
    """Every table of Gelar. States are stored by their value, as plain text on both databases."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UTCDateTime,
            StrEnum: Enum(StrEnum, native_enum=False, length=32, values_callable=_values),
        },
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

# True where the next transaction may write: commands, jobs and every request but GET and HEAD.
_may_write: ContextVar[bool] = ContextVar("may_write", default=True)


def begin_for_writing(*, may_write: bool) -> None:
    """Say whether the transactions that follow in this context may write.

    SQLite fails a transaction that reads first and writes later (SQLITE_BUSY_SNAPSHOT) whatever
    the timeout, so a writer must say so before it begins.
    """
    _may_write.set(may_write)


class WriterQueue:
    """Writers wait here in line instead of in SQLite's busy handler, which sleeps and starves.

    A thread lock orders the threads of this process, a lock file beside the database orders the
    processes. The kernel drops the file lock when a process dies, so no kill leaves it shut.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._file: int | None = None

    def enter(self) -> None:
        """Wait for the turn; DatabaseUnavailable after WRITER_PATIENCE seconds."""
        if not self._turn.acquire(timeout=WRITER_PATIENCE):
            raise DatabaseUnavailable("another writer has held the database for too long")
        try:
            if self._file is None:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException:
            self._turn.release()
            raise

    def leave(self) -> None:
        assert self._file is not None
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._turn.release()


_queues: dict[str, WriterQueue] = {}
_queues_guard = threading.Lock()


def writer_queue(database: str) -> WriterQueue:
    """The one queue of this process for a SQLite file."""
    with _queues_guard:
        return _queues.setdefault(database, WriterQueue(Path(f"{database}.lock")))


class QueuedConnection(sqlite3.Connection):
    """A SQLite connection that stands in the writers' queue for as long as it may write."""

    queue: WriterQueue | None = None
    is_in_turn = False

    def begin(self, *, may_write: bool) -> None:
        if not may_write or self.queue is None:
            self.execute("BEGIN")
            return
        self.queue.enter()
        self.is_in_turn = True
        try:
            self.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._leave()
            raise

    def commit(self) -> None:
        super().commit()
        self._leave()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._leave()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._leave()

    def _leave(self) -> None:
        if self.is_in_turn and self.queue is not None:
            self.is_in_turn = False
            self.queue.leave()


def init_app(app: Flask, settings: Settings) -> None:
    """Bind the database of `settings` to the application and set up how transactions begin."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def engine_options(settings: Settings) -> dict[str, Any]:
    pool = {
        "pool_size": settings.threads + 2,
        "max_overflow": 8,
        "pool_timeout": 15,
        "hide_parameters": True,  # a failed statement is logged, and its values are people's names and contacts
    }
    if settings.is_sqlite:
        return {
            **pool,
            "connect_args": {
                "factory": QueuedConnection,
                "timeout": BUSY_TIMEOUT_MS / 1000,
            },
        }
    limits = "-c lock_timeout=10s -c statement_timeout=60s -c timezone=UTC"
    return {
        **pool,
        "pool_pre_ping": True,
        "connect_args": {"options": limits, "connect_timeout": 5},
    }


def prepare(engine: Engine) -> None:
    """Give a SQLite engine our pragmas and our way to begin; leave PostgreSQL as it is."""
    if engine.dialect.name != "sqlite":
        return
    path = str(Path(make_url(str(engine.url)).database or "").resolve())

    @event.listens_for(engine, "connect")
    def set_up(connection: QueuedConnection, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours to say, not the driver's
        connection.queue = writer_queue(path)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # what was erased is overwritten, not only let go of
        connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.begin(may_write=_may_write.get())


def empty_log() -> None:
    """Write SQLite's write-ahead log back and cut it to nothing: it holds what pages said before they were erased."""
    if db.engine.dialect.name == "sqlite":
        raw = db.engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()
