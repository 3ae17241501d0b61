"""kill -9 of server and worker during the rush: what was acknowledged is there, and every message is told once."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from bench import crowd, ledger, letters
from bench.asking import event_id, rows
from bench.installation import GELAR, Installation, Running, Sample, kill, stop
from bench.killing import CLIENTS, PATIENCE, Clients, kill_and_serve
from bench.writing import registration_body

DRAINED_IN = 600.0  # seconds for all letters after the last kill
WRITTEN_TO = 8  # one in so many left a mail address


@dataclass
class Storm:
    """What the clients saw, how often whom was killed, and what is left."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    retried: int = 0
    letters: int = 0
    asked: int = 0  # letters for a person to decide on: a worker was killed between the last line and its note of it
    faults: list[str] = field(default_factory=list)


def survive(place: Installation, *, kills: int, halls: int = 12, seed: int = 11) -> Storm:
    """Kill now the server with all its processes, now one of them, now the worker, under a rush that never ends."""
    found, chance = Storm(), random.Random(seed)
    samples = [place.load_sample(0, **crowd.SEATS) for _hall in range(halls)]
    with letters.post_office(place) as office:
        server, worker = place.serve(), place.start((*GELAR, "worker"))
        clients = Clients(server.port, _wishes(samples))
        threads = [threading.Thread(target=clients.run, daemon=True) for _client in range(CLIENTS)]
        for thread in threads:
            thread.start()
        try:
            for number in range(kills):
                time.sleep(chance.uniform(0.2, 0.9))
                server, worker = _strike(place, server, worker, ("server", "worker", "process")[number % 3])
                found.kills[("server", "worker", "process")[number % 3]] += 1
        finally:
            clients.is_over.set()
            for thread in threads:
                thread.join(PATIENCE + 10)
            stop(server)
            stop(worker)
        found.acknowledged, found.retried = clients.book.acknowledged, clients.book.retries
        found.faults = [*clients.book.faults, *ledger.compare(place.app(), clients.book), *_halls(place, samples)]
        if len(rows(place, "SELECT id FROM registrations")) != found.acknowledged:
            found.faults.append("some are stored that nobody was told of")
        found.faults += _drained(place)
        found.faults += letters.told(place, office, kills=found.kills["worker"])
        found.letters, found.asked = len(office.taken()), len(letters.doubtful(place))
    return found


def _strike(place: Installation, server: Running, worker: Running, whom: str) -> tuple[Running, Running]:
    if whom == "worker":
        kill(worker)
        return server, place.start((*GELAR, "worker"))
    return kill_and_serve(place, server, is_whole=whom == "server"), worker


def _wishes(samples: Sequence[Sample]) -> Iterator[ledger.Wish]:
    """Two thousand people for each hall."""
    for number in range(crowd.PEOPLE * len(samples)):
        body = registration_body(number, "in_person" if number % 2 else "online")
        if number % WRITTEN_TO < 2:
            body["email"] = f"peserta{number}@contoh.id"
        key = str(uuid4())
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        path = f"/api/v1/events/{samples[number // crowd.PEOPLE].event}/registrations"
        yield ledger.Wish(path, key, body, headers)


def _halls(place: Installation, samples: Sequence[Sample]) -> list[str]:
    """Every hall by the rules of a rush: exactly full with a dense line, or on the way to it."""
    faults = []
    for sample in samples:
        came = rows(place, "SELECT id FROM registrations WHERE event_id = :id", id=event_id(place, sample.event))
        faults += crowd.kept(place, sample.event, len(came))
    return faults


def _drained(place: Installation) -> list[str]:
    """Let a worker tell what is left, as if the minutes of the dead ones' leases had passed."""
    letters.end_leases(place)
    worker = place.start((*GELAR, "worker"))
    until = time.monotonic() + DRAINED_IN
    while time.monotonic() < until and letters.unsent(place):
        time.sleep(0.5)
    stop(worker)
    left = letters.unsent(place)
    return [f"{left} letters were not told in {DRAINED_IN:.0f} s"] if left else []
