"""Consultation hours are offered: appointments are made, added, blocked and opened again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import update

from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.events import changing, publishing
from webapp.events.consulting import queries
from webapp.events.consulting.hours import MOST_APPOINTMENTS, Hours, Span, appointments
from webapp.events.consulting.models import Appointment, Consultation
from webapp.events.models import Event, EventStatus, Mode, Visibility
from webapp.events.plans import Plan, PlannedSession, refuse_unless_sound
from webapp.events.scheduling import schedule
from webapp.web.formatting import local
from webapp.web.tokens import new_code

KIND = "konsultasi"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What every appointment of a consultation has in common."""

    summary: str
    hours: Hours
    tzid: str
    mode: Mode = Mode.IN_PERSON
    about: str = ""
    venue: str = ""
    conference_url: str = ""


def offer(organization: Organization, offered: Offer, *, at: datetime, is_sample: bool = False) -> Consultation:
    """Make a consultation with its appointments, open to whoever has its address.

    Raises Refused for hours that cannot be (`hours.appointments`) and for words that no event may have.
    """
    spans = appointments(offered.hours, offered.tzid, at=at)
    made = Consultation(
        organization=organization,
        code=new_code().lower(),
        summary=offered.summary,
        about=offered.about,
        tzid=offered.tzid,
        mode=offered.mode,
        venue=offered.venue,
        conference_url=offered.conference_url,
        minutes=offered.hours.minutes,
        created_at=at,
    )
    refuse_unless_sound(_plan(made, spans[0]))
    db.session.add(made)
    db.session.flush()
    _make(made, spans, at=at, is_sample=is_sample)
    return made


def add(consultation: Consultation, hours: Hours, *, at: datetime) -> list[Event]:
    """Offer further hours of the same length. Raises Refused where one of them stands already."""
    hold(consultation)
    spans = appointments(hours, consultation.tzid, at=at)
    standing = list(db.session.scalars(queries.events_of(consultation.id)))
    if len(standing) + len(spans) > MOST_APPOINTMENTS:
        raise Refused(
            _("Satu halaman memuat paling banyak %(most)d janji temu. Mohon buat yang baru.", most=MOST_APPOINTMENTS)
        )
    held = [one for one in standing if one.status is EventStatus.PUBLISHED]
    if any(begins < one.dtend and one.dtstart < ends for begins, ends in spans for one in held if one.dtend):
        raise Refused(_("Jam itu bertumpuk dengan janji temu yang sudah ada."))
    return _make(consultation, spans, at=at)


def block(event: Event, *, at: datetime) -> None:
    """Nobody can choose this hour any more. Raises CapacityTooLow when somebody already has."""
    _give(event, 0, at=at)


def unblock(event: Event, *, at: datetime) -> None:
    """The hour can be chosen again. Harmless for one that can."""
    _give(event, 1, at=at)


def close(consultation: Consultation, *, at: datetime) -> None:
    """Stop taking appointments; what is booked stands. Done twice it changes nothing."""
    hold(consultation)
    consultation.closed_at = consultation.closed_at or at
    db.session.flush()


def reopen(consultation: Consultation) -> None:
    hold(consultation)
    consultation.closed_at = None
    db.session.flush()


def hold(consultation: Consultation) -> None:
    """Lock the row until the commit and read it again: two acts on one consultation go one after the other."""
    own = Consultation.id == consultation.id
    db.session.execute(update(Consultation).where(own).values(created_at=Consultation.created_at))
    db.session.refresh(consultation, ["closed_at"])


def _give(event: Event, seats: int, *, at: datetime) -> None:
    changing.hold(event)
    changing.apply_seats(event, {row.mode: seats for row in event.seats}, at=at)
    db.session.flush()


def _make(consultation: Consultation, spans: Iterable[Span], *, at: datetime, is_sample: bool = False) -> list[Event]:
    made = []
    for span in spans:
        # Nothing of what it is about stands in the address: it comes by in logs and histories.
        address = f"janji {local(span[0], consultation.tzid):%Y-%m-%d %H%M}"
        organizer = consultation.organization
        event = schedule(organizer, plan=_plan(consultation, span), at=at, address=address, is_sample=is_sample)
        db.session.flush()
        publishing.publish(event, at=at)
        made.append(event)
    db.session.add_all(Appointment(event_id=one.id, consultation_id=consultation.id) for one in made)
    db.session.flush()
    return made


def _plan(consultation: Consultation, span: Span) -> Plan:
    return Plan(
        kind=KIND,
        summary=consultation.summary,
        sessions=(PlannedSession(dtstart=span[0], dtend=span[1]),),
        seats={consultation.mode: 1},
        tzid=consultation.tzid,
        description=consultation.about,
        venue=consultation.venue,
        region_code=consultation.organization.region_code,
        conference_url=consultation.conference_url,
        visibility=Visibility.CONFIDENTIAL,
    )
