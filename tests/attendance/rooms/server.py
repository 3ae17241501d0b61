"""A small server that speaks the documented part of BigBlueButton's API: create, join, getMeetingInfo.

It was written from the documentation alone; no real BigBlueButton ever ran beside these tests.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

SECRET = "639259d4-9dd8-4b25-bf01-95f9567eaf4b"
ALGORITHMS = {40: hashlib.sha1, 64: hashlib.sha256, 96: hashlib.sha384, 128: hashlib.sha512}


class BigBlueButton:
    """Meetings by id: each with whom `enter` let in. `calls` are the names of what was asked, in order."""

    def __init__(self) -> None:
        self.meetings: dict[str, dict[str, str]] = {}
        self.calls: list[str] = []
        self.redirects_to = ""
        self.address = ""

    def enter(self, join_url: str) -> bool:
        """What a browser does with a join address; whether the server lets it in."""
        query = urlsplit(join_url).query
        given = {name: values[0] for name, values in parse_qs(query).items()}
        if not self.is_signed("join", query) or given["meetingID"] not in self.meetings:
            return False
        self.meetings[given["meetingID"]][given["userID"]] = given["fullName"]
        return True

    def leave(self, key: str) -> None:
        for inside in self.meetings.values():
            inside.pop(key, None)

    @staticmethod
    def is_signed(call: str, query: str) -> bool:
        """The checksum is of the query as it was sent, without itself."""
        sent = parse_qs(query).get("checksum", [""])[0]
        rest = query.replace(f"&checksum={sent}", "").replace(f"checksum={sent}", "")
        algorithm = ALGORITHMS.get(len(sent))
        return algorithm is not None and algorithm(f"{call}{rest}{SECRET}".encode()).hexdigest() == sent

    def answer(self, call: str, query: str) -> str:
        self.calls.append(call)
        if not self.is_signed(call, query):
            return _failed("checksumError")
        given = {name: values[0] for name, values in parse_qs(query).items()}
        meeting = given.get("meetingID", "")
        if call == "create":
            is_known = meeting in self.meetings
            self.meetings.setdefault(meeting, {})
            key = "<messageKey>duplicateWarning</messageKey>" if is_known else ""
            return f"<response><returncode>SUCCESS</returncode><meetingID>{escape(meeting)}</meetingID>{key}</response>"
        if call == "getMeetingInfo" and meeting in self.meetings:
            people = "".join(
                f"<attendee><userID>{escape(key)}</userID><fullName>{escape(name)}</fullName><role>VIEWER</role></attendee>"
                for key, name in self.meetings[meeting].items()
            )
            return f"<response><returncode>SUCCESS</returncode><attendees>{people}</attendees></response>"
        return _failed("notFound")


def _failed(key: str) -> str:
    return f"<response><returncode>FAILED</returncode><messageKey>{key}</messageKey></response>"


@contextmanager
def running_server() -> Iterator[BigBlueButton]:
    """The server on a port of its own; its address and SECRET let one in."""
    held = BigBlueButton()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self.send_response(302 if held.redirects_to else 200)
            if held.redirects_to:
                self.send_header("Location", held.redirects_to)
            self.end_headers()
            self.wfile.write(held.answer(parts.path.rsplit("/", 1)[-1], parts.query).encode())

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    held.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
