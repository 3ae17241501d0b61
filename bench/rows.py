"""From what was measured to the lines of the table, each beside what it is aimed at."""

from bench import desks, guessing, offline
from bench.catalogue import Pages
from bench.desks import Batches, Gates, Rosters
from bench.directory import GROUPS, MEMBERS, Directory
from bench.feeds import EVERY, SUBSCRIBERS, Feeds
from bench.guessing import Guesses
from bench.killing import Kills
from bench.offline import Offline
from bench.papers import Paper
from bench.presence import Beats, Judging
from bench.processes import pss_megabytes
from bench.producing import CERTIFICATES, COLUMNS, ROWS, Produced
from bench.recaps import Counted
from bench.rush import Rush
from bench.table import Row, at_most, exactly
from bench.weights import Weight
from bench.writing import FLOOR_NAME, REGISTRATIONS, SCANS, Series

# What is aimed at: shares of the floor's requests a second.
AIMS = {SCANS: 0.3, REGISTRATIONS: 0.1}
SCAN_P99_MS = 60.0


def of_memory(when: str, server: int, worker: int, *, limit: float | None = None) -> Row:
    app, beside = pss_megabytes(server), pss_megabytes(worker)
    what, parts = f"memory {when}, PSS", f" (app {app:.0f}, worker {beside:.0f})"
    if limit is None:
        return Row(what, f"{app + beside:.0f} MB{parts}")
    return at_most(what, app + beside, limit, "MB", more=parts, digits=0)


def of_feeds(found: Feeds) -> list[Row]:
    size = f"{found.events:,} activities, {found.kilobytes:.0f} KB"
    return [
        at_most(f"feed, first build ({size})", found.first_ms, 250, "ms wall", digits=0),
        at_most("feed, after one of them was edited", found.edited_ms, 10, "ms CPU"),
        at_most("feed, warm, gzip", found.warm_ms, 2, "ms CPU", digits=2),
        at_most("feed, warm, plain", found.warm_plain_ms, 2, "ms CPU", digits=2),
        at_most("feed, unchanged (304)", found.unchanged_ms, 1, "ms CPU", digits=2),
        at_most(_polling(), found.polling_percent, 1, "% of a core", digits=2),
    ]


def of_catalogue(found: Pages) -> list[Row]:
    size = f"{found.events:,} activities"
    return [at_most(f"public {name} ({size})", ms, 20, "ms CPU") for name, ms in found.pages_ms.items()]


def of_enumerating(found: dict[str, float]) -> list[Row]:
    return [at_most(f"telling accounts apart, {path}: Welch's t", t, 4.5, "") for path, t in found.items()]


def of_directory(found: Directory) -> list[Row]:
    size = f"{GROUPS:,} groups, {MEMBERS:,} members"
    whole = found.looked_s + found.written_s
    parts = f" (looked at {found.looked_s:.1f}, written {found.written_s:.1f}; {found.cpu_s:.1f} s CPU)"
    return [
        at_most(f"directory, import of {MEMBERS:,} rows", whole, 60, "s", more=parts),
        at_most("the same, worker, PSS", found.peak_megabytes, 250, "MB", digits=0),
        *(at_most(f"directory, {name} ({size})", ms, 50, "ms CPU") for name, ms in found.pages_ms.items()),
    ]


def _polling() -> str:
    return f"{SUBSCRIBERS:,} subscribers every {EVERY // 60} minutes, each at the price of a 304"


def of_weight(name: str, found: Weight) -> Row:
    more = f", {found.requests} requests; the page {found.page_gzip_kilobytes:.1f} KB"
    return at_most(f"{name}, first visit, compressed", found.compressed_kilobytes, 100, "KB", more=more)


def of_produced(certificates: Produced, workbook: Produced) -> list[Row]:
    return [
        at_most(f"{CERTIFICATES} certificates, one PDF", certificates.seconds, 2, "s", digits=2),
        at_most(f"workbook, {ROWS:,} rows of {COLUMNS}", workbook.seconds, 2.5, "s", digits=2),
        at_most("the same, memory it grew by", workbook.megabytes, 80, "MB", digits=0),
    ]


def of_paper(found: Paper) -> list[Row]:
    grown = f"{found.before_megabytes:.0f} → {found.peak_megabytes:.0f} MB PSS"
    return [
        at_most(
            f"attendance list as PDF, {found.rows:,} rows",
            found.again_s,
            1.5,
            "s",
            more=f" ({found.cpu_s:.2f} s CPU)",
            digits=2,
        ),
        Row("the same, first after the start", f"{found.first_s:.2f} s, {grown}"),
    ]


