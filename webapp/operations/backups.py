"""Backup and restore of database, files and keys, while the application runs."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url, select, update

from webapp import create_app, migrating
from webapp.config import Settings
from webapp.database import db
from webapp.errors import GelarError
from webapp.files import discarding
from webapp.messages.models import Message, MessageState
from webapp.operations.unpacking import unpack
from webapp.privacy.erasing import ledger

FORMAT = 1
KEY = "secret_key"


class BackupError(GelarError):
    """The backup cannot be made or read; the sentence says why."""


def back_up(settings: Settings, target: Path, *, at: datetime) -> None:
    """Write one .tar.gz with a consistent copy of everything that belongs to this installation.

    SQLite is copied by VACUUM INTO, PostgreSQL by pg_dump; neither stops the application, nor copies what was deleted.
    """
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        inside = Path(folder)
        _copy_database(settings, inside)
        (inside / KEY).write_text(settings.secret_key)
        about = {
            "format": FORMAT,
            "at": at.isoformat(),
            "database": _kind(settings),
            "public_url": settings.public_url,
        }
        (inside / "about.json").write_text(json.dumps(about))
        aside = inside / "backup.tar.gz"
        with tarfile.open(aside, "w:gz") as archive:
            for name in ("about.json", KEY, _dump_name(settings)):
                archive.add(inside / name, name)
            if ledger.path_of(settings).exists():
                archive.add(ledger.path_of(settings), ledger.NAME)
            if settings.files_dir.is_dir():
                archive.add(settings.files_dir, "files")
        os.chmod(aside, 0o600)
        os.replace(aside, target)  # whole or not at all


def restore(settings: Settings, source: Path, *, is_outbox_held: bool = True) -> None:
    """Put a backup into an empty installation, and hold its outbox until it is released.

    Who was forgotten after the backup was made is forgotten again, by the ledger of the place: keep
    instance/erasures.jsonl when the database is lost, or bring it along.

    Two copies of one installation must not both send; `gelar outbox release` says which one may.
    Raises BackupError when the place is not empty or the file is not a backup of this kind of database.
    """
    _refuse_unless_empty(settings)
    with tempfile.TemporaryDirectory(dir=_parent(settings)) as folder:
        inside = Path(folder)
        try:
            with tarfile.open(source, "r:gz") as archive:
                unpack(archive, inside)
            about = json.loads((inside / "about.json").read_text())
        except (tarfile.TarError, OSError, ValueError) as wrong:
            raise BackupError(f"{source} is not a backup of Gelar: {wrong}") from None
        if about.get("format") != FORMAT or about.get("database") != _kind(settings):
            raise BackupError(f"{source} holds a {about.get('database')} database; DATABASE_URL names another kind.")
        _refuse_another_key((inside / KEY).read_text())
        _put_database(settings, inside)
        key = settings.instance_path / KEY
        key.parent.mkdir(parents=True, exist_ok=True)
        key.write_text((inside / KEY).read_text())
        key.chmod(0o600)
        ledger.bring_along(settings, inside / ledger.NAME)
        if (inside / "files").is_dir():
            shutil.copytree(inside / "files", settings.files_dir, dirs_exist_ok=True)
    app = create_app(settings)
    with app.app_context():
        migrating.upgrade(db.engine)
        if is_outbox_held:
            hold_outbox()
        ledger.apply_again(settings)
        db.session.commit()
        discarding.remove_bytes()
        db.session.remove()
        db.engine.dispose()


def hold_outbox() -> int:
    """Keep what is waiting from being sent, and return how many messages that is."""
    waiting = update(Message).where(Message.state == MessageState.WAITING).values(state=MessageState.HELD)
    return len(db.session.execute(waiting.returning(Message.id)).all())


def release_outbox() -> int:
    """Let what was held be sent from here, and return how many messages that is."""
    held = update(Message).where(Message.state == MessageState.HELD).values(state=MessageState.WAITING)
    return len(db.session.execute(held.returning(Message.id)).all())


def count_held() -> int:
    return len(db.session.scalars(select(Message.id).where(Message.state == MessageState.HELD)).all())


def _refuse_another_key(kept: str) -> None:
    if os.environ.get("SECRET_KEY", kept) != kept:
        raise BackupError(
            "SECRET_KEY is not the key of this backup, so every ticket link would be dead: "
            "set it to the content of secret_key in the archive, or leave it unset."
        )


def _kind(settings: Settings) -> str:
    return "sqlite" if settings.is_sqlite else "postgresql"


def _dump_name(settings: Settings) -> str:
    return "gelar.db" if settings.is_sqlite else "gelar.dump"


def _sqlite_path(settings: Settings) -> Path:
    return Path(make_url(settings.database_url).database or "")


def _parent(settings: Settings) -> Path:
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    return settings.instance_path


def _copy_database(settings: Settings, inside: Path) -> None:
    target = inside / _dump_name(settings)
    if not settings.is_sqlite:
        _run(["pg_dump", "--format=custom", f"--file={target}", _dsn(settings)])
        return
    path = _sqlite_path(settings)
    if not path.exists():
        raise BackupError(f"There is no database at {path} yet.")
    source = sqlite3.connect(path)
    try:
        source.execute("VACUUM INTO ?", (str(target),))  # only what stands, not what was deleted before
    finally:
        source.close()


def _put_database(settings: Settings, inside: Path) -> None:
    dump = inside / _dump_name(settings)
    if settings.is_sqlite:
        path = _sqlite_path(settings)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(dump, path)
    else:
        _run(
            [
                "pg_restore",
                "--no-owner",
                "--exit-on-error",
                f"--dbname={_dsn(settings)}",
                str(dump),
            ]
        )


def _dsn(settings: Settings) -> str:
    return settings.database_url.replace("+psycopg", "", 1)


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # our own words, no shell
    except FileNotFoundError:
        raise BackupError(f"{command[0]} is not installed: install PostgreSQL's client programs.") from None
    except subprocess.CalledProcessError as failure:
        raise BackupError(f"{command[0]} failed: {failure.stderr.strip()[:500]}") from None


def _refuse_unless_empty(settings: Settings) -> None:
    if settings.is_sqlite:
        if _sqlite_path(settings).exists():
            raise BackupError(f"{_sqlite_path(settings)} exists: restore into an empty place.")
        return
    app = create_app(settings)
    with app.app_context():
        tables = db.inspect(db.engine).get_table_names()
        db.engine.dispose()
    if tables:
        raise BackupError("The database of DATABASE_URL is not empty: restore into an empty one.")
