"""Rows for tests: the least that is legal, everything else by keyword. They flush and do not commit."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from webapp.accounts.models import Grant, GrantRole, User
from webapp.attendance.models import (
    Desk,
    Person,
    Registration,
    RegistrationStatus,
    Ticket,
)
from webapp.database import db
from webapp.directory.groups.models import GroupProfile
from webapp.directory.models import Organization, OrganizationKind
from webapp.directory.regions import folded
from webapp.events.models import Event, EventStatus, Mode, Seats, Session
from webapp.web import tokens

# The seed's day: 10 March 2022, 09.00 in Palangka Raya.
START = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PASSWORD = "kata sandi percobaan"


def _stored(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def make_organization(**values: Any) -> Organization:
    mark = uuid4().hex[:6]
    given = {
        "slug": f"kantor-{mark}",
        "kind": OrganizationKind.OFFICE,
        "name": f"Kantor {mark}",
    } | values
    found: Organization = _stored(Organization(**given))
    if found.kind is OrganizationKind.KIM:
        name = folded(found.name)
        _stored(GroupProfile(organization_id=found.id, folded_name=name, sought=name))
    return found


def make_user(
    organization: Organization | None = None,
    role: GrantRole = GrantRole.COMMITTEE,
    **values: Any,
) -> User:
    """A user whose password_hash is of PASSWORD only when it was given; sign in with `sign_in_as` instead."""
    given = {
        "email": f"{uuid4().hex[:8]}@gelar.test",
        "name": "Panitia",
        "password_hash": "-",
        "created_at": START,
    }
    user: User = _stored(User(**(given | values)))
    if organization is not None:
        _stored(Grant(user=user, organization_id=organization.id, role=role))
    return user


def make_event(
    *,
    in_person: int | None = 60,
    online: int | None = 100,
    sessions: int = 1,
    start: datetime = START,
    **values: Any,
) -> Event:
    """A published hybrid event of three hours a session, one session a day; seats of None leave the mode out."""
    organization = values.pop("organization", None) or make_organization()
    end = start + timedelta(days=sessions - 1) + 3 * HOUR
    given = {
        "slug": f"kegiatan-{uuid4().hex[:8]}",
        "organization_id": organization.id,
        "kind": "webinar",
        "summary": "Mekanisme Pembentukan Forum KIM",
        "tzid": "Asia/Jakarta",
        "venue": "Gedung Smart Province",
        "region_code": "62.71",
        "status": EventStatus.PUBLISHED,
        "dtstart": start,
        "dtend": end,
        "created_at": start - timedelta(days=30),
        "revised_at": start - timedelta(days=30),
        "published_at": start - timedelta(days=30),
    } | values
    event = Event(**given)
    event.sessions = [
        Session(dtstart=day, dtend=day + 3 * HOUR, revised_at=given["revised_at"])
        for day in (start + timedelta(days=n) for n in range(sessions))
    ]
    places = {Mode.IN_PERSON: in_person, Mode.ONLINE: online}
    event.seats = [Seats(mode=mode, capacity=n) for mode, n in places.items() if n is not None]
    event.roles = []
    event.publicity = None
    made: Event = _stored(event)
    return made


def make_person(name: str = "Dehen", **values: Any) -> Person:
    given = {"name": name, "folded_name": name.casefold(), "created_at": START} | values
    made: Person = _stored(Person(**given))
    return made


def make_registration(event: Event, *, name: str = "Dehen", mode: Mode = Mode.IN_PERSON, **values: Any) -> Registration:
    """A confirmed registration with a ticket, counted in the seats."""
    person = values.pop("person", None) or make_person(name)
    given = {
        "ref": tokens.new_ref(),
        "event_id": event.id,
        "person_id": person.id,
        "mode": mode,
        "status": RegistrationStatus.CONFIRMED,
        "registered_at": START - 24 * HOUR,
        "status_at": START - 24 * HOUR,
    } | values
    registration: Registration = _stored(Registration(**given))
    # Relationships are never loaded by touching them, so what was made here is put in place.
    set_committed_value(registration, "person", person)
    set_committed_value(registration, "event", event)
    set_committed_value(registration, "tickets", [_stored(make_ticket(registration))])
    # Asked for, not touched: an event read again, after the collector took the one made here, has no seats loaded.
    seats = db.session.scalars(select(Seats).where(Seats.event_id == event.id, Seats.mode == mode)).one()
    if registration.status == RegistrationStatus.CONFIRMED and not registration.is_outside_quota:
        seats.taken += 1
    if registration.status == RegistrationStatus.WAITING:
        seats.waiting += 1
    db.session.flush()
    return registration


def make_ticket(registration: Registration, **values: Any) -> Ticket:
    given = {
        "event_id": registration.event_id,
        "registration_id": registration.id,
        "code": tokens.new_code(),
        "short_code": tokens.new_short_code(),
        "issued_at": START - 24 * HOUR,
    } | values
    return Ticket(**given)


def make_desk(event: Event, name: str = "Pintu A", **values: Any) -> tuple[Desk, str]:
    """A desk and its secret."""
    token = tokens.new_token()
    given = {
        "event_id": event.id,
        "name": name,
        "token_hash": tokens.token_hash(token),
        "created_at": START - HOUR,
        "expires_at": START + timedelta(days=3650),
    } | values
    desk: Desk = _stored(Desk(**given))
    return desk, token
