"""kill -9 in the middle of registrations and scans: what was acknowledged is there, what was not leaves no half."""

import http.client
import itertools
import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench import ledger
from bench.installation import GELAR, Installation, Running, Sample, kill, stop, wait_until_answered
from bench.processes import family
from bench.writing import registration_body, scan_body

CLIENTS = 16
PATIENCE = 120.0  # seconds for one request to be answered at last


@dataclass
class Kills:
    """What the clients saw and what the database says after the last start."""

    kills: int
    acknowledged: int = 0
    retried: int = 0
    slowest_start: float = 0.0
    faults: list[str] = field(default_factory=list)


@dataclass
class Clients:
    """Sixteen clients that never give up: an unanswered request is sent again under the same key."""

    port: int
    work: Iterator[ledger.Wish]
    book: ledger.Book = field(default_factory=ledger.Book)
    is_over: threading.Event = field(default_factory=threading.Event)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        while not self.is_over.is_set():
            with self.turn:
                wish = next(self.work, None)
            if wish is None:
                break
            self._settle(connection, wish)
        connection.close()

    def _settle(self, connection: http.client.HTTPConnection, wish: ledger.Wish) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                connection.request("POST", wish.path, json.dumps(wish.body), wish.headers)
                answer = connection.getresponse()
                content = answer.read()
            except (OSError, http.client.HTTPException):
                connection.close()
                self.book.note_retry()
                time.sleep(0.05)
                continue
            if answer.status in {200, 201}:
                return self.book.note(wish, json.loads(content))
            if answer.status != 503:
                return self.book.fault(f"{answer.status} for {wish.path}: {content[:300]!r}")
            self.book.note_retry()
            time.sleep(0.2)
        return self.book.fault(f"no answer for {wish.path} in {PATIENCE} s")


def survive(place: Installation, sample: Sample, *, kills: int, seed: int = 7) -> Kills:
    """Start a server, kill it again and again under load, and look at what is left."""
    chance = random.Random(seed)
    found = Kills(kills)
    server = place.serve()
    clients = Clients(server.port, _wishes(sample))
    threads = [threading.Thread(target=clients.run) for _client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    try:
        for number in range(kills):
            time.sleep(chance.uniform(0.2, 0.9))
            started = time.monotonic()
            server = kill_and_serve(place, server, is_whole=number % 2 == 0)
            found.slowest_start = max(found.slowest_start, time.monotonic() - started)
        time.sleep(0.5)
    finally:
        clients.is_over.set()
        for thread in threads:
            thread.join(PATIENCE + 10)
        stop(server)
    found.acknowledged, found.retried = clients.book.acknowledged, clients.book.retries
    found.faults = clients.book.faults + ledger.compare(place.app(), clients.book)
    return found


def kill_and_serve(place: Installation, server: Running, *, is_whole: bool) -> Running:
    """The whole server with all its processes, or the one that answers, which the supervisor replaces."""
    if is_whole:
        kill(server)
        return place.serve((*GELAR, "serve"), port=server.port)
    fallen = family(server.pid)[1]
    os.kill(fallen, signal.SIGKILL)
    wait_until_answered(server.port, "/healthz", server)
    return server


def _wishes(sample: Sample) -> Iterator[ledger.Wish]:
    """Scans of tickets that nobody has shown yet, and registrations of people who are new, by turns."""
    codes, numbers = iter(sample.codes), itertools.count(50_000_000)
    kind = {"Content-Type": "application/json"}
    while True:
        if code := next(codes, None):
            uuid = str(uuid4())
            headers: dict[str, Any] = kind | {"Authorization": f"Bearer {sample.desk_token}"}
            yield ledger.Wish(f"/api/v1/sessions/{sample.session}/scans", uuid, scan_body(code, uuid), headers)
        key = str(uuid4())
        body = registration_body(next(numbers))
        yield ledger.Wish(f"/api/v1/events/{sample.event}/registrations", key, body, kind | {"Idempotency-Key": key})
