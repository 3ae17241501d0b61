"""Reused queries of groups; the caller runs them."""

from collections.abc import Collection

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from webapp.attendance.certifying.models import Certificate
from webapp.attendance.models import COUNTED, LIVE, Attendance, Person, Registration, RegistrationStatus
from webapp.attendance.registering.models import Guardian, RegistrationGroup
from webapp.attendance.registering.queries import TICKET
from webapp.events.models import Event

BY_FORM_TOKEN: Select[RegistrationGroup] = select(RegistrationGroup).where(
    RegistrationGroup.event_id == bindparam("event_id"), RegistrationGroup.form_token == bindparam("form_token")
)


def by_ref(ref: str) -> Select[RegistrationGroup, Event, Person]:
    """A group with its event, as much as a ticket shows, and its chair."""
    return (
        select(RegistrationGroup, Event, Person)
        .join(Event, Event.id == RegistrationGroup.event_id)
        .join(Person, Person.id == RegistrationGroup.chair_id)
        .where(RegistrationGroup.ref == ref)
        .options(
            joinedload(Event.organization),
            joinedload(Event.region),
            selectinload(Event.sessions),
            selectinload(Event.seats),
        )
    )


def by_refs(refs: Collection[str]) -> Select[RegistrationGroup, Event]:
    """What a device knows, nearest event last."""
    return (
        select(RegistrationGroup, Event)
        .join(Event, Event.id == RegistrationGroup.event_id)
        .where(RegistrationGroup.ref.in_(refs))
        .order_by(Event.dtstart.desc(), RegistrationGroup.id)
    )


def members(group_id: int) -> Select[Registration]:
    """Everybody of a group in the order they were written down, with their tickets."""
    return (
        select(Registration)
        .where(Registration.group_id == group_id)
        .options(*TICKET, selectinload(Registration.tickets))
        .order_by(Registration.id)
    )


def names_in(group_ids: Collection[int]) -> Select[str, str]:
    """Name and telephone of everybody of these groups."""
    return (
        select(Person.name, Person.phone)
        .join(Registration, Registration.person_id == Person.id)
        .where(Registration.group_id.in_(group_ids), Registration.status.in_(LIVE))
        .order_by(Person.name, Person.phone)
        .distinct()
    )


def positions(group_id: int) -> Select[int, int]:
    """For everybody of a group who waits: which place in the line of their mode."""
    ahead = aliased(Registration)
    return (
        select(Registration.id, func.count(ahead.id))
        .join(
            ahead,
            and_(
                ahead.event_id == Registration.event_id,
                ahead.mode == Registration.mode,
                ahead.status == RegistrationStatus.WAITING,
                ahead.queue_number <= Registration.queue_number,
            ),
        )
        .where(Registration.group_id == group_id, Registration.status == RegistrationStatus.WAITING)
        .group_by(Registration.id)
    )


def awaiting(group_id: int) -> Select[int]:
    """The registrations of a group whose guardian has not permitted yet."""
    return (
        select(Guardian.registration_id)
        .join(Registration, Registration.id == Guardian.registration_id)
        .where(Registration.group_id == group_id, Guardian.consented_at.is_(None), Registration.status.in_(LIVE))
    )


def came(group_id: int) -> Select[int]:
    """The registrations of a group that were there by verdict: those of every report."""
    return (
        select(Attendance.registration_id)
        .join(Registration, Registration.id == Attendance.registration_id)
        .where(Registration.group_id == group_id, COUNTED)
        .distinct()
    )


def certificates(group_id: int) -> Select[int | None]:
    """The registrations of a group that have a certificate now."""
    return (
        select(Certificate.registration_id)
        .join(Registration, Registration.id == Certificate.registration_id)
        .where(Registration.group_id == group_id, Certificate.revoked_at.is_(None))
    )


def namesake(group_id: int, folded_name: str, distinguisher: str) -> Select[int]:
    return (
        select(Registration.id)
        .join(Registration.person)
        .where(
            Registration.group_id == group_id,
            Registration.status.in_(LIVE),
            Person.folded_name == folded_name,
            Person.distinguisher == distinguisher,
        )
        .limit(1)
    )
