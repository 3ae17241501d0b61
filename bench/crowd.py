"""Two thousand people for five hundred seats in two modes: nobody lost, nobody doubled, a dense line for each mode."""

import http.client
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench import client
from bench.asking import event_id, rows
from bench.client import HEAD_END, Load, Result
from bench.installation import FLOOR, Installation, Running, Sample
from bench.processes import cpu_seconds
from bench.writing import post, registration_body

PEOPLE, SOCKETS = 2_000, 300
SEATS = {"in_person": 300, "online": 200}
IN_TIME = 10.0  # seconds in which everybody has pressed

# What must find nothing in an event after a rush in which nobody cancelled.
RULES = {
    "a person with two places": """
        SELECT person_id FROM registrations WHERE event_id = :event GROUP BY person_id HAVING count(*) > 1""",
    "a name that came twice": """
        SELECT name FROM persons JOIN registrations ON registrations.person_id = persons.id
        WHERE event_id = :event GROUP BY name HAVING count(*) > 1""",
    "a place without exactly one ticket": """
        SELECT registrations.id FROM registrations LEFT JOIN tickets ON tickets.registration_id = registrations.id
        WHERE registrations.event_id = :event GROUP BY registrations.id HAVING count(tickets.id) <> 1""",
    "a line that is not dense, or not in the order of coming": """
        SELECT id FROM (SELECT id, queue_number, row_number() OVER (PARTITION BY mode ORDER BY id) AS place
        FROM registrations WHERE event_id = :event AND status = 'waiting') AS line WHERE queue_number <> place""",
    "a seat taken after somebody had to wait": """
        SELECT id FROM registrations AS late WHERE event_id = :event AND status = 'confirmed' AND EXISTS (SELECT 1 FROM
        registrations AS early WHERE early.event_id = :event AND early.mode = late.mode AND early.status = 'waiting'
        AND early.id < late.id)""",
}


@dataclass
class Crowded:
    """What the crowd was told, what the floor would have done, and what the database says."""

    result: Result
    below: Result
    server_cpu: float = 0.0
    page_seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return self.result.per_second / self.below.per_second


def percentile(found: Sequence[float], share: float) -> float:
    """What this share of the values did not exceed."""
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def rush(place: Installation, server: Running) -> Crowded:
    """The same requests to the floor and to Gelar, from three hundred sockets as fast as they are answered."""
    warm, sample = place.load_sample(0, in_person=500), place.load_sample(0, **SEATS)
    place.settings["FLOOR_TOKEN"] = sample.desk_token
    client.run(Load(server.port, list(wishes(warm))[:300]))
    with place.serving(FLOOR) as floor:
        client.run(Load(floor.port, list(wishes(sample))[:500], SOCKETS))
        below = client.run(Load(floor.port, list(wishes(sample)), SOCKETS))
    before, pages = cpu_seconds(server.pid), list[float]()
    with _looking(server, f"/events/{sample.event}", pages):
        result = client.run(Load(server.port, list(wishes(sample)), SOCKETS, is_kept=True))
    found = Crowded(result, below, cpu_seconds(server.pid) - before, pages)
    found.faults = [*_judged(result), *kept(place, sample.event, PEOPLE)]
    return found


def wishes(sample: Sample) -> Iterator[bytes]:
    """Two thousand people, the modes by turns, half of them with a mail address; every tenth presses twice."""
    path = f"/api/v1/events/{sample.event}/registrations"
    for number in range(PEOPLE):
        body = registration_body(number, "in_person" if number % 2 else "online")
        if number % 4 < 2:
            body["email"] = f"peserta{number}@contoh.id"
        key = f"Idempotency-Key: {uuid4()}"
        for _press in range(2 if number % 10 == 0 else 1):
            yield post(path, body, key, f"Authorization: Bearer {sample.desk_token}")


def _judged(result: Result) -> Iterator[str]:
    """A sentence for whatever was answered and must not be."""
    statuses: Counter[str] = Counter()
    told: dict[str, Any] = {}
    for answer in result.answers:
        head, _blank, content = answer.partition(HEAD_END.decode())
        statuses[head.split(" ", 2)[1]] += 1
        if head.startswith(("HTTP/1.1 200", "HTTP/1.1 201")):
            said = json.loads(content)
            told[said["code"]] = said
    if set(statuses) - {"200", "201"} or statuses["201"] != PEOPLE:
        yield f"answered {dict(statuses)}"
    seated = Counter(said["mode"] for said in told.values() if said["status"] == "confirmed")
    if seated != SEATS:
        yield f"told a seat: {dict(seated)}"
    for mode, seats in SEATS.items():
        line = sorted(s["waiting_position"] for s in told.values() if (s["mode"], s["status"]) == (mode, "waiting"))
        if line != list(range(1, PEOPLE // 2 - seats + 1)):
            yield f"told in the line of {mode}: {len(line)} people, {line[:3]} to {line[-3:]}"


def kept(place: Installation, slug: str, people: int) -> list[str]:
    """A sentence for every rule that the rows of this event break, and for everybody who is missing."""
    event = event_id(place, slug)
    faults = [f"{name}: {tuple(row)}" for name, query in RULES.items() for row in rows(place, query, event=event)[:3]]
    stored = len(rows(place, "SELECT id FROM registrations WHERE event_id = :event", event=event))
    for seats in rows(place, "SELECT mode, taken, waiting FROM seats WHERE event_id = :event", event=event):
        wanted = (SEATS[seats.mode], people // 2 - SEATS[seats.mode])
        if people == PEOPLE and (seats.taken, seats.waiting) != wanted:
            faults.append(f"{seats.mode}: {seats.taken} taken, {seats.waiting} waiting")
    return faults if stored == people else [*faults, f"{stored} of {people} are stored"]


@contextmanager
def _looking(server: Running, path: str, seconds: list[float]) -> Iterator[None]:
    """Somebody opens the event's page five times a second meanwhile."""
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(0.2):
            started = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
            connection.request("GET", path)
            connection.getresponse().read()
            connection.close()
            seconds.append(time.perf_counter() - started)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join(40)
