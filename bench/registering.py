"""`python -m bench.registering`: the rush, the last seat, a hall in motion, mail that falters, and kills meanwhile."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bench import churn, crowd, letters, machine, outages, rush, storm, table
from bench.crowd import percentile
from bench.databases import database, say
from bench.installation import Installation
from bench.table import Row, at_most, exactly

PROCESSES = "4"  # of the server, where the database is PostgreSQL
RATIO = 0.15


def main() -> None:
    options = _options()
    say(machine.described())
    with database(options.postgres) as url, tempfile.TemporaryDirectory(prefix="gelar-bench-") as folder:
        place = Installation(Path(folder), url)
        if url:
            place.settings["WORKERS"] = PROCESSES
        started = time.monotonic()
        place.gelar("db", "upgrade")
        try:
            found, faults = _measured(place, options)
        except RuntimeError:
            say(place.last_words())
            raise
    kind = f"PostgreSQL, {PROCESSES} processes" if options.postgres else "SQLite, one process"
    say(f"\n{kind}; {time.monotonic() - started:.0f} s; load average at the end {machine.load()}\n")
    print(table.printed(found))
    for fault in faults[:20]:
        print(f"✗ {fault}")
    sys.exit(1 if faults else 0)


def _measured(place: Installation, options: argparse.Namespace) -> tuple[list[Row], list[str]]:
    found, faults = list[Row](), list[str]()
    with place.serving() as server:
        say(f"→ {crowd.PEOPLE:,} people for {sum(crowd.SEATS.values())} seats")
        for _time in range(options.rounds):
            crowded = crowd.rush(place, server)
            found += of_crowd(crowded)
            faults += crowded.faults
        say(f"→ {options.seats} last seats")
        last = rush.last_seats(place, server, rounds=options.seats)
        found.append(exactly(f"F2 last seat, {last.rounds} times 20 people", len(last.faults), _wrong(last.faults)))
        say("→ a hall in motion")
        moved = churn.churn(place, server)
        words = f"{_wrong(moved.faults)}, {moved.moved_up} moved up"
        found.append(exactly("F3 100 cancel while 200 join, +50 seats, -20", len(moved.faults), words))
        say("→ letters")
        posted = letters.deliver(place, server, rounds=options.letters)
        words = f"{_wrong(posted.faults)}, {posted.asked} in doubt, none sent again"
        found.append(exactly(f"F9 worker killed {posted.kills} times at its letters", len(posted.faults), words))
    say("→ outages of the mail server")
    suffered = outages.suffer(place)
    found += of_outages(suffered)
    faults += [*last.faults, *moved.faults, *posted.faults, *suffered.faults]
    if options.kills:
        say(f"→ {options.kills} kills")
        stormed = storm.survive(place, kills=options.kills)
        found.append(of_storm(stormed))
        faults += stormed.faults
    return found, faults


def of_crowd(found: crowd.Crowded) -> list[Row]:
    result, ms = found.result, 1000 * found.server_cpu / found.result.answered
    p50, p95 = (percentile(result.latencies, share) for share in (0.5, 0.95))
    speed = f"{result.per_second:,.0f} decisions/s, p50 {p50:.2f}, p95 {p95:.2f} s, {ms:.2f} ms CPU"
    what = f"F1 {crowd.PEOPLE:,} people, {crowd.SOCKETS} sockets"
    return [
        Row("floor, the same requests", f"{found.below.per_second:,.0f}/s", "1.00"),
        Row(what, speed, f"{found.ratio:.2f}", f"≥ {RATIO}", found.ratio >= RATIO),
        at_most("F1 the last of them answered after", result.elapsed, crowd.IN_TIME, "s"),
        exactly("F1 lost, doubled, out of order, 5xx", len(found.faults), _wrong(found.faults)),
        at_most("F1 the event's page meanwhile, p95", percentile(found.page_seconds, 0.95), 0.5, "s", digits=2),
    ]


def of_outages(found: outages.Outages) -> list[Row]:
    cpu = ", ".join(f"{way} {ms:.1f}" for way, ms in found.cpu_ms.items())
    p95 = ", ".join(f"{way} {ms:.0f}" for way, ms in found.p95_ms.items())
    words = (
        f"{_wrong(found.faults)}; {found.tries} tries at most, {found.drained} told in {found.drained_s:.0f} s after"
    )
    return [
        Row("F10 CPU of a registration by mail server", f"{cpu} ms"),
        Row("F10 p95 of a registration by mail server", f"{p95} ms"),
        exactly("F10 outages", len(found.faults), words),
    ]


def of_storm(found: storm.Storm) -> Row:
    killed = ", ".join(f"{whom} {count}" for whom, count in found.kills.items())
    told = f"{found.letters:,} letters, {found.asked} in doubt"
    words = f"{_wrong(found.faults)} of {found.acknowledged:,} acknowledged, {told}"
    return exactly(f"kill -9 during the rush ({killed})", len(found.faults), words)


def _wrong(faults: list[str]) -> str:
    return f"{len(faults)} wrong"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.registering", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="of the rush")
    parser.add_argument("--seats", type=int, default=200, help="last seats")
    parser.add_argument("--letters", type=int, default=3, help="kills at each place of a letter")
    parser.add_argument("--kills", type=int, default=50, help="during the rush; 0 leaves them out")
    parser.add_argument(
        "--postgres", nargs="?", const="own", metavar="URL", help="an empty database at URL, or one that is started now"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
