"""Reused queries of registrations; the caller runs them."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from webapp.attendance.models import Person, Registration, RegistrationStatus, Ticket
from webapp.events.models import Event, Mode

# What a ticket shows, and what its owner's page shows besides.
TICKET = (
    joinedload(Registration.person),
    joinedload(Registration.event).options(
        joinedload(Event.organization), joinedload(Event.region), selectinload(Event.sessions)
    ),
)
PAGE = (
    *TICKET,
    joinedload(Registration.event).selectinload(Event.seats),
    joinedload(Registration.region),
    selectinload(Registration.tickets),
)

# With the parameters event_id and form_token: what a form made before.
BY_FORM_TOKEN: Select[Registration] = (
    select(Registration)
    .where(Registration.event_id == bindparam("event_id"), Registration.form_token == bindparam("form_token"))
    .options(joinedload(Registration.person), joinedload(Registration.event), selectinload(Registration.tickets))
)


def by_ref(ref: str) -> Select[Registration]:
    return select(Registration).where(Registration.ref == ref).options(*PAGE)


def by_refs(refs: Collection[str]) -> Select[Registration]:
    """What a device knows, nearest event last."""
    return (
        select(Registration)
        .join(Registration.event)
        .where(Registration.ref.in_(refs))
        .options(
            contains_eager(Registration.event), joinedload(Registration.person), selectinload(Registration.tickets)
        )
        .order_by(Event.dtstart.desc(), Registration.id)
    )


def by_code(code: str) -> Select[Ticket]:
    """The ticket of a code, revoked ones too, with everything its page shows."""
    registration = joinedload(Ticket.registration)
    return select(Ticket).where(Ticket.code == code).options(*(registration.options(option) for option in TICKET))


def has_email(registration_id: int) -> Select[bool]:
    return (
        select(Person.email != "")
        .join(Registration, Registration.person_id == Person.id)
        .where(Registration.id == registration_id)
    )


def in_line(event_id: int, mode: Mode, limit: int) -> Select[Registration]:
    """The first of those who wait for this mode, longest waiting first."""
    return (
        select(Registration)
        .where(
            Registration.event_id == event_id,
            Registration.mode == mode,
            Registration.status == RegistrationStatus.WAITING,
        )
        .options(joinedload(Registration.person))
        .order_by(Registration.queue_number, Registration.id)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
