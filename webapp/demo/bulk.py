"""`gelar load-sample`: many rows at once, for measuring beside a running server."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from webapp.accounts.api_tokens import issue_api_token
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.desks.pairing import make_desk
from webapp.attendance.models import Person, Registration, RegistrationStatus, Ticket
from webapp.database import db
from webapp.demo.people import Origin, invent
from webapp.directory.models import Organization, OrganizationKind
from webapp.events.changing import calendar_changed
from webapp.events.models import Event, EventStatus, Mode, Seats, Session
from webapp.web import tokens

ORGANIZER = "pengukuran-contoh"
CHUNK = 2_000  # rows a transaction: other writers get their turn in between
REGENCIES = tuple(f"62.{n:02d}" for n in range(1, 14)) + ("62.71",)


@dataclass(frozen=True)
class Loaded:
    """What a measuring program needs to know."""

    event: str
    session: int
    desk_token: str
    api_token: str
    codes: list[str]


def load_sample(
    registrations: int,
    *,
    in_person: int | None = None,
    online: int | None = None,
    events: int = 0,
    at: datetime,
) -> Loaded:
    """One new published hybrid event that runs now with so many confirmed in person, and `events` more over the year.

    Commits in chunks by itself, since it works beside a running server.
    """
    office = _organizer()
    places = {
        Mode.IN_PERSON: in_person or registrations + 100,
        Mode.ONLINE: online or registrations + 100,
    }
    if registrations > places[Mode.IN_PERSON]:
        raise ValueError("--registrations is more than --in-person seats")
    event = _event(office, n=0, start=at - timedelta(hours=1), places=places, at=at)
    _desk, desk_token = make_desk(event, name="Pengukuran", at=at)
    api_token = issue_api_token(office.id, name="load-sample", role=GrantRole.ADMIN, at=at)
    db.session.commit()
    codes: list[str] = []
    for start in range(0, registrations, CHUNK):
        codes += _fill(event, start, min(CHUNK, registrations - start), at=at)
        db.session.commit()
    for n in range(events):
        _event(
            office,
            n=n + 1,
            start=at + timedelta(days=1 + n * 364 / max(1, events)),
            places=places,
            at=at,
        )
        if n % 200 == 199:
            db.session.commit()
    calendar_changed(at)
    db.session.commit()
    return Loaded(event.slug, event.sessions[0].id, desk_token, api_token, codes)


def _organizer() -> Organization:
    found = db.session.scalar(select(Organization).where(Organization.slug == ORGANIZER))
    if found is None:
        found = Organization(
            slug=ORGANIZER,
            kind=OrganizationKind.OFFICE,
            name="Pengukuran (contoh)",
            region_code="62.71",
            is_sample=True,
        )
        db.session.add(found)
        db.session.flush()
    return found


def _event(
    office: Organization,
    *,
    n: int,
    start: datetime,
    places: dict[Mode, int],
    at: datetime,
) -> Event:
    mark = tokens.new_ref()[:8]
    event = Event(
        slug=f"pengukuran-{mark}-{n}",
        organization=office,
        kind="webinar",
        summary=f"Kegiatan contoh untuk pengukuran {mark} {n}",
        tzid="Asia/Jakarta",
        venue="Aula Contoh",
        region_code=REGENCIES[n % len(REGENCIES)],
        conference_url="https://meet.example.org/pengukuran",
        status=EventStatus.PUBLISHED,
        is_sample=True,
        dtstart=start,
        dtend=start + timedelta(hours=8 if n == 0 else 3),
        created_at=at,
        revised_at=at,
        published_at=at,
    )
    event.sessions = [Session(dtstart=event.dtstart, dtend=event.dtend, revised_at=at)]
    event.seats = [Seats(mode=mode, capacity=capacity) for mode, capacity in places.items()]
    db.session.add(event)
    db.session.flush()
    return event


def _fill(event: Event, start: int, count: int, *, at: datetime) -> list[str]:
    """Insert one chunk of persons, registrations and tickets, and count their seats."""
    people = list(_people(start, count, at=at))
    person_ids = db.session.scalars(insert(Person).returning(Person.id, sort_by_parameter_order=True), people).all()
    rows = [_registration(event, person_id, n, at=at) for n, person_id in enumerate(person_ids, start)]
    ids = db.session.scalars(
        insert(Registration).returning(Registration.id, sort_by_parameter_order=True),
        rows,
    ).all()
    tickets = [_ticket(event, registration_id, n, at=at) for n, registration_id in enumerate(ids, start)]
    db.session.execute(insert(Ticket), tickets)
    seats = next(row for row in event.seats if row.mode == Mode.IN_PERSON)
    seats.taken = Seats.taken + count
    db.session.flush()
    return [ticket["code"] for ticket in tickets]


def _people(start: int, count: int, *, at: datetime) -> Iterator[dict[str, Any]]:
    origins = [Origin("", "", code) for code in REGENCIES]
    for n, person in enumerate(invent(count, origins=origins, seed=start)):
        name = f"{person.name} {start + n}"
        yield {
            "name": name,
            "folded_name": name.casefold(),
            "phone": "",
            "email": "",
            "created_at": at,
        }


def _registration(event: Event, person_id: int, n: int, *, at: datetime) -> dict[str, Any]:
    return {
        "ref": tokens.new_ref(),
        "event_id": event.id,
        "person_id": person_id,
        "mode": Mode.IN_PERSON,
        "status": RegistrationStatus.CONFIRMED,
        "affiliation": f"KIM Contoh {n % 40}",
        "region_code": REGENCIES[n % len(REGENCIES)],
        "gender": "LP"[n % 2],
        "registered_at": at,
        "status_at": at,
    }


def _ticket(event: Event, registration_id: int, n: int, *, at: datetime) -> dict[str, Any]:
    return {
        "event_id": event.id,
        "registration_id": registration_id,
        "code": tokens.new_code(),
        "short_code": _numbered(n),
        "issued_at": at,
    }


def _numbered(n: int) -> str:
    """The n-th short code: counted instead of drawn, so that a hundred thousand never collide."""
    marks = []
    for _place in range(6):
        n, rest = divmod(n, len(tokens.SHORT_ALPHABET))
        marks.append(tokens.SHORT_ALPHABET[rest])
    drawn = "".join(reversed(marks))
    return f"{drawn[:2]}-{drawn[2:]}"
