"""Attendance online: what a thousand people who beat every half minute cost, and judging a large training anew."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from sqlalchemy import insert, select, update
from sqlalchemy.orm import selectinload

from bench import client
from bench.client import Connection, Load
from bench.crowd import percentile
from bench.installation import Installation, Running, Sample
from bench.processes import cpu_seconds
from bench.writing import CLIENTS, post, scan_requests
from webapp import clock
from webapp.attendance.models import Registration
from webapp.attendance.ticketing import links
from webapp.attendance.verdicts.beating import EVERY
from webapp.attendance.verdicts.deciding import set_rule
from webapp.attendance.verdicts.models import CodeClaim, Codes, Part, PresenceInterval, Source
from webapp.attendance.verdicts.rules import Rule
from webapp.attendance.verdicts.settling import settle
from webapp.database import begin_for_writing, db
from webapp.events.models import Event, Mode, Seats, Session

PEOPLE, SESSIONS, JUDGED = 1_000, 4, 5_000
ROUNDS = 3


@dataclass(frozen=True)
class Beats:
    """Processor time of the server for one beat, what PEOPLE of them are of one core, and a scan's p99 beside them."""

    answered: int
    server_ms: float
    bytes_sent: int
    scan_p99_ms: float

    @property
    def share(self) -> float:
        return 100 * self.server_ms / 1000 * PEOPLE / EVERY.total_seconds()


@dataclass(frozen=True)
class Judging:
    """Seconds of judging everybody when everything changes, and when nothing does; processor time for the first."""

    rows: int
    first_s: float
    again_s: float
    cpu_s: float


def beat(place: Installation, server: Running, sample: Sample, *, seconds: float) -> Beats:
    """Everybody beats once a round; a beat is committed, and answered 204."""
    tokens = _tokens(place, sample)
    sent, answered, worked = 0, 0, 0.0
    for _round in range(ROUNDS):
        requests = list(_requests(tokens))
        before = cpu_seconds(server.pid)
        result = client.run(Load(server.port, requests, 8, None, b" 204 "))
        if result.wrong:
            raise RuntimeError(f"a beat was not counted:\\n{result.wrong[0]}")
        worked += cpu_seconds(server.pid) - before
        answered += result.answered
        sent = max(map(len, requests))
        time.sleep(0.01)  # the next round beats at a later millisecond
    beside = scans_beside(place, server, tokens, seconds=seconds)
    return Beats(answered, 1000 * worked / answered, sent, beside)


def scans_beside(place: Installation, server: Running, tokens: Sequence[str], *, seconds: float) -> float:
    """The 99th percentile of scans in milliseconds, at CLIENTS clients, while PEOPLE beat every half minute."""
    sample, over = place.load_sample(int(2_000 * seconds)), threading.Event()
    beating = threading.Thread(target=_beat_evenly, args=(server.port, tokens, over))
    beating.start()
    try:
        load = Load(server.port, list(scan_requests(sample)), CLIENTS, seconds, b'"admitted"')
        result = client.run(load)
    finally:
        over.set()
        beating.join()
    if result.wrong:
        raise RuntimeError(f"a scan was not admitted:\n{result.wrong[0]}")
    return 1000 * percentile(result.latencies, 0.99)


def _beat_evenly(port: int, tokens: Sequence[str], over: threading.Event) -> None:
    connection, apart = Connection(port), EVERY.total_seconds() / PEOPLE
    for token in cycle(tokens):
        if over.wait(apart):
            break
        connection.send(next(_requests([token])))
        while not connection.receive():
            pass
    connection.socket.close()


def _requests(tokens: Sequence[str]) -> Iterator[bytes]:
    at = int(clock.now().timestamp() * 1000)
    return (post(f"/join/{token}/beats", {"at": at}) for token in tokens)


def _tokens(place: Installation, sample: Sample) -> list[str]:
    with place.app().test_request_context():
        begin_for_writing(may_write=True)
        event = db.session.scalars(select(Event).where(Event.slug == sample.event)).one()
        db.session.execute(update(Registration).where(Registration.event_id == event.id).values(mode=Mode.ONLINE))
        for mode, taken in {Mode.IN_PERSON: 0, Mode.ONLINE: len(sample.codes)}.items():  # the seats move along
            theirs = update(Seats).where(Seats.event_id == event.id, Seats.mode == mode)
            db.session.execute(theirs.values(taken=taken, capacity=max(taken, 1)))
        db.session.commit()
        found = db.session.scalars(select(Registration).where(Registration.event_id == event.id).limit(PEOPLE))
        return [links.token_of(one, links.JOIN) for one in found]


def judge(place: Installation, sample: Sample) -> Judging:
    """JUDGED people at SESSIONS sessions, with an interval each and a code for half: settled twice."""
    with place.app().test_request_context():
        begin_for_writing(may_write=True)
        event = _training(sample)
        set_rule(event, Rule(minutes_percent=70, codes=Codes.ONE), at=clock.now())
        _evidence(event)
        db.session.commit()
        at = max(session.dtstart for session in event.sessions) + timedelta(days=1)
        seconds, rows, worked = [], 0, [time.process_time()]
        for _time in range(2):
            started = time.perf_counter()
            rows = max(rows, settle(event, at=at))
            db.session.commit()
            seconds.append(time.perf_counter() - started)
            worked.append(time.process_time())
        return Judging(rows, seconds[0], seconds[1], worked[1] - worked[0])


def _training(sample: Sample) -> Event:
    event = db.session.scalars(
        select(Event).where(Event.slug == sample.event).options(selectinload(Event.sessions))
    ).one()
    first = event.sessions[0]
    for day in range(1, SESSIONS):
        moved = timedelta(days=day)
        event.sessions.append(
            Session(dtstart=first.dtstart + moved, dtend=(first.dtend or first.dtstart) + moved, revised_at=clock.now())
        )
    db.session.flush()
    return event


def _evidence(event: Event) -> None:
    people = db.session.scalars(select(Registration.id).where(Registration.event_id == event.id).limit(JUDGED)).all()
    for session in event.sessions:
        spans = [_span(session.id, one, session.dtstart, minutes=40 + one % 120) for one in people]
        claims = [
            {"session_id": session.id, "registration_id": one, "part": Part.OPENING, "claimed_at": session.dtstart}
            for one in people[::2]
        ]
        db.session.execute(insert(PresenceInterval), spans)
        db.session.execute(insert(CodeClaim), claims)


def _span(session_id: int, registration_id: int, start: datetime, *, minutes: int) -> dict[str, object]:
    return {
        "session_id": session_id,
        "registration_id": registration_id,
        "source": Source.PAGE,
        "started_at": start,
        "ended_at": start + timedelta(minutes=minutes),
    }
