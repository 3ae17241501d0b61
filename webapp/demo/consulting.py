"""Sample consultation hours: four Tuesdays in the office, a few of the first taken, one blocked."""

from datetime import datetime, time, timedelta

from webapp.database import db
from webapp.demo.people import Origin, invent
from webapp.demo.stories import Crowd
from webapp.directory.models import Organization
from webapp.events.consulting import offering, queries
from webapp.events.consulting.hours import Hours, day_of
from webapp.events.models import Mode
from webapp.events.queries import PAGE

TUESDAY = 1
TAKEN, BLOCKED = (0, 1, 4), 3


def open_hours(office: Organization, groups: dict[str, Organization], origins: list[Origin], *, at: datetime) -> None:
    """Every Tuesday from the next on, 9.00 to 12.00, half an hour each."""
    today = day_of(at, office.tzid)
    first = today + timedelta(days=(TUESDAY - today.weekday() - 1) % 7 + 1)
    hours = Hours(first=first, starts=time(9), ends=time(12), minutes=30, weeks=4)
    offered = offering.Offer(
        summary="Konsultasi hukum warga",
        about="Bawa surat yang berkaitan bila ada. Boleh datang berdua.",
        hours=hours,
        tzid=office.tzid,
        venue="Ruang Konsultasi, lantai 1",
    )
    made = offering.offer(office, offered, at=at - timedelta(days=3), is_sample=True)
    whole = queries.events_of(made.id).options(*PAGE)
    events = list(db.session.scalars(whole, execution_options={"populate_existing": True}))
    for number, person in zip(TAKEN, invent(len(TAKEN), origins=origins, seed=2412), strict=True):
        crowd = Crowd(events[number], groups, seed=number)
        crowd.register([person], Mode.IN_PERSON, first=at - timedelta(days=2), last=at - timedelta(hours=3))
    offering.block(events[BLOCKED], at=at)
