"""`gelar check`: what is wrong with this installation, and what to do about it."""

import os
import smtplib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from webapp import create_app, migrating
from webapp.config import Settings, load_settings
from webapp.database import db
from webapp.errors import ConfigurationError, DatabaseUnavailable
from webapp.messages import posting
from webapp.operations import backups
from webapp.web.assets import AssetMissing, manifest


@dataclass(frozen=True)
class Finding:
    """One sentence about the installation: "ok", "note" (works, but look), or "wrong"."""

    grade: str
    sentence: str

    @property
    def is_wrong(self) -> bool:
        return self.grade == "wrong"

    @property
    def mark(self) -> str:
        return {"ok": "[ok]   ", "note": "[note] ", "wrong": "[WRONG]"}[self.grade]


def examine(environ: Mapping[str, str] | None = None) -> list[Finding]:
    """Look at settings, database, folders and mail; later looks are left out when an earlier one fails."""
    try:
        settings = load_settings(environ)
    except ConfigurationError as wrong:
        return [Finding("wrong", str(wrong))]
    findings = [
        Finding(
            "ok",
            f"The settings are readable; people reach this at {settings.public_url}.",
        )
    ]
    looks: tuple[Callable[[Settings], Finding], ...] = (
        _https,
        _database,
        _folders,
        _mail,
    )
    return findings + [look(settings) for look in looks]


def _https(settings: Settings) -> Finding:
    if settings.is_https:
        return Finding(
            "ok",
            "PUBLIC_URL is https, so cookies are secure and phone cameras may be used.",
        )
    return Finding(
        "note",
        "PUBLIC_URL is not https: phones give their camera to https pages only. "
        "Set PUBLIC_URL to the https address, or try with bin/demo --lan.",
    )


def _database(settings: Settings) -> Finding:
    try:
        manifest()
        app = create_app(settings)
        with app.app_context():
            migrating.refuse_unless_current(db.engine)
            held = backups.count_held()
            db.session.rollback()
            db.engine.dispose()
    except (DatabaseUnavailable, AssetMissing) as wrong:
        return Finding("wrong", str(wrong))
    except SQLAlchemyError as wrong:
        return Finding("wrong", in_plain_words(wrong))
    if held:
        return Finding(
            "note",
            f"{held} messages of a restored copy are held. Run: gelar outbox release",
        )
    return Finding(
        "ok",
        f"The database ({'SQLite' if settings.is_sqlite else 'PostgreSQL'}) has the right schema.",
    )


def _folders(settings: Settings) -> Finding:
    for name, folder in (
        ("INSTANCE_PATH", settings.instance_path),
        ("FILES_DIR", settings.files_dir),
    ):
        existing = folder
        while not existing.exists():
            existing = existing.parent
        if not os.access(existing, os.W_OK):
            return Finding(
                "wrong",
                f"{name} ({folder}) cannot be written by this user: change its owner, or {name}.",
            )
    return Finding("ok", f"Files are kept in {settings.files_dir}.")


def _mail(settings: Settings) -> Finding:
    if settings.smtp_url is None:
        return Finding(
            "note",
            f"SMTP_URL is not set: mails are written as .eml files into {settings.outbox_dir}.",
        )
    try:
        with posting.server(settings.smtp_url) as connection:
            connection.noop()
    except (OSError, smtplib.SMTPException) as wrong:
        return Finding(
            "wrong",
            f"SMTP_URL: the mail server does not take us ({wrong}). Messages wait meanwhile.",
        )
    return Finding("ok", "The mail server answers.")


def in_plain_words(wrong: SQLAlchemyError) -> str:
    """A database error as one sentence with its mend."""
    reason = str(getattr(wrong, "orig", None) or wrong).strip().splitlines()[0]
    if "no such table" in reason or "does not exist" in reason:
        return "The database has no tables yet. Run: gelar db upgrade"
    if "locked" in reason:
        return "The database is locked by another program. Close it, or wait, and try again."
    if isinstance(wrong, OperationalError):
        return f"DATABASE_URL: the database cannot be reached ({reason}). Check the address and that it runs."
    return f"The database refused: {reason}"
