"""The `gelar` command."""

import sys

import click

from webapp import create_app, migrating
from webapp.database import db
from webapp.errors import GelarError


@click.group()
def commands() -> None:
    """Gelar: activities, tickets, attendance."""


@commands.group("db")
def database() -> None:
    """The database's schema."""


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to the schema of this program."""
    app = create_app()
    with app.app_context():
        migrating.upgrade(db.engine)
    click.echo("The database is up to date.")


def main() -> None:
    """Run a command; what goes wrong on purpose is one sentence and exit status 1."""
    try:
        commands()
    except GelarError as wrong:
        click.echo(f"gelar: {wrong}", err=True)
        sys.exit(1)
