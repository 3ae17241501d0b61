"""The load client, a process of its own: ready-made requests over kept connections in one epoll loop.

It is kept this bare so that it leaves the processor to the server; what it costs is measured and printed too.
"""

import json
import os
import pickle
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Load:
    """Requests to send from `clients` connections at once; over after `seconds`, or when all are answered (None)."""

    port: int
    requests: Sequence[bytes]
    clients: int = 16
    seconds: float | None = None
    wanted: bytes = b""  # what every good answer contains
    is_repeated: bool = False  # begin again at the first request
    is_kept: bool = False  # the answers come back too, in the order in which they came


@dataclass
class Result:
    """What came back. Latencies are seconds, in the order of the answers."""

    elapsed: float = 0.0
    answered: int = 0
    wrong: list[str] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    client_cpu: float = 0.0
    received: int = 0
    answers: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return self.answered / self.elapsed if self.elapsed else 0.0


def run(load: Load) -> Result:
    """Send the load from a fresh process and wait for what it measured."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"], input=pickle.dumps(load), capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return Result(**json.loads(done.stdout))


class Connection:
    """One client: sends a request, waits for its whole answer, sends the next."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.sent_at = 0.0

    def send(self, request: bytes) -> None:
        self.buffer = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes:
        """The whole answer, or b"" while some of it is still to come."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("the server closed the connection")
        self.buffer += part
        head_end = self.buffer.find(HEAD_END)
        if head_end < 0 or len(self.buffer) < head_end + len(HEAD_END) + _length(self.buffer, head_end):
            return b""
        return self.buffer


def _length(answer: bytes, head_end: int) -> int:
    at = answer.find(b"content-length: ", 0, head_end)
    if at < 0:
        return 0  # a 304 has no body
    return int(answer[at + 16 : answer.index(b"\r", at)])


def drive(load: Load) -> Result:
    """Keep every client busy until the time or the requests are over."""
    result = Result()
    waiting = _endless(load.requests) if load.is_repeated else iter(load.requests)
    poll = select.epoll()
    open_connections: dict[int, Connection] = {}
    started = time.perf_counter()
    until = started + load.seconds if load.seconds else float("inf")
    for _client, request in zip(range(load.clients), waiting, strict=False):
        connection = Connection(load.port)
        open_connections[connection.socket.fileno()] = connection
        poll.register(connection.socket, select.EPOLLIN)
        connection.send(request)
    while open_connections:
        for number, _events in poll.poll():
            connection = open_connections[number]
            if answer := connection.receive():
                now = time.perf_counter()
                _note(result, answer, load.wanted, now - connection.sent_at)
                if load.is_kept:
                    result.answers.append(answer.decode())
                following = next(waiting, None) if now < until else None
                if following is None:
                    poll.unregister(number)
                    open_connections.pop(number).socket.close()
                else:
                    connection.send(following)
    result.elapsed = time.perf_counter() - started
    result.client_cpu = sum(os.times()[:2])
    return result


def _note(result: Result, answer: bytes, wanted: bytes, latency: float) -> None:
    result.answered += 1
    result.received += len(answer)
    result.latencies.append(latency)
    if wanted not in answer and len(result.wrong) < 5:
        result.wrong.append(answer[:600].decode("utf-8", "replace"))


def _endless(requests: Sequence[bytes]) -> Iterator[bytes]:
    while True:
        yield from requests


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(drive(pickle.loads(sys.stdin.buffer.read())))))
