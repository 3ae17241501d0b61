"""The night's work: contacts and imported files go, then people become anonymous."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, update

from webapp.attendance.importing.forgetting import forget_files
from webapp.attendance.models import Person, Registration
from webapp.attendance.registering import queries as registrations
from webapp.attendance.registering.consents import CONTACT_MONTHS
from webapp.attendance.rooms.forgetting import forget_visits
from webapp.database import db
from webapp.events.models import Event
from webapp.privacy.erasing import forgetting
from webapp.privacy.erasing.models import Erasure, Wish
from webapp.privacy.retaining.cutoffs import months_before
from webapp.privacy.retaining.models import RetentionRule, RetentionRun

BATCH = 50  # registrations in one transaction: the writers of the night do not wait long for it


def forget_contacts(*, at: datetime) -> RetentionRun:
    """Forget the contacts and the imported files that are due at `at`, and write down the night's run. Flushes."""
    run = RetentionRun(ran_at=at, contacts=_forget_contacts(at), persons=0)
    before = months_before(at, CONTACT_MONTHS)
    forget_files(before=before)
    forget_visits(before=before)
    db.session.add(run)
    db.session.flush()
    return run


def forget_people(run: RetentionRun, *, at: datetime, limit: int = BATCH) -> list[Erasure]:
    """Make the people of at most `limit` registrations anonymous that are due at `at`; none when nobody is. Flushes."""
    due = db.session.scalars(people_due(at).limit(limit)).all()
    erasures = [
        forgetting.erase(db.session.scalars(registrations.by_ref(ref)).one(), wish=Wish.RETENTION, at=at) for ref in due
    ]
    run.persons += len(erasures)
    db.session.flush()
    return erasures


def contacts_due(at: datetime, organization_ids: Collection[int] | None = None) -> Select[int]:
    """Ids of the people whose contacts are to be forgotten by `at`; of these organizations' registrants, or all."""
    query = select(Person.id).where(*_contacts_due(at))
    if organization_ids is None:
        return query
    mine = select(Registration.id).join(Event, Event.id == Registration.event_id)
    theirs = mine.where(Registration.person_id == Person.id, Event.organization_id.in_(organization_ids))
    return query.where(theirs.exists())


def people_due(at: datetime, organization_ids: Collection[int] | None = None) -> Select[str]:
    """Refs of the registrations whose people are to become anonymous by `at`, the oldest first."""
    rules = db.session.scalars(select(RetentionRule).where(RetentionRule.name_years.is_not(None)))
    due = [
        and_(Event.organization_id == rule.organization_id, ended() <= months_before(at, 12 * (rule.name_years or 0)))
        for rule in rules
        if organization_ids is None or rule.organization_id in organization_ids
    ]
    forgotten = select(Erasure.id).where(Erasure.registration_ref == Registration.ref)
    joined = select(Registration.ref).join(Event, Event.id == Registration.event_id)
    return joined.where(or_(false(), *due), ~forgotten.exists()).order_by(Registration.id)


def ended() -> ColumnElement[datetime]:
    """When an event is over; one with an open end counts from its start."""
    return func.coalesce(Event.dtend, Event.dtstart)


def _contacts_due(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Nobody is due whom an activity still keeps: its organizer's months, else those that everybody was promised."""
    months = {rule.organization_id: rule.contact_months for rule in db.session.scalars(select(RetentionRule))}
    keeping = [
        and_(Event.organization_id == organization_id, ended() > months_before(at, kept))
        for organization_id, kept in months.items()
    ]
    keeping.append(and_(Event.organization_id.not_in(months), ended() > months_before(at, CONTACT_MONTHS)))
    kept = select(Registration.id).join(Event, Event.id == Registration.event_id)
    came = select(Registration.id).where(Registration.person_id == Person.id)
    return (
        or_(Person.phone != "", Person.email != ""),
        ~kept.where(Registration.person_id == Person.id, or_(*keeping)).exists(),
        or_(Person.created_at <= months_before(at, CONTACT_MONTHS), came.exists()),
    )


def _forget_contacts(at: datetime) -> int:
    forgotten = update(Person).where(*_contacts_due(at)).values(phone="", email="").returning(Person.id)
    return len(db.session.execute(forgotten.execution_options(synchronize_session=False)).all())
