"""F6: three gates without a network, wrong clocks, an overlap, parcels sent three times at once with one answer cut."""

import contextlib
import http.client
import json
import random
import socket
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from bench.installation import Installation, Running, Sample
from webapp import clock
from webapp.attendance.models import Attendance, Scan
from webapp.database import db

GATES, SCANS, OVERLAP, REPLAYS = 3, 300, 0.3, 3
CLOCKS = (timedelta(), timedelta(hours=-2), timedelta(minutes=10))  # how far each gate's clock is off

Rows = list[dict[str, Any]]


@dataclass
class Offline:
    """What each replay of each gate's parcel was answered, and what stands in the database afterwards."""

    presented: list[Rows]
    told: list[list[dict[str, str]]]  # for each gate, for each replay: outcome by id
    logged: int
    standing: int
    conflicts: int
    faults: list[str] = field(default_factory=list)


def measure(place: Installation, server: Running, sample: Sample, codes: Sequence[str]) -> Offline:
    """`codes` are fresh: GATES × SCANS of them at most are used."""
    presented = _presented(codes)
    _cut(server, sample, presented[0])
    with ThreadPoolExecutor(GATES * REPLAYS) as lines:
        parcels = [random.sample(rows, len(rows)) for rows in presented for _ in range(REPLAYS)]
        answers = list(lines.map(lambda rows: _send(server, sample, rows), parcels))
    told = [answers[gate * REPLAYS : (gate + 1) * REPLAYS] for gate in range(GATES)]
    found = Offline(presented, told, *_stored(place, presented))
    found.faults = judged(found)
    return found


def judged(found: Offline) -> list[str]:
    """What is wrong: also the judge of the negative control."""
    faults = [f"gate {n}: a parcel was answered differently" for n, all_of in enumerate(found.told) if _differ(all_of)]
    code_of = {row["id"]: row["code"] for rows in found.presented for row in rows}
    outcomes = {uuid: outcome for replays in found.told for uuid, outcome in replays[0].items()}
    admitted = Counter(code_of[uuid] for uuid, outcome in outcomes.items() if outcome == "admitted")
    tickets = set(code_of.values())
    if set(admitted) != tickets or set(admitted.values()) != {1}:
        faults.append(f"{len(tickets)} tickets, {sum(admitted.values())} admissions")
    if found.logged != len(code_of) or len(outcomes) != len(code_of):
        faults.append(f"{len(code_of)} scans, {len(outcomes)} answered, {found.logged} in the log")
    if found.standing != len(tickets):
        faults.append(f"{len(tickets)} tickets, {found.standing} admissions stand")
    if found.conflicts != len(code_of) - len(tickets):
        faults.append(f"{len(code_of) - len(tickets)} shown twice, {found.conflicts} in the list of conflicts")
    return faults


def control(found: Offline) -> bool:
    """Whether a scan that vanished and a ticket that was admitted twice would have been noticed."""
    lost = Offline(found.presented, found.told, found.logged - 1, found.standing, found.conflicts)
    again = [[dict.fromkeys(one, "admitted") for one in replays] for replays in found.told]
    doubled = Offline(found.presented, again, found.logged, found.standing, found.conflicts)
    return bool(judged(lost)) and bool(judged(doubled))


def _differ(replays: list[dict[str, str]]) -> bool:
    return any(one != replays[0] for one in replays)


def _presented(codes: Sequence[str]) -> list[Rows]:
    shared = list(codes[: int(SCANS * OVERLAP)])
    own = len(codes[len(shared) :]) // GATES
    now = clock.now() - timedelta(hours=1)
    found = []
    for gate, skew in enumerate(CLOCKS):
        mine = codes[len(shared) + gate * own : len(shared) + (gate + 1) * own][: SCANS - len(shared)]
        found.append([_row(code, now + timedelta(seconds=n), skew) for n, code in enumerate([*shared, *mine])])
    return found


def _row(code: str, at: Any, skew: timedelta) -> dict[str, Any]:
    """As the page sends it: the measured skew corrected, the raw time beside it, and what the desk said by itself."""
    times = {"scanned_at": at.isoformat(), "device_at": (at + skew).isoformat()}
    return {"id": str(uuid4()), "code": code, "action": "in", "told": "admitted"} | times


def _cut(server: Running, sample: Sample, rows: Rows) -> None:
    """Send a parcel and hang up before its answer."""
    body = json.dumps({"scans": rows}).encode()
    head = (
        f"POST /api/v1/sessions/{sample.session}/scans/batch HTTP/1.1",
        "Host: desk",
        f"Authorization: Bearer {sample.desk_token}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    with contextlib.closing(socket.create_connection(("127.0.0.1", server.port))) as line:
        line.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + body)


def _send(server: Running, sample: Sample, rows: Rows) -> dict[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {sample.desk_token}", "Content-Type": "application/json"}
    try:
        path = f"/api/v1/sessions/{sample.session}/scans/batch"
        connection.request("POST", path, json.dumps({"scans": rows}), headers)
        return {row["id"]: row["outcome"] for row in json.loads(connection.getresponse().read())["scans"]}
    finally:
        connection.close()


def _stored(place: Installation, presented: list[Rows]) -> tuple[int, int, int]:
    ids = [row["id"] for rows in presented for row in rows]
    ours = Scan.uuid.in_(ids)
    who = select(Scan.registration_id).where(ours)
    counts = (
        select(func.count()).select_from(Scan).where(ours),
        select(func.count()).where(Attendance.is_standing.is_(True), Attendance.registration_id.in_(who)),
        select(func.count()).select_from(Scan).where(ours, Scan.reason == "conflict"),
    )
    app = place.app()
    with app.app_context():
        logged, standing, conflicts = (db.session.scalar(count) or 0 for count in counts)
        db.session.remove()
        db.engine.dispose()
    return logged, standing, conflicts
