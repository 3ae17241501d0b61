"""A year of an office: rows for the recap, straight into the database, and how long it takes to count them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, text

from bench.installation import Installation, Running
from bench.papers import signed_in
from bench.processes import cpu_seconds
from webapp.attendance.models import Attendance, Channel, Person, Registration, RegistrationStatus
from webapp.attendance.recapping.gathering import recap
from webapp.attendance.recapping.periods import Period
from webapp.attendance.registering import answers
from webapp.attendance.reporting.axes import axes
from webapp.database import db
from webapp.demo.bulk import REGENCIES
from webapp.directory.models import Organization, OrganizationKind
from webapp.events.models import Event, EventStatus, Mode, Seats, Session
from webapp.web import tokens

YEAR, LATER = datetime(2025, 1, 2, 2, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
PERSONS = 20_000


@dataclass(frozen=True)
class Year:
    """How much is written: so many activities, each with so many who came and so many who did not."""

    events: int = 500
    came: int = 200
    absent: int = 40


@dataclass(frozen=True)
class Counted:
    """Milliseconds: the recap of the year until its page could be drawn, and the server's CPU for a dashboard."""

    recap_ms: float
    dashboard_cpu_ms: float


def measure(place: Installation, server: Running, *, times: int = 5) -> Counted:
    """Write the year and one large activity beside the running server, then count them as pages do; the median."""
    app = place.app()
    office_id = fill(app, Year())
    large = fill(app, Year(events=1, came=8_500, absent=1_500))
    with app.app_context():
        slug = db.session.scalars(select(Event.slug).where(Event.organization_id == large)).one()
    seconds = sorted(_counted(app, office_id) for _time in range(times))
    visitor = signed_in(server)
    address = f"http://127.0.0.1:{server.port}/manage/events/{slug}/attendance"
    visitor.open(address).read()
    before = cpu_seconds(server.pid)
    for _time in range(4 * times):
        visitor.open(address).read()
    return Counted(1000 * seconds[times // 2], 1000 * (cpu_seconds(server.pid) - before) / (4 * times))


def _counted(app: Flask, office_id: int) -> float:
    """Seconds from the first statement to every value of the recap."""
    with app.test_request_context():
        office = db.session.get_one(Organization, office_id)
        started = time.perf_counter()
        found = recap(office, Period(YEAR.date(), YEAR.date().replace(month=12, day=31), "Asia/Jakarta"), at=LATER)
        _values = found.lines, found.regions, found.groups, [found.counted(axis) for axis in axes().values()]
        return time.perf_counter() - started


def fill(app: Flask, year: Year) -> int:
    """Write the year and return the id of its office."""
    with app.app_context():
        office = Organization(slug=f"tahun-{tokens.new_ref()}", kind=OrganizationKind.OFFICE, name="Tahun (contoh)")
        groups = [Organization(slug=tokens.new_ref(), kind=OrganizationKind.KIM, name=f"KIM {n}") for n in range(100)]
        db.session.add_all([office, *groups])
        db.session.flush()
        rows = [{"name": f"Orang {n}", "folded_name": f"orang {n}", "created_at": YEAR} for n in range(PERSONS)]
        persons = list(db.session.scalars(insert(Person).returning(Person.id), rows))
        chance = Random(2025)  # a sample, not a secret
        for n in range(year.events):
            _event(office, n, year, chance.sample(persons, year.came + year.absent), [one.id for one in groups])
        db.session.commit()
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        return office.id


def _event(office: Organization, n: int, year: Year, persons: list[int], groups: list[int]) -> None:
    start = YEAR + timedelta(hours=17 * n)
    event = Event(
        slug=f"tahun-{tokens.new_ref()}", organization=office, kind="webinar", summary=f"Kegiatan {n}",
        tzid="Asia/Jakarta", venue="Aula", region_code=REGENCIES[n % 14], status=EventStatus.PUBLISHED,
        dtstart=start, dtend=start + timedelta(hours=3), created_at=start, revised_at=start, published_at=start,
    )  # fmt: skip
    event.sessions = [Session(dtstart=event.dtstart, dtend=event.dtend, revised_at=start)]
    event.seats = [Seats(mode=mode, capacity=200) for mode in Mode]
    db.session.add(event)
    db.session.flush()
    rows = list(_registrations(event, persons, groups))
    ids = db.session.scalars(insert(Registration).returning(Registration.id, sort_by_parameter_order=True), rows).all()
    came = [_attendance(event, one, row) for one, row in zip(ids, rows[: year.came], strict=False)]
    db.session.execute(insert(Attendance), came)


def _registrations(event: Event, persons: list[int], groups: list[int]) -> Iterator[dict[str, Any]]:
    ages, works = [*answers.AGE_GROUPS, ""], [*answers.OCCUPATIONS, ""]
    for person in persons:
        yield {
            "ref": tokens.new_ref(), "event_id": event.id, "person_id": person,
            "mode": Mode.ONLINE if person % 3 else Mode.IN_PERSON, "status": RegistrationStatus.CONFIRMED,
            "gender": ("L", "P", "")[person % 5 % 3], "age_group": ages[person % len(ages)],
            "occupation": works[person % len(works)], "region_code": REGENCIES[person % 14],
            "kim_id": groups[person % 100] if person % 4 else None, "affiliation": f"KIM {person % 100}",
            "registered_at": event.dtstart, "status_at": event.dtstart,
        }  # fmt: skip


def _attendance(event: Event, registration_id: int, row: dict[str, Any]) -> dict[str, Any]:
    at = event.dtstart
    return {
        "session_id": event.sessions[0].id, "registration_id": registration_id, "is_standing": True, "first_at": at,
        "standing_at": at, "last_at": at, "channel": Channel.CAMERA, "mode": row["mode"], "is_present": True,
    }  # fmt: skip
