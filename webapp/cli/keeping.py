"""Keeping an installation well: what is wrong with it, its backups, the outbox of a restored copy."""

import sys
from pathlib import Path

import click

from webapp import clock
from webapp.audit.acts import SYSTEM, Act, Subject
from webapp.audit.recording import record
from webapp.cli.application import application, commands
from webapp.config import load_settings
from webapp.database import db
from webapp.operations import backups, doctor


@commands.command()
def check() -> None:
    """Say what is wrong with the configuration and the database, in plain sentences."""
    findings = doctor.examine()
    for finding in findings:
        click.echo(f"{finding.mark} {finding.sentence}")
    if any(finding.is_wrong for finding in findings):
        sys.exit(1)


@commands.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def back_up(file: Path) -> None:
    """Write database, files and keys into FILE (.tar.gz) while the application runs."""
    backups.back_up(load_settings(), file.resolve(), at=clock.now())
    with application().app_context():
        _note("installation.backed_up")
    click.echo(f"{file} holds the database, the files and the keys. Keep it where only you can read it.")


@commands.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put the backup FILE into an empty installation; its outbox is held until it is released."""
    settings = load_settings()
    backups.restore(settings, file.resolve())
    with application().app_context():
        _note("installation.restored")
    click.echo("Restored. Messages are held: run 'gelar outbox release' when this copy is the one that sends.")


@commands.group()
def outbox() -> None:
    """Messages of a restored copy."""


@outbox.command("release")
def release_outbox() -> None:
    """Let this copy send what its backup had still promised."""
    with application().app_context():
        count = backups.release_outbox()
        _note("outbox.released", messages=count)
    click.echo(f"{count} messages will be sent from here.")


def _note(name: str, **after: int) -> None:
    """Written into the audit log, and committed. A backup is a copy of everything about everybody."""
    record(Act(name, Subject("installation"), after=after), by=SYSTEM, at=clock.now())
    db.session.commit()
