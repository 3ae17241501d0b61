"""bench/run: measures a fresh installation and prints one table; exits with 1 when a write was lost or done twice."""

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench import (
    catalogue,
    directory,
    doors,
    enumerating,
    feeds,
    killing,
    machine,
    papers,
    presence,
    producing,
    recaps,
    rows,
    rush,
    table,
    weights,
    writing,
)
from bench.databases import database, say
from bench.installation import GELAR, Installation, Sample, stop
from bench.processes import wait_until_idle
from bench.table import Row

MEMORY_MB = 260
EVENTS, LISTED, CROWD = 1_000, 2_000, 5_000


@dataclass(frozen=True)
class Extent:
    """How much is done of everything."""

    rounds: int
    seconds: float
    polls: int
    seats: int
    kills: int
    gates: int
    guesses: int


FULL = Extent(rounds=5, seconds=2.5, polls=600, seats=50, kills=10, gates=5_000, guesses=100_000)
QUICK = Extent(rounds=2, seconds=1.5, polls=200, seats=10, kills=2, gates=1_000, guesses=10_000)


def main() -> None:
    options = _options()
    started = time.monotonic()
    say(machine.described())
    with database(options.postgres) as url, tempfile.TemporaryDirectory(prefix="gelar-bench-") as folder:
        place = Installation(Path(folder), url)
        try:
            found, faults = measured(place, QUICK if options.quick else FULL)
        except RuntimeError:
            say(place.last_words())
            raise
    kind = "PostgreSQL" if options.postgres else "SQLite, WAL, synchronous=FULL"
    say(f"\n{kind}; {time.monotonic() - started:.0f} s; load average at the end {machine.load()}\n")
    print(table.printed(found))
    for fault in faults[:20]:
        print(f"✗ {fault}")
    sys.exit(1 if faults else 0)


def measured(place: Installation, extent: Extent) -> tuple[list[Row], list[str]]:
    """All rows, in an order in which none spoils the next, and what went wrong."""
    say(f"→ a fresh installation with {EVENTS:,} activities")
    place.gelar("db", "upgrade")
    listed = place.load_sample(LISTED, events=EVENTS)
    # Tickets enough for a server of twice the speed that is seen today, and some for the faults.
    crowd = place.load_sample(CROWD)
    scanned = place.load_sample(int(2_000 * (extent.seconds * extent.rounds + 2)), online=1_000_000)
    server, worker = place.serve(), place.start((*GELAR, "worker"))
    try:
        wait_until_idle(worker.pid)
        found = [rows.of_memory("at rest", server.pid, worker.pid, limit=MEMORY_MB)]
        say("→ calendar, pages and papers")
        found += rows.of_feeds(feeds.measure(server, place, requests=extent.polls))
        found += rows.of_catalogue(catalogue.measure(server, place, requests=extent.polls // 4))
        for name, path in {"public list": "/events", "ticket page": f"/T/{scanned.codes[-1]}"}.items():
            found.append(rows.of_weight(name, weights.weigh(server, path)))
        found += rows.of_paper(papers.measure(place, server, listed))
        found += rows.of_produced(producing.measure("certificates"), producing.measure("workbook"))
        say("→ the directory of KIM")
        found += rows.of_directory(directory.measure(place, server, worker, requests=extent.polls))
        say("→ guessing who has an account")
        found += rows.of_enumerating(enumerating.measure(place))
        say("→ a year to recap")
        found += rows.of_recaps(recaps.measure(place, server))
        say("→ attendance online")
        online = place.load_sample(presence.PEOPLE)
        found += rows.of_beats(presence.beat(place, server, online, seconds=extent.seconds))
        found.append(rows.of_judging(presence.judge(place, place.load_sample(presence.JUDGED))))
        say(f"→ floor, scans and registrations, {extent.rounds} rounds of {extent.seconds} s each")
        series = writing.measure(place, server, scanned, rounds=extent.rounds, seconds=extent.seconds)
        found += rows.of_writing(series)
        found.append(rows.of_memory("after all this", server.pid, worker.pid))
        say(f"→ desks: the list of {CROWD:,}, a batch, ten gates, three without a network, {extent.guesses:,} guesses")
        work = {"polls": extent.polls, "gated": extent.gates, "guesses": extent.guesses}
        at_doors, wrong = doors.measure(place, server, (crowd, listed), **work)
        found += at_doors
        say(f"→ {extent.seats} last seats")
        seats = rush.last_seats(place, server, rounds=extent.seats)
        tickets = rush.same_tickets(server, listed, listed.codes[: 5 * extent.seats])
    finally:
        stop(worker)
        stop(server)
    kills = _kills(place, scanned, extent.kills)
    found += [rows.of_seats(seats), rows.of_tickets(tickets), rows.of_kills(kills)]
    return found, [*wrong, *seats.faults, *tickets.faults, *kills.faults]


def _kills(place: Installation, sample: Sample, count: int) -> killing.Kills:
    say(f"→ {count} kills")
    fresh = Sample(sample.event, sample.session, sample.desk_token, sample.api_token, sample.codes[-3_000:])
    return killing.survive(place, fresh, kills=count)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short look: fewer rounds, seats and kills")
    parser.add_argument(
        "--postgres", nargs="?", const="own", metavar="URL", help="an empty database at URL, or one that is started now"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
