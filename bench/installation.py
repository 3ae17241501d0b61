"""A fresh installation in a temporary folder, with the server and the worker as people start them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from bench.processes import family
from webapp import create_app
from webapp.config import load_settings

GELAR = (str(Path(sys.executable).parent / "gelar"),)
FLOOR = (sys.executable, "-m", "bench.floor")
PATIENCE = 120.0  # seconds to wait for a server
# What the caller's shell says of another installation must not reach this one.
FOREIGN = ("DATABASE_URL", "SECRET_KEY", "PUBLIC_URL", "SMTP_URL", "REDIS_URL", "HOST", "PORT", "FILES_DIR")


@dataclass(frozen=True)
class Sample:
    """What `gelar load-sample` made: an event that runs now, its session, its keys, its tickets' codes."""

    event: str
    session: int
    desk_token: str
    api_token: str
    codes: list[str]


@dataclass
class Running:
    """A process that serves, and where."""

    process: subprocess.Popen[bytes]
    port: int = 0
    started_in: float = 0.0  # seconds until it answered

    @property
    def pid(self) -> int:
        return self.process.pid


@dataclass
class Installation:
    """One folder, one database. Processes that were started here end with `stop`."""

    folder: Path
    database_url: str | None = None
    settings: dict[str, str] = field(default_factory=dict)

    def environ(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        given = {"INSTANCE_PATH": str(self.folder), "SECRET_KEY": "for measuring only, and long enough to be taken"}
        if self.database_url:
            given["DATABASE_URL"] = self.database_url
        return kept | given | self.settings | more

    def gelar(self, *words: str) -> str:
        """Run a command of the program to its end and return what it printed."""
        done = subprocess.run([*GELAR, *words], env=self.environ(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"gelar {' '.join(words)}: {done.stderr.strip()[-2000:]}")
        return done.stdout

    def load_sample(self, registrations: int, *, events: int = 0, **seats: int) -> Sample:
        codes = self.folder / "codes.txt"
        words = ["load-sample", "--registrations", str(registrations), "--events", str(events)]
        for name, count in seats.items():
            words += [f"--{name.replace('_', '-')}", str(count)]
        printed = self.gelar(*words, "--codes-out", str(codes))
        return Sample(**json.loads(printed.splitlines()[-1]), codes=codes.read_text().split())

    def start(self, command: Sequence[str], *words: str, **settings: str) -> Running:
        """Start a process in a group of its own; its words go to a file in the folder."""
        with (self.folder / "processes.log").open("ab") as log:
            process = subprocess.Popen(
                [*command, *words], env=self.environ(**settings), stdout=log, stderr=log, start_new_session=True
            )
        return Running(process)

    def serve(self, command: Sequence[str] = (*GELAR, "serve"), path: str = "/healthz", port: int = 0) -> Running:
        """Start a server and wait until it answers."""
        port = port or free_port()
        started = time.monotonic()
        running = self.start(command, PORT=str(port))
        wait_until_answered(port, path, running)
        running.port, running.started_in = port, time.monotonic() - started
        return running

    @contextmanager
    def serving(self, command: Sequence[str] = (*GELAR, "serve"), path: str = "/healthz") -> Iterator[Running]:
        running = self.serve(command, path)
        try:
            yield running
        finally:
            stop(running)

    def app(self) -> Flask:
        """The application over the same database, in this process: for preparing and for looking afterwards."""
        return create_app(load_settings(self.environ()))

    def last_words(self) -> str:
        log = self.folder / "processes.log"
        return log.read_text(errors="replace")[-3000:] if log.exists() else ""


def stop(running: Running) -> None:
    """TERM, and KILL for the whole group when that was not enough."""
    running.process.terminate()
    try:
        running.process.wait(20)
    except subprocess.TimeoutExpired:
        kill(running)


def kill(running: Running) -> None:
    """kill -9 for the server and all it started, at one instant."""
    family(running.pid)  # fails when it is gone already: that is worth knowing
    os.killpg(running.pid, signal.SIGKILL)
    running.process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_answered(port: int, path: str, running: Running) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if running.process.poll() is not None:
            raise RuntimeError(f"the server ended by itself with {running.process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as probe:
                probe.settimeout(5)
                probe.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
                if b" 200 " in probe.recv(64):
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError("the server did not answer")
