"""The calendar of a thousand activities: the first build, then what a subscriber costs who asks again."""

import re
import time
from dataclasses import dataclass
from urllib.request import urlopen

from bench import client
from bench.client import HEAD_END, Load
from bench.installation import Installation, Running
from bench.processes import cpu_seconds
from webapp import clock
from webapp.database import db
from webapp.events import changing, public_queries
from webapp.events.filters import NONE
from webapp.events.models import Event

PATH = "/calendar.ics"
POLLERS = 4
EDITS = 40
SUBSCRIBERS, EVERY = 5_000, 900  # people, seconds
IS_EVENT = re.compile(rb"^BEGIN:VEVENT\r$", re.MULTILINE)


@dataclass(frozen=True)
class Feeds:
    """Milliseconds: the first build as a client waits for it, the others as processor time of the server."""

    events: int
    kilobytes: float
    first_ms: float
    edited_ms: float
    warm_ms: float
    warm_plain_ms: float
    unchanged_ms: float

    @property
    def polling_percent(self) -> float:
        """What SUBSCRIBERS who ask every EVERY seconds, and are told that nothing changed, take of one processor."""
        return 100 * SUBSCRIBERS / EVERY * self.unchanged_ms / 1000


def measure(server: Running, place: Installation, *, requests: int) -> Feeds:
    """Needs a server that has not built this feed yet; ends with some activities renamed."""
    started = time.perf_counter()
    with urlopen(f"http://127.0.0.1:{server.port}{PATH}") as answer:
        body = answer.read()
    first_ms = 1000 * (time.perf_counter() - started)
    edited_ms = _edited_ms(server, place)
    with urlopen(f"http://127.0.0.1:{server.port}{PATH}") as answer:
        tag = answer.headers["ETag"]
    compressed = ("Accept-Encoding: gzip",)
    return Feeds(
        events=len(IS_EVENT.findall(body)),
        kilobytes=len(body) / 1024,
        first_ms=first_ms,
        edited_ms=edited_ms,
        warm_ms=cpu_ms(server, PATH, requests, b" 200 OK", *compressed),
        warm_plain_ms=cpu_ms(server, PATH, requests),
        unchanged_ms=cpu_ms(server, PATH, requests, b" 304 ", f"If-None-Match: {tag}", *compressed),
    )


def _edited_ms(server: Running, place: Installation) -> float:
    """Processor time of the server for the first request after an edit of one activity."""
    spent = 0.0
    with place.app().app_context():
        events = list(db.session.scalars(public_queries.listed(NONE).order_by(Event.id).limit(EDITS)))
        for event in events:
            event.summary += " (diubah)"
            changing.note_visible_change(event, at=clock.now())
            db.session.commit()
            before = cpu_seconds(server.pid)
            with urlopen(f"http://127.0.0.1:{server.port}{PATH}") as answer:
                answer.read()
            spent += cpu_seconds(server.pid) - before
    return 1000 * spent / len(events)


def cpu_ms(server: Running, path: str, count: int, wanted: bytes = b" 200 OK", *headers: str) -> float:
    """Processor time of the server for one such request."""
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers)
    request = "\r\n".join(lines).encode() + HEAD_END
    client.run(Load(server.port, [request] * 20, POLLERS))
    before = cpu_seconds(server.pid)
    result = client.run(Load(server.port, [request] * count, POLLERS, wanted=wanted))
    if result.wrong:
        raise RuntimeError(f"an answer is not what was asked for:\n{result.wrong[0]}")
    return 1000 * (cpu_seconds(server.pid) - before) / count
