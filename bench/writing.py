"""Writing under load: scans and registrations per second, side by side with the floor, in alternating rounds."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from statistics import median
from uuid import uuid4

from bench import client
from bench.client import Load, Result
from bench.installation import FLOOR, Installation, Running, Sample
from bench.processes import cpu_seconds

CLIENTS = 16
FLOOR_NAME, SCANS, REGISTRATIONS = "floor", "scans", "registrations"


@dataclass
class Series:
    """The rounds of one kind of request."""

    rounds: list[Result] = field(default_factory=list)
    server_cpu: float = 0.0

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.rounds)

    @property
    def per_second(self) -> float:
        return median(one.per_second for one in self.rounds)

    @property
    def server_ms(self) -> float:
        """Processor time of the server for one request, in milliseconds."""
        return 1000 * self.server_cpu / self.answered

    @property
    def client_ms(self) -> float:
        return 1000 * sum(one.client_cpu for one in self.rounds) / self.answered

    def percentile(self, share: float) -> float:
        """Latency in milliseconds that this share of the requests did not exceed."""
        found = sorted(latency for one in self.rounds for latency in one.latencies)
        return 1000 * found[min(len(found) - 1, int(share * len(found)))]

    def ratio_to(self, floor: "Series") -> float:
        """Median over the rounds, each against the floor of its own round: what else ran hit both."""
        pairs = zip(self.rounds, floor.rounds, strict=True)
        return median(mine.per_second / below.per_second for mine, below in pairs)


def measure(place: Installation, gelar: Running, sample: Sample, *, rounds: int, seconds: float) -> dict[str, Series]:
    """Floor, scans, registrations, and again; what is asked for is checked in every answer."""
    found = {name: Series() for name in (FLOOR_NAME, SCANS, REGISTRATIONS)}
    scans, registrations = scan_requests(sample), registration_requests(sample)
    ahead = int(4_000 * seconds)  # more than any of them answers
    place.settings["FLOOR_TOKEN"] = sample.desk_token
    with place.serving(FLOOR) as floor:
        for number in range(rounds + 1):
            length = seconds if number else 0.7  # the first round only warms up
            below = Load(floor.port, list(islice(scan_requests(sample, is_endless=True), ahead)), CLIENTS, length)
            loads = {
                FLOOR_NAME: (floor, below),
                SCANS: (gelar, Load(gelar.port, list(islice(scans, ahead // 2)), CLIENTS, length, b'"admitted"')),
                REGISTRATIONS: (
                    gelar,
                    Load(gelar.port, list(islice(registrations, ahead // 2)), CLIENTS, length, b'"confirmed"'),
                ),
            }
            for name, (server, load) in loads.items():
                _run(found[name], server, load, is_counted=number > 0)
    return found


def _run(series: Series, server: Running, load: Load, *, is_counted: bool) -> None:
    before = cpu_seconds(server.pid)
    result = client.run(load)
    if result.wrong:
        raise RuntimeError(f"an answer is not what was asked for:\n{result.wrong[0]}")
    if is_counted:
        series.rounds.append(result)
        series.server_cpu += cpu_seconds(server.pid) - before


def scan_requests(sample: Sample, *, is_endless: bool = False) -> Iterator[bytes]:
    """One scan for each code, each under an id of its own."""
    path = f"/api/v1/sessions/{sample.session}/scans"
    codes = iter(lambda: sample.codes[0], None) if is_endless else iter(sample.codes)
    for code in codes:
        yield post(path, scan_body(code, str(uuid4())), f"Authorization: Bearer {sample.desk_token}")


def scan_body(code: str, uuid: str) -> dict[str, object]:
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"id": uuid, "code": code, "action": "in", "scanned_at": at}


def registration_requests(sample: Sample) -> Iterator[bytes]:
    """People who have never registered, each with a key of their own."""
    path = f"/api/v1/events/{sample.event}/registrations"
    number = 0
    while True:
        number += 1
        yield post(path, registration_body(number), f"Idempotency-Key: {uuid4()}")


def registration_body(number: int, mode: str = "online") -> dict[str, object]:
    return {
        "name": f"Peserta Contoh {number}",
        "mode": mode,
        "phone": f"0812{number:08d}",
        "region": "62.71",
        "consent": True,
    }


def post(path: str, body: dict[str, object], *headers: str) -> bytes:
    """A whole POST request as bytes."""
    content = json.dumps(body).encode()
    lines = (
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        *headers,
    )
    return "\r\n".join(lines).encode() + client.HEAD_END + content
