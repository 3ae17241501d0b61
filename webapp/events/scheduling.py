"""Events are planned and planned again. Every moment is an aware datetime."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.events import changing, fitting, making
from webapp.events.models import Event, EventStatus, Seats
from webapp.events.plans import FACTS, Plan, refuse_unless_sound
from webapp.web import slugs


def schedule(
    organization: Organization, *, plan: Plan, at: datetime, address: str = "", is_sample: bool = False
) -> Event:
    """Make a draft of `plan`, with an address from these words or its title. Raises Refused when it is not sound."""
    refuse_unless_sound(plan)
    for slug in slugs.candidates(address or plan.summary):
        if db.session.scalar(select(Event.id).where(Event.slug == slug)) is not None:
            continue
        try:
            with db.session.begin_nested():
                event = _draft(organization, slug=slug, plan=plan, at=at)
                event.is_sample = is_sample
                db.session.add(event)
        except IntegrityError:  # somebody else took the address in this very moment
            continue
        return event
    raise Refused(_("Alamat untuk judul ini sudah habis terpakai. Mohon ubah sedikit judulnya."))


def revise(event: Event, *, plan: Plan, at: datetime) -> None:
    """Make an event what `plan` says, seats included.

    A session keeps its uid; its sequence rises when its hour, the zone or the place changed. Once
    published, a session that is left out becomes cancelled, and what changed is kept as a revision:
    "rescheduled" for hours, "moved" for the place, one of each for both. Raises Refused when the plan
    is not sound, CapacityTooLow when more places are taken than it grants.
    """
    refuse_unless_sound(plan)
    changing.hold(event)
    if event.status is EventStatus.ARCHIVED:
        raise Refused(_("Kegiatan ini sudah diarsipkan dan tidak dapat diubah."))
    before = changing.snapshot(event)
    change = fitting.fit(event, plan, at=at)
    if change:
        changing.note_visible_change(event, at=at)
    if event.status in {EventStatus.PUBLISHED, EventStatus.POSTPONED}:
        for kind in change.news:
            changing.record_revision(event, kind, before=before, at=at)
    changing.apply_seats(event, plan.seats, at=at)
    db.session.flush()


def delete_draft(event: Event) -> None:
    """Remove an event that nobody has seen. Raises Refused for every other: those are cancelled instead."""
    changing.hold(event)
    if event.status is not EventStatus.DRAFT or event.published_at is not None:
        raise Refused(_("Kegiatan yang pernah terbit tidak dihapus. Batalkan saja, agar pendaftar mengetahuinya."))
    db.session.delete(event)
    db.session.flush()


def _draft(organization: Organization, *, slug: str, plan: Plan, at: datetime) -> Event:
    event = Event(slug=slug, organization=organization, created_at=at, revised_at=at)
    event.status = EventStatus.DRAFT
    for name in FACTS:
        setattr(event, name, getattr(plan, name))
    event.sessions = [making.new_session(planned, at=at) for planned in plan.sessions]
    event.roles = [making.new_role(planned, position) for position, planned in enumerate(plan.roles)]
    event.seats = [Seats(mode=mode, capacity=capacity) for mode, capacity in plan.seats.items()]
    making.derive_dates(event)
    return event
