"""The log of acts, from the command line."""

import sys

import click

from webapp import clock
from webapp.audit import sealing
from webapp.cli.application import application, commands


@commands.group()
def audit() -> None:
    """The log of acts."""


@audit.command("verify")
@click.option(
    "--expect", default="", help="A hash that an earlier verification printed: shows a log whose end was cut."
)
def verify(expect: str) -> None:
    """Seal what is new, then check the whole chain. Exit status 1 when something was changed or is missing."""
    with application().app_context():
        sealing.seal(at=clock.now())
        found = sealing.verify(expect)
    if found.fault:
        click.echo(f"BROKEN: {found.fault}.")
        sys.exit(1)
    click.echo(f"{found.entries} entries in {found.batches} batches, none missing, none changed. Head: {found.head}")
