"""A mail server for measuring, a process of its own: it writes down what it took, and falters where it is told to.

Its folder holds `mode` (one word, read at every command), `taken` (a line for each mail: Message-ID and recipient,
written before the mail is acknowledged) and `held` (a line for each time it paused).
"""

import asyncio
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

from bench.installation import free_port

FINE, BUSY, NEVER, SLOW = "fine", "busy", "never", "slow"
# Where a worker can be killed: before the mail is handed over; and with it handed over, before the server has taken it
# or when its word is on the way.
BEFORE_DATA, BEFORE_OK, BEFORE_COMMIT = "before-data", "before-ok", "before-commit"
SLOW_SECONDS = 3.0
HELD_AT_MOST = 30.0  # seconds; then it goes on by itself


@dataclass
class Sink:
    """The running server as the measuring process sees it."""

    process: subprocess.Popen[bytes]
    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def behave(self, mode: str) -> None:
        (self.folder / "next").write_text(mode)
        (self.folder / "next").rename(self.folder / "mode")

    def taken(self) -> Counter[tuple[str, str]]:
        """How often each mail (Message-ID, recipient) was taken."""
        return Counter(
            (line.split("\t")[0], line.split("\t")[1]) for line in (self.folder / "taken").read_text().splitlines()
        )

    def holds(self) -> int:
        return len((self.folder / "held").read_text().splitlines())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def start(folder: Path, port: int = 0) -> Sink:
    """Start a server that is fine, and wait until it listens."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("taken", "held"):
        (folder / name).touch()
    port = port or free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.sink", str(folder), str(port)])
    sink = Sink(process, folder, port)
    sink.behave(FINE)
    until = time.monotonic() + 20
    while time.monotonic() < until and not (folder / "listens").exists():
        time.sleep(0.05)
    return sink


class Handler:
    """The protocol's replies, by the mode of the moment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def mode(self) -> str:
        return (self.folder / "mode").read_text()

    def write(self, name: str, line: str) -> None:
        with (self.folder / name).open("a") as file:
            file.write(line + "\n")

    async def hold(self, where: str) -> None:
        if self.mode != where:
            return
        self.write("held", where)
        until = time.monotonic() + HELD_AT_MOST
        while self.mode == where and time.monotonic() < until:
            await asyncio.sleep(0.02)

    async def handle_RCPT(self, *given: Any) -> str:  # noqa: N802
        _server, _session, envelope, address, _options = given
        await self.hold(BEFORE_DATA)
        if self.mode == NEVER:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: object, envelope: Any) -> str:  # noqa: N802
        await self.hold(BEFORE_OK)
        if self.mode == BUSY:
            return "451 4.3.2 Try again later"
        if self.mode == SLOW:
            await asyncio.sleep(SLOW_SECONDS)
        if server._reader.at_eof():
            return "421 Gone"  # whoever sent it was killed meanwhile: the mail was never taken
        made = message_from_bytes(envelope.content)
        self.write("taken", f"{made['Message-ID']}\t{envelope.rcpt_tos[0]}")
        await self.hold(BEFORE_COMMIT)
        return "250 OK"


def main(folder: Path, port: int) -> None:
    from aiosmtpd.smtp import SMTP  # only here: it is a package of the tests

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Handler(folder), timeout=120), "127.0.0.1", port)
        (folder / "listens").touch()
        await server.serve_forever()

    asyncio.run(serve())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
