"""The statements of a registration: built once, compiled once, the same on SQLite and PostgreSQL, run in this order."""

from typing import Any, cast

from sqlalchemy import String, Table, and_, bindparam, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from webapp.attendance.models import LIVE, Consent, Person, Registration, RegistrationStatus, Ticket
from webapp.attendance.questions.queries import asks_more
from webapp.database import Base
from webapp.events.models import Event, EventStatus, Seats, Visibility
from webapp.prepared import Prepared

# Tables, not mapped classes: a registration in a rush reads four rows and writes five.
events, seats, registrations, persons, consents, tickets = (
    cast(Table, model.__table__) for model in (Event, Seats, Registration, Person, Consent, Ticket)
)

# With the parameter slug: an event, bare, and whether it asks more than every form does.
OPEN = Prepared(
    select(*events.c, asks_more().label("asks_more")).where(
        events.c.slug == bindparam("slug"),
        events.c.status != EventStatus.DRAFT,
        events.c.published_at.is_not(None),
        events.c.visibility != Visibility.CONFIDENTIAL,
    )
)

# PostgreSQL locks in this order, SQLite has one writer anyway.
_IN_ORDER = select(seats.c.id).where(seats.c.event_id == bindparam("held_event")).order_by(seats.c.id).with_for_update()
HOLD_SEATS = Prepared(update(seats).where(seats.c.id.in_(_IN_ORDER)).values(taken=seats.c.taken).returning(*seats.c))

ID_BY_FORM_TOKEN = Prepared(
    select(registrations.c.id).where(
        registrations.c.event_id == bindparam("event_id"), registrations.c.form_token == bindparam("form_token")
    )
)

_PHONE, _EMAIL = bindparam("by_phone", type_=String()), bindparam("by_email", type_=String())
_HERE = and_(
    registrations.c.person_id == persons.c.id,
    registrations.c.event_id == bindparam("in_event"),
    or_(*(registrations.c.status == state for state in LIVE)),
)
# Everybody of this name and one of these contacts, with the live registration in this event.
NAMESAKES = Prepared(
    select(*persons.c, registrations.c.id.label("standing"))
    .select_from(persons.outerjoin(registrations, _HERE))
    .where(persons.c.folded_name == bindparam("folded"))
    .where(or_(and_(_PHONE != "", persons.c.phone == _PHONE), and_(_EMAIL != "", persons.c.email == _EMAIL)))
    .order_by(persons.c.id)
)

# One more than the last number of those who wait for a mode.
NEXT_IN_LINE = Prepared(
    select((func.coalesce(func.max(registrations.c.queue_number), 0) + 1).label("number")).where(
        registrations.c.event_id == bindparam("event_id"),
        registrations.c.mode == bindparam("mode", type_=registrations.c.mode.type),
        registrations.c.status == RegistrationStatus.WAITING,
    )
)

# How many stand in line for a mode up to and including this number: 1 is next.
PLACE_IN_LINE = Prepared(
    select(func.count().label("place")).where(
        registrations.c.event_id == bindparam("event_id"),
        registrations.c.mode == bindparam("mode", type_=registrations.c.mode.type),
        registrations.c.status == RegistrationStatus.WAITING,
        registrations.c.queue_number <= bindparam("number"),
    )
)

COUNT_SEATS = Prepared(
    update(seats)
    .where(seats.c.id == bindparam("of_seats"))
    .values(taken=bindparam("now_taken"), waiting=bindparam("now_waiting"))
)


def _adding(insert: Any) -> Any:
    """A new ticket. No row comes back when the event has the short code already."""
    return insert(tickets).on_conflict_do_nothing(index_elements=["event_id", "short_code"]).returning(tickets.c.id)


def _keys(table: Table) -> list[str]:
    return [column.key for column in table.c if not column.primary_key]


ADD_TICKET = Prepared({"sqlite": _adding(sqlite.insert), "postgresql": _adding(postgresql.insert)}, _keys(tickets))
ADD_CONSENT = Prepared(consents.insert(), _keys(consents))
ADD: dict[type[Base], Prepared] = {
    model: Prepared(table.insert().returning(table.c.id), _keys(table))
    for model, table in ((Person, persons), (Registration, registrations))
}
