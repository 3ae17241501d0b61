"""A full hall in motion: a hundred cancel while two hundred come, and the hall grows and is asked to shrink."""

import http.client
import json
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from bench import client
from bench.asking import event_id, rows
from bench.client import HEAD_END, Load
from bench.installation import Installation, Running, Sample
from bench.rush import asking
from bench.writing import post, registration_body
from webapp import clock, database
from webapp.attendance.registering.promoting import promote_waiting
from webapp.database import db
from webapp.events.capacity import CapacityTooLow, fit
from webapp.events.models import Event, Mode

SEATS, WAITING, LEAVING, COMING, MORE, FEWER = 500, 100, 100, 200, 50, 20
CROWD = 24  # threads
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

RULES = {
    "somebody who came later has a seat before somebody who waits": """
        SELECT late.id FROM registrations AS late JOIN registrations AS early ON early.event_id = late.event_id
        AND early.mode = late.mode AND early.id < late.id
        WHERE late.event_id = :event AND late.status = 'confirmed' AND early.status = 'waiting'""",
    "somebody who moved up was not told exactly once": """
        SELECT registrations.id FROM registrations LEFT JOIN messages ON messages.registration_id = registrations.id
        AND messages.kind = 'moved_up' WHERE registrations.event_id = :event AND registrations.status = 'confirmed'
        AND registrations.sequence > 0 GROUP BY registrations.id HAVING count(messages.id) <> 1""",
    "somebody was told of moving up and did not": """
        SELECT registrations.id FROM registrations JOIN messages ON messages.registration_id = registrations.id
        WHERE registrations.event_id = :event AND kind = 'moved_up' AND status = 'waiting'""",
    "two with one number in the line": """
        SELECT queue_number FROM registrations WHERE event_id = :event AND status = 'waiting'
        GROUP BY mode, queue_number HAVING count(*) > 1""",
}


@dataclass
class Churned:
    """How long it took and what went wrong."""

    seconds: float = 0.0
    moved_up: int = 0
    faults: list[str] = field(default_factory=list)


def churn(place: Installation, server: Running) -> Churned:
    """Fill the hall and its line, let everything happen at once, and look at what is left."""
    sample = place.load_sample(0, in_person=SEATS, online=1)
    seated = [
        one["manage_url"] for one in _come(server, sample, range(SEATS + WAITING)) if one["status"] == "confirmed"
    ]
    found, started = Churned(), time.monotonic()
    newcomers = [
        asking(server, f"/api/v1/events/{sample.event}/registrations", _body(number), {})
        for number in range(10_000, 10_000 + COMING)
    ]
    leaving = [_leaving(server, urlsplit(url).path) for url in seated[: LEAVING * 4 : 4]]
    with ThreadPoolExecutor(CROWD) as crowd:
        left = [crowd.submit(act) for act in leaving]
        came = [crowd.submit(act) for act in newcomers]
        found.faults += _grow_and_shrink(place, sample)
        found.faults += [f"cancelling was answered {one.result(60)}" for one in left if one.result(60) != 303]
        told = [one.result(60).get("status") for one in came]
    found.seconds = time.monotonic() - started
    found.faults += [f"a newcomer was answered {said}" for said in told if said not in {"confirmed", "waiting"}]
    found.moved_up, broken = _left(place, sample)
    found.faults += broken
    return found


def _body(number: int) -> dict[str, object]:
    return registration_body(number, "in_person") | {"email": f"peserta{number}@contoh.id"}


def _come(server: Running, sample: Sample, numbers: range) -> list[dict[str, Any]]:
    path = f"/api/v1/events/{sample.event}/registrations"
    load = Load(server.port, [post(path, _body(number)) for number in numbers], is_kept=True)
    return [json.loads(answer.partition(HEAD_END.decode())[2]) for answer in client.run(load).answers]


def _leaving(server: Running, path: str) -> Callable[[], int]:
    """Open the managing link and cancel, as a browser does."""

    def leave() -> int:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", path)
        page = connection.getresponse()
        token = TOKEN.search(page.read().decode())
        cookies = "; ".join(value.split(";")[0] for name, value in page.getheaders() if name.lower() == "set-cookie")
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", f"{path}/cancellation", f"csrf_token={token[1] if token else ''}", headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    return leave


def _grow_and_shrink(place: Installation, sample: Sample) -> list[str]:
    """Fifty seats more while people come and go; twenty fewer are refused, since they are taken."""
    app = place.app()
    with app.app_context(), app.test_request_context():
        database.begin_for_writing(may_write=True)
        event = db.session.scalars(
            select(Event).where(Event.slug == sample.event).options(selectinload(Event.seats))
        ).one()
        places = {seats.mode: seats.capacity for seats in event.seats}
        fit(event, places | {Mode.IN_PERSON: SEATS + MORE})
        promote_waiting(event, at=clock.now())
        db.session.commit()
        try:
            fit(event, places | {Mode.IN_PERSON: SEATS + MORE - FEWER})
            db.session.commit()
            said = ["the hall shrank below the people in it"]
        except CapacityTooLow:
            db.session.rollback()
            said = []
        db.session.remove()
        db.engine.dispose()
    return said


def _left(place: Installation, sample: Sample) -> tuple[int, list[str]]:
    """How many moved up, and a sentence for each broken rule."""
    event = event_id(place, sample.event)
    faults = [name for name, query in RULES.items() if rows(place, query, event=event)]
    counted = """SELECT count(CASE WHEN status = 'confirmed' THEN 1 END), count(CASE WHEN status = 'waiting' THEN 1
        END), count(CASE WHEN status = 'cancelled' THEN 1 END), count(CASE WHEN status = 'confirmed' AND sequence > 0
        THEN 1 END) FROM registrations WHERE event_id = :event"""
    seated, waits, gone, moved = rows(place, counted, event=event)[0]
    wanted = (SEATS + MORE, WAITING + COMING - LEAVING - MORE, LEAVING)
    if (seated, waits, gone) != wanted:
        faults.append(f"seated, waiting, gone: {(seated, waits, gone)} instead of {wanted}")
    return int(moved), faults
