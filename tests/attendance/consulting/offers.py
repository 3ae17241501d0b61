"""A consultation for tests: a Tuesday with two hours to choose, a month from now."""

from datetime import time, timedelta
from typing import Any

from sqlalchemy import select

from tests.factories import make_organization
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.consulting import queries
from webapp.events.consulting.hours import Hours
from webapp.events.consulting.models import Appointment, Consultation
from webapp.events.consulting.offering import Offer, offer
from webapp.events.models import Event

TITLE = "Konsultasi hukum warga"


def make_hours(**values: Any) -> Hours:
    first = now().date() + timedelta(days=30)
    given: dict[str, Any] = {"first": first, "starts": time(9), "ends": time(10), "minutes": 30, "weeks": 1} | values
    return Hours(**given)


def make_consultation(organization: Organization | None = None, **hours: Any) -> Consultation:
    offered = Offer(summary=TITLE, hours=make_hours(**hours), tzid="Asia/Jakarta", venue="Ruang Konsultasi")
    return offer(organization or make_organization(region_code="62.71"), offered, at=now())


def hours_of(consultation: Consultation) -> list[Event]:
    return list(db.session.scalars(queries.events_of(consultation.id)))


def first_hour() -> int:
    """The id of the first hour of the only consultation; inside a context."""
    found = db.session.scalars(select(Appointment.event_id).order_by(Appointment.event_id)).first()
    assert found is not None
    return found
