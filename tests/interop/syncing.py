"""vdirsyncer keeps a folder in step with a feed, through a client that asks only for what is new."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flask.testing import FlaskClient

from tests.interop.lint import Component, lint, parsed

CONFIG = """
[general]
status_path = "{folder}/status/"
[pair feed]
a = "local"
b = "remote"
collections = null
conflict_resolution = "b wins"
[storage local]
type = "filesystem"
path = "{folder}/store/"
fileext = ".ics"
[storage remote]
type = "http"
url = "{url}"
"""


class Phone:
    """What a phone does between our server and its own calendar: it remembers the tag and asks with it.

    vdirsyncer itself fetches everything each time, so it stands behind the phone. `answers` are our server's.
    """

    def __init__(self, client: FlaskClient, path: str) -> None:
        self.answers: list[tuple[int, int]] = []
        self._client, self._path = client, path
        self.uids: list[list[str]] = []
        self._tag, self._body = "", b""

    def fetch(self) -> bytes:
        answer = self._client.get(self._path, headers={"If-None-Match": self._tag} if self._tag else {})
        self.answers.append((answer.status_code, len(answer.data)))
        if answer.status_code == 200:
            self._tag, self._body = answer.headers["ETag"], answer.data
            assert lint(self._body) == []
            self.uids.append([entry.one("UID") for entry in parsed(self._body).inside("VEVENT")])
        return self._body


@contextmanager
def shown(phone: Phone) -> Iterator[str]:
    """The phone's copy at an address on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            body = phone.fetch()
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/feed.ics"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


class Folder:
    """A folder that vdirsyncer fills."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        (folder / "store").mkdir(parents=True)
        (folder / "config").write_text(CONFIG.format(folder=folder, url=url))
        self._run("discover", "--no-list")

    def sync(self) -> list[Component]:
        """Sync, and read what lies in the folder now, by start."""
        self._run("sync")
        entries = [parsed(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")) for path in self._files()]
        return sorted((one.inside("VEVENT")[0] for one in entries), key=lambda entry: entry.one("DTSTART"))

    def _files(self) -> Iterator[Path]:
        return (self._folder / "store").glob("*.ics")

    def _run(self, *arguments: str) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "vdirsyncer", "-c", str(self._folder / "config"), *arguments]
        environment = {"HOME": str(self._folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "NO_PROXY": "127.0.0.1"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, input="y\n")
        assert done.returncode == 0, done.stderr
