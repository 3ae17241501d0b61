"""One installation of its own: its commands, its server and its worker, as an operator starts them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

GELAR = Path(sys.executable).with_name("gelar")
# What the developer's shell says about an installation is not this one's business.
INHERITED = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "LANG")
PATIENCE = 60.0  # seconds for a start on a busy machine
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))

Found = TypeVar("Found")


def until(look: Callable[[], Found | None], *, what: str, seconds: float = PATIENCE) -> Found:
    """Look again and again; fails with `what` when the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{seconds:.0f} seconds went by without {what}.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Installation:
    """A folder, a database, an address. Nothing of it runs before `serve`."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://{host}:{self.port}"
        self.log = folder / "gelar.log"
        self._running: list[subprocess.Popen[bytes]] = []

    def gelar(self, *arguments: str) -> str:
        """Run one command to its end and return what it said."""
        done = subprocess.run(
            [GELAR, *arguments], env=self._environment(), capture_output=True, text=True, timeout=2 * PATIENCE
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def serve(self) -> None:
        server = self._start("serve")
        until(lambda: self._answers(server), what="an answer from the server")

    def work(self) -> None:
        self._start("worker")

    def said(self) -> str:
        """What server and worker have said so far."""
        return self.log.read_text(errors="replace")

    def mails(self) -> list[Path]:
        """The letters that were written instead of sent, since no mail server is configured."""
        return sorted((self.folder / "outbox").glob("*.eml"))

    def kill(self) -> None:
        """The machine loses its power: nothing that runs may finish."""
        for process in self._running:
            beside = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            for pid in (process.pid, *map(int, beside)):
                os.kill(pid, signal.SIGKILL)
            process.wait(15)
        self._running.clear()

    def stop(self) -> None:
        for process in self._running:
            process.terminate()
        for process in self._running:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, command: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            process = subprocess.Popen([GELAR, command], env=self._environment(), stdout=log, stderr=log)
        self._running.append(process)
        return process

    def _answers(self, server: subprocess.Popen[bytes]) -> bool:
        assert server.poll() is None, self.said()
        try:
            with DIRECT.open(f"{self.url}/healthz", timeout=5):
                return True
        except OSError:
            return False

    def _environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        return {**inherited, "INSTANCE_PATH": str(self.folder), "PORT": str(self.port), "PUBLIC_URL": self.url}


@contextmanager
def installation(folder: Path, *, host: str = "127.0.0.1") -> Iterator[Installation]:
    """An empty installation over a migrated database; its processes end with the block."""
    made = Installation(folder, host)
    made.gelar("db", "upgrade")
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def serving(made: Installation) -> Iterator[Installation]:
    """An installation that is there already; what is started in it ends with the block."""
    try:
        made.serve()
        yield made
    finally:
        made.stop()
