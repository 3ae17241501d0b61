"""Serving over HTTP with granian, and the worker that keeps the promises."""

import os
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

from webapp import create_app, jobs, migrating
from webapp.config import Settings, load_settings
from webapp.database import db
from webapp.messages import waking
from webapp.operations import logs, setting_up

HEADER_READ_TIMEOUT_MS = 5_000


def application() -> Flask:
    """What each server process runs: the application, its logs, and a line to the worker."""
    settings = load_settings()
    logs.set_up()
    app = create_app(settings)
    waking.init_app(app, jobs.register(jobs.make_huey(settings), app))
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


def serve(settings: Settings, *, certificate: tuple[Path, Path] | None = None) -> None:
    """Serve until TERM or INT; what is under way is finished first."""
    if not refuse_unless_ready(settings):
        click.echo(f"Siapkan Gelar di {settings.public_url}/setup?key={setting_up.setup_key(settings)}")
    os.environ["PUBLIC_URL"] = settings.public_url
    logs.set_up()
    server = Granian(
        "webapp.operations.serving:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_READ_TIMEOUT_MS),
        log_enabled=True,
        log_dictconfig=logs.CONFIG,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        ssl_cert=certificate[0] if certificate else None,
        ssl_key=certificate[1] if certificate else None,
    )
    server.serve()


def work(settings: Settings) -> None:
    """Run the worker until TERM or INT."""
    refuse_unless_ready(settings)
    logs.set_up()
    app = create_app(settings)
    huey = jobs.make_huey(settings)
    wake: Callable[[], None] = jobs.register(huey, app)
    wake()  # what was promised while nobody worked
    huey.create_consumer(workers=1, periodic=True, max_delay=1.0).run()
