"""The `gelar` command: each command parses, calls one function, commits, and says what it did."""

import sys

import click
from sqlalchemy.exc import SQLAlchemyError

from webapp.cli import auditing, directory, keeping, people, samples, server
from webapp.cli.application import commands
from webapp.errors import GelarError
from webapp.operations import doctor

# Importing a module of commands adds them to the group.
__all__ = ["auditing", "commands", "directory", "keeping", "main", "people", "samples", "server"]


def main() -> None:
    """Run a command; what goes wrong on purpose is one sentence and exit status 1."""
    try:
        commands()
    except GelarError as wrong:
        click.echo(f"gelar: {wrong}", err=True)
        sys.exit(1)
    except SQLAlchemyError as wrong:
        click.echo(f"gelar: {doctor.in_plain_words(wrong)}", err=True)
        sys.exit(1)
