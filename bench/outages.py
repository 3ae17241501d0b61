"""A mail server that is down, slow, busy, final or unsigned: nobody's registration notices, and nothing storms."""

import time
from dataclasses import dataclass, field

from bench import client, letters
from bench.asking import rows
from bench.client import Load, Result
from bench.crowd import percentile
from bench.installation import GELAR, Installation, Sample, stop
from bench.processes import cpu_seconds
from bench.sink import BUSY, FINE, NEVER, SLOW, Sink
from bench.writing import post, registration_body

DOWN, UNSIGNED = "down", "no certificate"
WAYS = (FINE, DOWN, SLOW, BUSY, NEVER, UNSIGNED)
EACH = 150  # people register during each
LOOKED = 4.0  # seconds in which the worker goes on trying


@dataclass
class Outages:
    """Milliseconds of server CPU and the slow end of the answers for each way; what the tries and the end look like."""

    cpu_ms: dict[str, float] = field(default_factory=dict)
    p95_ms: dict[str, float] = field(default_factory=dict)
    tries: int = 0  # the most that one letter saw while its server failed
    drained: int = 0
    drained_s: float = 0.0
    faults: list[str] = field(default_factory=list)


def suffer(place: Installation) -> Outages:
    """The same people in every way, with a worker at work; at last the server is fine again and all is told."""
    found, sample = Outages(), place.load_sample(0, online=100_000)
    with letters.post_office(place) as office:
        url, asked = office.url, len(letters.doubtful(place))
        for number, way in enumerate(WAYS):
            office.behave(way if way not in {DOWN, UNSIGNED} else FINE)
            elsewhere = {DOWN: "smtp://127.0.0.1:9", UNSIGNED: url.replace("smtp:", "smtp+starttls:")}
            place.settings["SMTP_URL"] = elsewhere.get(way, url)
            _register(place, sample, way, number, found)
        place.settings["SMTP_URL"] = url
        _judge(place, office, found, asked)
    return found


def _register(place: Installation, sample: Sample, way: str, number: int, found: Outages) -> None:
    path = f"/api/v1/events/{sample.event}/registrations"
    numbers = range(40_000_000 + number * EACH, 40_000_000 + (number + 1) * EACH)
    bodies = [registration_body(one) | {"email": f"peserta{one}@contoh.id"} for one in numbers]
    last = rows(place, "SELECT coalesce(max(id), 0) AS last FROM messages")[0].last
    with place.serving() as server:
        worker = place.start((*GELAR, "worker"))
        client.run(Load(server.port, [b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"] * 50))
        before = cpu_seconds(server.pid)
        result: Result = client.run(Load(server.port, [post(path, body) for body in bodies], wanted=b'"confirmed"'))
        found.cpu_ms[way] = 1000 * (cpu_seconds(server.pid) - before) / EACH
        found.p95_ms[way] = 1000 * percentile(result.latencies, 0.95)
        found.faults += [f"while the mail server was {way}: {wrong[:200]}" for wrong in result.wrong]
        tried = f"SELECT id FROM messages WHERE attempts > 0 AND id > {last} LIMIT 1"
        letters.wait(lambda: bool(rows(place, tried)), found.faults, f"the worker never tried while {way}")
        time.sleep(LOOKED)
        stop(worker)


def _judge(place: Installation, office: Sink, found: Outages, asked: int) -> None:
    """Few tries; a final no stands at its message; the rest is told in the end, each once, none in doubt but before."""
    waiting = rows(place, "SELECT attempts, last_error FROM messages WHERE state = 'waiting'")
    found.tries = max((row.attempts for row in waiting), default=0)
    if found.tries > 2:
        found.faults.append(f"one letter was tried {found.tries} times within moments")
    final = rows(place, "SELECT last_error FROM messages WHERE state = 'failed'")
    if not final or any(not row.last_error.startswith("550") for row in final):
        found.faults.append(f"a final no does not stand at its message: {final[:1]}")
    office.behave(FINE)
    letters.end_leases(place)
    started, found.drained = time.monotonic(), letters.unsent(place)
    worker = place.start((*GELAR, "worker"))
    letters.wait_until_told(place, found.faults, "after the outages a letter was never sent")
    found.drained_s = time.monotonic() - started
    stop(worker)
    # A worker that is asked to end waits for the server's word on a letter: nothing new is in doubt.
    found.faults += letters.told(place, office, kills=asked)
