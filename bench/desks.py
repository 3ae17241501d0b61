"""Desks: the list they carry, what they send after an hour without a network, ten of them at one crowd."""

import http.client
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench.feeds import cpu_ms
from bench.installation import Running, Sample
from bench.rush import Rush
from bench.writing import scan_body

GATES, REPLAYS, BATCH = 10, 3, 1_000
TWICE, JUNK = 0.2, 0.05  # shares of the crowd: shown at two gates at once; codes that nobody has


@dataclass(frozen=True)
class Rosters:
    """Of one session: how many tickets, kilobytes on the wire, milliseconds of the server's processor."""

    tickets: int
    kilobytes: float
    first_ms: float
    again_ms: float


@dataclass
class Batches:
    """One batch of BATCH scans, then the same REPLAYS times at once, shuffled. `faults` holds a sentence for each."""

    seconds: float
    faults: list[str] = field(default_factory=list)


def rosters(server: Running, sample: Sample, *, requests: int) -> Rosters:
    time.sleep(61)  # what a cursor looks back over: otherwise the loading itself is news
    path = f"/api/v1/sessions/{sample.session}/roster"
    headers = (f"Authorization: Bearer {sample.desk_token}", "Accept-Encoding: gzip")
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", path, headers={"Authorization": f"Bearer {sample.desk_token}", "Accept-Encoding": "gzip"})
    kilobytes = len(connection.getresponse().read()) / 1024
    connection.request("GET", path, headers={"Authorization": f"Bearer {sample.desk_token}"})
    found = json.loads(connection.getresponse().read())
    connection.close()
    first = cpu_ms(server, path, max(4, requests // 20), b" 200 OK", *headers)
    again = cpu_ms(server, f"{path}?since={found['cursor']}", requests, b" 200 OK", *headers)
    return Rosters(len(found["people"]), kilobytes, first, again)


def batches(server: Running, sample: Sample, codes: Sequence[str]) -> Batches:
    """Every scan keeps its first outcome through shuffled replays beside each other; each ticket is admitted once."""
    rows = [scan_body(code, str(uuid4())) for code in codes[:BATCH]]
    started = time.perf_counter()
    first = {row["id"]: row["outcome"] for row in _send(server, sample, rows)}
    found = Batches(time.perf_counter() - started)
    with ThreadPoolExecutor(REPLAYS) as desks:
        shuffled = [random.sample(rows, len(rows)) for _ in range(REPLAYS)]
        again = list(desks.map(lambda part: _send(server, sample, part), shuffled))
    for answers in again:
        if {row["id"]: row["outcome"] for row in answers} != first:
            found.faults.append("a replayed batch was answered differently")
    if Counter(first.values()) != {"admitted": len(set(codes[:BATCH]))}:
        found.faults.append(f"a batch of fresh tickets was answered {dict(Counter(first.values()))}")
    return found


def gates(server: Running, sample: Sample, codes: Sequence[str]) -> Rush:
    """F5: ten gates; a fifth of the tickets is shown at two of them together, some codes are nobody's."""
    found = Rush(len(codes))
    twice = set(random.sample(codes, int(len(codes) * TWICE)))
    shown = [(code, gate) for code in codes for gate in range(2 if code in twice else 1)]
    shown += [("A" * 22 + "".join(random.choices("ABCDEFGH", k=4)), 0) for _ in range(int(len(codes) * JUNK))]
    with ThreadPoolExecutor(GATES) as doors:
        told = list(doors.map(lambda one: _scan(server, sample, one[0]), shown))
    outcomes: dict[str, Counter[str]] = {}
    for (code, _gate), outcome in zip(shown, told, strict=True):
        outcomes.setdefault(code, Counter())[outcome] += 1
    for code in codes:
        expected = {"admitted": 1, "already": 1} if code in twice else {"admitted": 1}
        if outcomes[code] != expected:
            found.faults.append(f"a ticket was answered {dict(outcomes[code])}")
    strangers = Counter(outcome for (code, _gate), outcome in zip(shown, told, strict=True) if code not in set(codes))
    if set(strangers) != {"unknown"}:
        found.faults.append(f"codes that nobody has were answered {dict(strangers)}")
    return found


def _scan(server: Running, sample: Sample, code: str) -> str:
    answer = _post(server, sample, "scans", scan_body(code, str(uuid4())))
    return str(answer.get("outcome", answer.get("status")))


def _send(server: Running, sample: Sample, rows: list[dict[str, object]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _post(server, sample, "scans/batch", {"scans": rows})["scans"]
    return found


def _post(server: Running, sample: Sample, what: str, body: dict[str, object]) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {sample.desk_token}", "Content-Type": "application/json"}
    try:
        connection.request("POST", f"/api/v1/sessions/{sample.session}/{what}", json.dumps(body), headers)
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        return answer
    finally:
        connection.close()
