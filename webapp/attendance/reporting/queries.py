"""Who was registered and who came: the same few statements for a whole event, whatever its size."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, String, select, type_coerce
from sqlalchemy.orm import aliased, joinedload

from webapp.attendance.certifying.models import Certificate
from webapp.attendance.models import COUNTED, Action, Attendance, Outcome, Person, Registration, Scan
from webapp.directory.models import Organization
from webapp.events.models import Session


def places(event_id: int) -> Select[*tuple[Any, ...]]:
    """Every registration, also who waits or cancelled; the columns as places.ID and those after it."""
    return (
        select(
            Registration.id,
            Person.folded_name,
            type_coerce(Registration.status, String),
            Registration.is_outside_quota,
            Registration.released_at.is_not(None),
            Registration.is_walk_in,
            Registration.gender,
            Registration.age_group,
            Registration.occupation,
            Registration.needs != "",
            Registration.region_code,
            Registration.kim_id,
            Registration.affiliation,
        )
        .join(Person, Person.id == Registration.person_id)
        .where(Registration.event_id == event_id)
        .order_by(Registration.id)
    )


def attendances(event_id: int) -> Select[*tuple[Any, ...]]:
    """Every attendance that counts; the columns as presences.REGISTRATION and those after it."""
    return (
        select(
            Attendance.registration_id, Attendance.session_id, type_coerce(Attendance.mode, String), Attendance.first_at
        )
        .join(Session, Session.id == Attendance.session_id)
        .where(Session.event_id == event_id, COUNTED)
    )


def details(event_id: int) -> Select[Attendance]:
    """The same with all that is told of them, for those who are shown; first things first."""
    return (
        select(Attendance)
        .join(Session, Session.id == Attendance.session_id)
        .where(Session.event_id == event_id, COUNTED)
        .order_by(Attendance.first_at, Attendance.id)
    )


def kims(ids: Collection[int]) -> Select[int, str]:
    """What these groups are called."""
    return select(Organization.id, Organization.name).where(Organization.id.in_(ids))


def scanned(event_id: int) -> Select[int | None]:
    """Whom the scan log admitted and nobody undid: the raw evidence that a report is held against."""
    undo = aliased(Scan)
    return (
        select(Scan.registration_id)
        .join(Session, Session.id == Scan.session_id)
        .where(Session.event_id == event_id, Scan.registration_id.is_not(None))
        .where(Scan.action == Action.IN, Scan.outcome == Outcome.ADMITTED)
        .where(~select(undo.id).where(undo.undoes_id == Scan.id).exists())
        .distinct()
    )


def certified(event_id: int) -> Select[int | None]:
    """Whose certificate stands; those of speakers and committee belong to no registration."""
    held = (Certificate.event_id == event_id, Certificate.revoked_at.is_(None))
    return select(Certificate.registration_id).where(*held, Certificate.registration_id.is_not(None))


def registrations(ids: Collection[int]) -> Select[Registration]:
    """The whole rows of those that are shown."""
    return (
        select(Registration)
        .where(Registration.id.in_(ids))
        .options(
            joinedload(Registration.person),
            joinedload(Registration.region),
            joinedload(Registration.kim),
        )
    )


def registrations_of(event_id: int) -> Select[Registration]:
    """The whole rows of everybody, for files."""
    return (
        select(Registration)
        .where(Registration.event_id == event_id)
        .options(
            joinedload(Registration.person),
            joinedload(Registration.region),
            joinedload(Registration.kim),
        )
    )
