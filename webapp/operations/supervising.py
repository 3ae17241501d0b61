"""The process that watches over the servers: it opens the port and respawns who falls. It imports no application."""

import sys
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

from webapp.config import Settings, load_settings
from webapp.operations import logs

APPLICATION = "webapp.operations.serving:application"
HEADER_READ_TIMEOUT_MS = 5_000


def server(settings: Settings, *, target: str = APPLICATION, certificate: tuple[Path, Path] | None = None) -> Any:
    """granian as Gelar is served with it."""
    return Granian(
        target,
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


def _certificate(arguments: list[str]) -> tuple[Path, Path] | None:
    return (Path(arguments[0]), Path(arguments[1])) if arguments else None


if __name__ == "__main__":
    logs.set_up()
    server(load_settings(), certificate=_certificate(sys.argv[1:])).serve()
