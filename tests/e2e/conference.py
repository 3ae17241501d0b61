"""Somebody else's conference room: a page at another address, since redirects cannot be intercepted in the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = b"<!doctype html><title>Rapat</title><h1>Ruang rapat contoh</h1>"


class Room(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name that the standard library calls
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nobody reads it."""


@contextmanager
def conference() -> Iterator[str]:
    """The address of the room; "localhost" is another host than the application's 127.0.0.1."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Room) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}/j/forum-kim"
        server.shutdown()
        thread.join()
