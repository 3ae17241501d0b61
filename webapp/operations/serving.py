"""What `gelar serve` and `gelar worker` look at before they become a server and a worker."""

import gc
from pathlib import Path
from typing import NoReturn

import click
from flask import Flask

from webapp import create_app, jobs, migrating
from webapp.config import Settings, load_settings
from webapp.database import db
from webapp.messages import waking
from webapp.operations import logs, setting_up
from webapp.operations.becoming import become


def application() -> Flask:
    """What each server process runs: the application, its logs, and a line to the worker."""
    settings = load_settings()
    logs.set_up()
    app = create_app(settings)
    waking.init_app(app, jobs.register(jobs.make_huey(settings), app))
    # What was made until here stays: the collector need not look through it at each of its rounds.
    gc.collect()
    gc.freeze()
    return app


def refuse_unless_ready(settings: Settings) -> bool:
    """Raise DatabaseUnavailable, with the mend, before a port is opened; return whether an account exists."""
    app = create_app(settings)
    with app.app_context():
        migrating.refuse_unless_current(db.engine)
        has_account = setting_up.is_set_up()
        db.session.remove()
        db.engine.dispose()
    return has_account


def serve(settings: Settings, *, certificate: tuple[Path, Path] | None = None) -> NoReturn:
    """Serve until TERM or INT; what is under way is finished first."""
    if not refuse_unless_ready(settings):
        click.echo(f"Siapkan Gelar di {settings.public_url}/setup?key={setting_up.setup_key(settings)}")
    become("webapp.operations.supervising", settings, *map(str, certificate or ()))


def work(settings: Settings) -> NoReturn:
    """Deliver what was promised, until TERM or INT."""
    refuse_unless_ready(settings)
    become("webapp.operations.working", settings)