def of_recaps(found: Counted) -> list[Row]:
    return [
        at_most("recap of a year, 500 activities, 100,000 attendances", found.recap_ms, 500, "ms", digits=0),
        at_most("dashboard of an activity of 10,000 people", found.dashboard_cpu_ms, 100, "ms CPU", digits=0),
    ]


def of_writing(found: dict[str, Series]) -> list[Row]:
    floor = found[FLOOR_NAME]
    client = f"client {floor.client_ms:.2f} ms CPU"
    rows = [Row("floor: bare Flask, one committed insert", f"{_speed(floor)}, {client}", "1.00")]
    for name, aim in AIMS.items():
        ratio = found[name].ratio_to(floor)
        rows.append(Row(f"{name}, 16 clients", _speed(found[name]), f"{ratio:.2f}", f"≥ {aim}", ratio >= aim))
    p99 = found[SCANS].percentile(0.99)
    beside = f" (floor {floor.percentile(0.99):.1f})"
    return [*rows, at_most("scans, 99th percentile", p99, SCAN_P99_MS, "ms", more=beside)]


def of_rosters(found: Rosters) -> list[Row]:
    what = f"roster of {found.tickets:,} tickets"
    return [
        at_most(f"{what}, gzip", found.kilobytes, 150, "KB"),
        at_most(f"{what}, whole", found.first_ms, 250, "ms CPU"),
        at_most(f"{what}, nothing new", found.again_ms, 5, "ms CPU", digits=2),
    ]


def of_batches(found: Batches) -> list[Row]:
    words = f"{len(found.faults)} wrong"
    return [
        at_most("a batch of 1,000 scans", found.seconds, 1.5, "s", digits=2),
        exactly("the same three times at once, shuffled", len(found.faults), words),
    ]


def of_gates(found: Gates) -> list[Row]:
    words = f"{len(found.faults)} wrong; p95 {found.p95_ms:.0f} ms"
    what = f"{found.tickets:,} tickets at ten gates, a fifth at two within {found.apart_ms:.0f} ms"
    return [exactly(what, len(found.faults), words), _control(desks.control(found))]


def of_offline(found: Offline) -> list[Row]:
    parts = f"{len(found.faults)} wrong; {found.conflicts} shown twice, all in the list"
    what = "three gates without a network, parcels three times at once, one answer cut"
    return [exactly(what, len(found.faults), parts), _control(offline.control(found))]


def of_guesses(found: Guesses) -> list[Row]:
    what = f"{found.codes:,} random and near-valid codes"
    return [exactly(what, len(found.faults), f"{len(found.faults)} wrong"), _control(guessing.control(found))]


def _control(is_noticed: bool) -> Row:
    return exactly("the same, negative control", int(not is_noticed), "noticed" if is_noticed else "not noticed")


def of_beats(found: Beats) -> list[Row]:
    more = f" of one core ({found.server_ms:.2f} ms CPU a beat, {found.bytes_sent} bytes with its head)"
    return [
        at_most("1,000 people beating every 30 s", found.share, 8, "%", more=more),
        at_most("scan beside them, p99 with 16 clients", found.scan_p99_ms, SCAN_P99_MS, "ms"),
    ]


def of_judging(found: Judging) -> Row:
    more = f" ({found.cpu_s:.2f} s CPU, {found.rows:,} verdicts; {found.again_s:.2f} s when nothing changed)"
    return at_most("judging 5,000 people at 4 sessions anew", found.first_s, 2, "s", more=more, digits=2)


def of_seats(found: Rush) -> Row:
    return exactly(f"last seat, {found.rounds} times 20 people", len(found.faults), f"{len(found.faults)} wrong")


def of_tickets(found: Rush) -> Row:
    words = f"{len(found.faults)} wrong"
    return exactly(f"{found.rounds} tickets at 4 desks at one instant", len(found.faults), words)


def of_kills(found: Kills) -> Row:
    words = f"{len(found.faults)} lost or wrong of {found.acknowledged:,} ({found.retried} sent again)"
    return exactly(f"kill -9, {found.kills} times; up in {found.slowest_start:.1f} s", len(found.faults), words)


def _speed(series: Series) -> str:
    p50, p99 = series.percentile(0.5), series.percentile(0.99)
    return f"{series.per_second:,.0f}/s, p50 {p50:.1f}, p99 {p99:.1f} ms, {series.server_ms:.2f} ms CPU"
