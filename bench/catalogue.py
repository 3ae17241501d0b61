"""The public list, a month and a week of two thousand activities: processor time of the server for one page."""

from dataclasses import dataclass
from datetime import timedelta

from bench.feeds import cpu_ms
from bench.installation import Installation, Running
from webapp import clock
from webapp.database import db
from webapp.events import public_queries
from webapp.events.filters import NONE

EVENTS = 2_000
COMPRESSED = "Accept-Encoding: gzip"


@dataclass(frozen=True)
class Pages:
    """Milliseconds by name of the page, among so many activities."""

    events: int
    pages_ms: dict[str, float]


def measure(server: Running, place: Installation, *, requests: int) -> Pages:
    """Fill up to EVENTS, then ask for each page that is full."""
    missing = EVENTS - _count(place)
    if missing > 0:
        place.load_sample(0, events=missing)
    month = f"{clock.now() + timedelta(days=61):%Y-%m}"
    paths = {
        "list": "/events",
        "list of a month": f"/events?month={month}",
        "month": f"/events?view=month&month={month}",
        "week": "/events?view=week",
    }
    found = {name: cpu_ms(server, path, requests, b" 200 OK", COMPRESSED) for name, path in paths.items()}
    return Pages(_count(place), found)


def _count(place: Installation) -> int:
    with place.app().app_context():
        return len(db.session.scalars(public_queries.listed(NONE)).all())
