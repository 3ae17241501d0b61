"""All rows of the door: the list, a batch, ten gates (F5), gates without a network (F6), 100,000 guesses.

`python -m bench.doors` measures them alone.
"""

import sys
import tempfile
from pathlib import Path

from bench import desks, guessing, offline, rows, table
from bench.installation import GELAR, Installation, Running, Sample, stop
from bench.processes import wait_until_idle
from bench.table import Row

CROWD, LISTED = 5_000, 2_000
SHOWN_OFFLINE = 720  # tickets of the crowd: three gates of 300, a third of them shared


def measure(
    place: Installation, server: Running, samples: tuple[Sample, Sample], *, polls: int, gated: int, guesses: int
) -> tuple[list[Row], list[str]]:
    """`samples` are the crowd and another event; what went wrong comes beside the rows."""
    crowd, other = samples
    found = rows.of_rosters(desks.rosters(server, crowd, requests=polls))
    sent = desks.batches(server, crowd, crowd.codes[: desks.BATCH])
    fresh = place.load_sample(gated)
    gates = desks.gates(server, fresh, fresh.codes, others=other.codes)
    alone = offline.measure(place, server, crowd, crowd.codes[-SHOWN_OFFLINE:])
    guessed = guessing.guess(server, other, codes=guesses)
    found += [*rows.of_batches(sent), *rows.of_gates(gates), *rows.of_offline(alone), *rows.of_guesses(guessed)]
    return found, [*sent.faults, *gates.faults, *alone.faults, *guessed.faults]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="gelar-doors-") as folder:
        place = Installation(Path(folder), None)
        place.gelar("db", "upgrade")
        samples = place.load_sample(CROWD), place.load_sample(LISTED)
        server, worker = place.serve(), place.start((*GELAR, "worker"))
        try:
            wait_until_idle(worker.pid)
            found, faults = measure(place, server, samples, polls=200, gated=5_000, guesses=100_000)
        finally:
            stop(worker)
            stop(server)
    print(table.printed(found))
    for fault in faults[:20]:
        print(f"✗ {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
