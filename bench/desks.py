"""Desks: the list they carry, what they send after an hour without a network, ten of them at one crowd."""

import http.client
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from bench.feeds import cpu_ms
from bench.installation import Running, Sample
from bench.writing import scan_body

GATES, REPLAYS, BATCH = 10, 3, 1_000
# Shares of the crowd: shown at two gates at once; beside them codes that nobody has, and another event's tickets.
TWICE, JUNK, FOREIGN = 0.2, 0.05, 0.02
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


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


@dataclass
class Gates:
    """What ten gates were told of each code, when each was shown, and how long every answer took."""

    tickets: int
    twice: set[str]
    strangers: set[str]
    foreign: set[str]
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    began: dict[str, list[float]] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def p95_ms(self) -> float:
        return 1000 * sorted(self.took)[int(0.95 * len(self.took))]

    @property
    def apart_ms(self) -> float:
        """How far apart the two gates showed a ticket, in 95 of 100 cases."""
        apart = sorted(abs(both[1] - both[0]) for code, both in self.began.items() if code in self.twice)
        return 1000 * apart[int(0.95 * len(apart))]


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


def gates(server: Running, sample: Sample, codes: Sequence[str], *, others: Sequence[str]) -> Gates:
    """F5: ten gates; a fifth of the tickets is shown at two of them together, among codes that admit nobody.

    `others` are tickets of another event.
    """
    strangers = ["".join(random.choices(ALPHABET, k=26)) for _ in range(int(len(codes) * JUNK))]
    foreign = list(others[: int(len(codes) * FOREIGN)])
    twice = set(random.sample(list(codes), int(len(codes) * TWICE)))
    groups = [[code] * (2 if code in twice else 1) for code in [*codes, *strangers, *foreign]]
    random.shuffle(groups)
    shown = [code for group in groups for code in group]  # neighbours in the line are shown at two gates at once
    with ThreadPoolExecutor(GATES) as doors:
        told = list(doors.map(lambda code: _scan(server, sample, code), shown))
    found = Gates(len(codes), twice, set(strangers), set(foreign))
    for code, (outcome, began, took) in zip(shown, told, strict=True):
        found.outcomes.setdefault(code, Counter())[outcome] += 1
        found.began.setdefault(code, []).append(began)
        found.took.append(took)
    found.faults = judged(found)
    return found


def judged(found: Gates) -> list[str]:
    """What is wrong: also the judge of the negative control."""
    faults = []
    for code, outcomes in found.outcomes.items():
        expected = {"admitted": 1, "already": 1} if code in found.twice else {"admitted": 1}
        if code in found.strangers or code in found.foreign:
            expected = {"unknown" if code in found.strangers else "refused": 1}
        if outcomes != expected:
            faults.append(f"a code was answered {dict(outcomes)}, not {expected}")
    return faults


def control(found: Gates) -> bool:
    """Whether a ticket that was admitted at both gates would have been noticed."""
    code = next(iter(found.twice))
    return bool(judged(replace(found, outcomes=found.outcomes | {code: Counter(admitted=2)})))


def _scan(server: Running, sample: Sample, code: str) -> tuple[str, float, float]:
    """The outcome, when it was asked, and how long it took, in seconds."""
    began = time.perf_counter()
    answer = _post(server, sample, "scans", scan_body(code, str(uuid4())))
    return str(answer.get("outcome", answer.get("status"))), began, time.perf_counter() - began


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
