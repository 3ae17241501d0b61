"""Two persons who are one: their registrations come together, with a trail, and can be parted again."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, select, update
from sqlalchemy.orm import contains_eager

from webapp.attendance.models import LIVE, Person, Registration
from webapp.attendance.registering import seating
from webapp.attendance.registering.models import PersonMerge
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event


def look_alikes(registration: Registration, *, limit: int = 10) -> Select[Registration]:
    """Registrations of other persons in the same event with the same name or the same contact."""
    person = registration.person
    alike = Person.folded_name == person.folded_name
    if person.phone:
        alike |= Person.phone == person.phone
    if person.email:
        alike |= Person.email == person.email
    return (
        select(Registration)
        .join(Registration.person)
        .where(Registration.event_id == registration.event_id, Registration.person_id != person.id, alike)
        .order_by(Registration.id)
        .options(contains_eager(Registration.person))
        .limit(limit)
    )


def merge(kept: Person, gone: Person, *, event: Event, by_user_id: int | None, at: datetime) -> PersonMerge:
    """Let everything that `gone` registered for in this organization's events belong to `kept`.

    Both stay as rows; what moved is written down, so that it can be taken back. Contacts that only `gone` left
    move too. Refused: same_person, both_live (cancel one of the two registrations first).
    """
    seating.lock(event.id)
    if kept.id == gone.id:
        raise Refused(_("Keduanya sudah orang yang sama."), reason="same_person")
    rows = db.session.scalars(_of(gone, event)).all()
    if _both_live(kept, rows):
        raise Refused(
            _("Keduanya terdaftar pada kegiatan yang sama. Batalkan salah satu pendaftarannya dahulu."),
            reason="both_live",
        )
    ids = [row.id for row in rows]
    db.session.execute(update(Registration).where(Registration.id.in_(ids)).values(person_id=kept.id))
    kept.phone, kept.email = kept.phone or gone.phone, kept.email or gone.email
    trail = PersonMerge(
        kept_id=kept.id, gone_id=gone.id, event_id=event.id, registration_ids=ids, merged_at=at, merged_by_id=by_user_id
    )
    db.session.add(trail)
    db.session.flush()
    return trail


def part(trail: PersonMerge, *, at: datetime) -> None:
    """Take a merge back: what moved returns. Done twice it changes nothing. Refused: both_live."""
    seating.lock(trail.event_id)
    if trail.undone_at is not None:
        return
    gone = db.session.get_one(Person, trail.gone_id)
    moved = select(Registration).where(
        Registration.id.in_(trail.registration_ids), Registration.person_id == trail.kept_id
    )
    rows = db.session.scalars(moved).all()
    if _both_live(gone, rows):
        raise Refused(_("Orang ini sudah mendaftar lagi, sehingga tidak dapat dipisahkan."), reason="both_live")
    for row in rows:
        row.person_id = gone.id
    trail.undone_at = at
    db.session.flush()


def trails(person_id: int, event_id: int) -> Select[PersonMerge]:
    return (
        select(PersonMerge)
        .where(PersonMerge.kept_id == person_id, PersonMerge.event_id == event_id, PersonMerge.undone_at.is_(None))
        .order_by(PersonMerge.merged_at)
    )


def _of(person: Person, event: Event) -> Select[Registration]:
    own = select(Event.id).where(Event.organization_id == event.organization_id)
    return select(Registration).where(Registration.person_id == person.id, Registration.event_id.in_(own))


def _both_live(person: Person, rows: object) -> bool:
    events = [row.event_id for row in rows if row.is_live]  # type: ignore[attr-defined]
    standing = select(Registration.id).where(
        Registration.person_id == person.id, Registration.event_id.in_(events), Registration.status.in_(LIVE)
    )
    return bool(events) and db.session.scalar(standing.limit(1)) is not None
