"""What every command stands on: the group of commands, and the application over a database of the right schema."""

import click
from flask import Flask

from webapp import create_app, migrating
from webapp.database import db


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Gelar: activities, tickets, attendance."""


def application() -> Flask:
    """The application over a database of the right schema."""
    app = create_app()
    with app.app_context():
        migrating.refuse_unless_current(db.engine)
    return app
