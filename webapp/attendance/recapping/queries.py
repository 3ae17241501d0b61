"""What a recap asks, the same few statements whatever its size; the caller runs them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, and_, case, func, literal, or_, select, true, type_coerce
from sqlalchemy.orm import joinedload, selectinload

from webapp.attendance.certifying.models import Certificate
from webapp.attendance.evaluating.models import Feedback
from webapp.attendance.models import COUNTED, Attendance, Person, Registration, RegistrationStatus
from webapp.attendance.recapping.counting import LATE
from webapp.attendance.recapping.periods import Period
from webapp.directory.groups.models import GroupProfile, GroupStatus
from webapp.directory.models import Organization, OrganizationKind
from webapp.events.consulting.queries import nobody_came_for
from webapp.events.models import Event, EventStatus, Session

HELD = (EventStatus.PUBLISHED, EventStatus.ARCHIVED)


def _held(organization_id: int, period: Period, at: datetime) -> ColumnElement[bool]:
    """Its events that have begun within the period and were not called off; an hour that nobody took was no event."""
    begun = and_(Event.dtstart >= period.begins, Event.dtstart < period.ends, Event.dtstart <= at)
    held = and_(Event.status.in_(HELD), ~nobody_came_for())
    return and_(Event.organization_id == organization_id, held, begun)


def events(organization_id: int, period: Period, *, at: datetime) -> Select[Event]:
    return (
        select(Event)
        .where(_held(organization_id, period, at))
        .options(selectinload(Event.seats), joinedload(Event.region))
        .order_by(Event.dtstart, Event.id)
    )


def presences(organization_id: int, period: Period, *, at: datetime) -> Select[*tuple[Any, ...]]:
    """One row for each attendance that counts: ids, and what people said, packed so that few values travel.

    registration, event, person, KIM, "mode|outside|sex|region", "age|work|needs|origin".
    """
    bar = literal("|")
    late = and_(Registration.is_outside_quota, Registration.released_at.is_not(None))  # had a place, and lost it
    outside = case((late, LATE), (Registration.is_outside_quota, "1"), else_="")
    needs = case((Registration.needs != "", "yes"), else_="")
    origin = case((Registration.kim_id.is_not(None), "kim"), (Registration.affiliation != "", "other"), else_="")
    return (
        select(
            Registration.id,
            Registration.event_id,
            Registration.person_id,
            func.coalesce(Registration.kim_id, 0),
            type_coerce(Attendance.mode, String)
            .concat(bar)
            .concat(outside)
            .concat(bar)
            .concat(Registration.gender)
            .concat(bar)
            .concat(func.coalesce(Registration.region_code, "")),
            Registration.age_group.concat(bar)
            .concat(Registration.occupation)
            .concat(bar)
            .concat(needs)
            .concat(bar)
            .concat(origin),
        )
        .select_from(Event)
        .join(Session, Session.event_id == Event.id)
        .join(Attendance, Attendance.session_id == Session.id)
        .join(Registration, Registration.id == Attendance.registration_id)
        .where(_held(organization_id, period, at), COUNTED)
    )


def registered(organization_id: int, period: Period, *, at: datetime) -> Select[int, str, int]:
    """Event, mode and how many had a confirmed place, also when it was let go because they came late."""
    return (
        select(Registration.event_id, type_coerce(Registration.mode, String), func.count())
        .join(Event, Event.id == Registration.event_id)
        .where(_held(organization_id, period, at), Registration.status == RegistrationStatus.CONFIRMED)
        .where(or_(Registration.is_outside_quota.is_(False), Registration.released_at.is_not(None)))
        .group_by(Registration.event_id, Registration.mode)
    )


def kims() -> Select[*tuple[Any, ...]]:
    """Every KIM of the directory, in the order of Kim."""
    stands = func.coalesce(GroupProfile.status != GroupStatus.DISSOLVED, true())
    kim = Organization.kind == OrganizationKind.KIM
    return (
        select(
            Organization.id, Organization.name, Organization.region_code, GroupProfile.district_code,
            GroupProfile.village_code, GroupProfile.decree_number, GroupProfile.decree_date,
            GroupProfile.status == GroupStatus.ACTIVE, stands,
        )
        .outerjoin(GroupProfile, GroupProfile.organization_id == Organization.id)
        .where(kim)
        .order_by(Organization.name)
    )  # fmt: skip


def certificates(organization_id: int, period: Period, *, at: datetime) -> Select[int, int]:
    """Event and how many certificates of it stand."""
    return (
        select(Certificate.event_id, func.count())
        .join(Event, Event.id == Certificate.event_id)
        .where(_held(organization_id, period, at), Certificate.revoked_at.is_(None))
        .group_by(Certificate.event_id)
    )


def opinions(organization_id: int, period: Period, *, at: datetime) -> Select[int, int, int | None]:
    """Event, how often its whole was rated, and the sum of those ratings of 1 to 5."""
    return (
        select(Feedback.event_id, func.count(Feedback.overall), func.sum(Feedback.overall))
        .join(Event, Event.id == Feedback.event_id)
        .where(_held(organization_id, period, at), Feedback.overall.is_not(None))
        .group_by(Feedback.event_id)
    )


def people(person_ids: Collection[int]) -> Select[int, str]:
    """Names of these persons; only as many as a page shows."""
    return select(Person.id, Person.name).where(Person.id.in_(person_ids))


def everyone(organization_id: int, period: Period, *, at: datetime) -> Select[int, str, int, str]:
    """Each person with a confirmed place in the period: id, name, how many places, and an affiliation of theirs."""
    return (
        select(
            Person.id, Person.name, type_coerce(func.count(), Integer), func.max(Registration.affiliation),
        )
        .join(Registration, Registration.person_id == Person.id)
        .join(Event, Event.id == Registration.event_id)
        .where(_held(organization_id, period, at), Registration.status == RegistrationStatus.CONFIRMED)
        .group_by(Person.id, Person.name, Person.folded_name)
        .order_by(Person.folded_name, Person.id)
    )  # fmt: skip


def listed(registration_ids: Collection[int]) -> Select[Registration]:
    """The registrations of one page of a list."""
    return (
        select(Registration)
        .where(Registration.id.in_(registration_ids))
        .options(joinedload(Registration.person), joinedload(Registration.event), joinedload(Registration.region))
    )
