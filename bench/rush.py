"""Many at one instant over HTTP: one seat and twenty people, one ticket at four desks."""

import http.client
import json
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench.installation import Installation, Running, Sample
from bench.writing import registration_body, scan_body
from webapp import clock
from webapp.database import db
from webapp.demo.bulk import load_sample

PEOPLE, DESKS = 20, 4


@dataclass
class Rush:
    """What went wrong, of how many. `faults` holds a sentence for each."""

    rounds: int
    faults: list[str] = field(default_factory=list)


def last_seats(place: Installation, server: Running, *, rounds: int) -> Rush:
    """Twenty people ask for one seat at one instant: one is confirmed, the others stand in a dense line."""
    found = Rush(rounds)
    events = _events_with_one_seat(place, rounds)
    with ThreadPoolExecutor(PEOPLE) as crowd:
        for slug in events:
            path = f"/api/v1/events/{slug}/registrations"
            bodies = [registration_body(number, "in_person") for number in range(PEOPLE)]
            answers = at_once(crowd, [asking(server, path, body, {"Idempotency-Key": str(uuid4())}) for body in bodies])
            told = Counter(answer.get("status") for answer in answers)
            line = sorted(answer["waiting_position"] for answer in answers if answer.get("status") == "waiting")
            if told != {"confirmed": 1, "waiting": PEOPLE - 1} or line != list(range(1, PEOPLE)):
                found.faults.append(f"{slug}: {dict(told)}, line {line}")
    return found


def same_tickets(server: Running, sample: Sample, codes: Sequence[str]) -> Rush:
    """Each ticket is shown at four desks at one instant: admitted once, "already" at the others."""
    found = Rush(len(codes))
    path = f"/api/v1/sessions/{sample.session}/scans"
    token = {"Authorization": f"Bearer {sample.desk_token}"}
    with ThreadPoolExecutor(DESKS) as desks:
        for code in codes:
            scans = [asking(server, path, scan_body(code, str(uuid4())), token) for _desk in range(DESKS)]
            told = Counter(answer.get("outcome") for answer in at_once(desks, scans))
            if told != {"admitted": 1, "already": DESKS - 1}:
                found.faults.append(f"a ticket was answered {dict(told)}")
    return found


def at_once(crowd: ThreadPoolExecutor, acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all acts behind one barrier, a thread for each."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        barrier.wait(30)
        return act()

    return list(crowd.map(run, acts))


def asking(server: Running, path: str, body: dict[str, object], headers: dict[str, str]) -> Callable[[], Any]:
    """A request to be made later; a failure is an answer without a status."""

    def ask() -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        try:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"} | headers)
            answer = connection.getresponse()
            return json.loads(answer.read())
        finally:
            connection.close()

    return ask


def _events_with_one_seat(place: Installation, count: int) -> list[str]:
    app = place.app()
    with app.app_context():
        made = [load_sample(0, in_person=1, at=clock.now()).event for _event in range(count)]
        db.session.remove()
        db.engine.dispose()
    return made
