"""The statements of a check-in: built once, the same on SQLite and PostgreSQL, run in this order."""

from typing import Any, cast

from sqlalchemy import String, Table, and_, bindparam, case, literal_column, or_, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from webapp.attendance.models import Attendance, Person, Registration, RegistrationStatus, Scan, Ticket
from webapp.events.models import Event, Mode
from webapp.prepared import Prepared

# Tables, not mapped classes: nothing is loaded into the session on this path.
scans, tickets, registrations, persons, events, attendances = (
    cast(Table, model.__table__) for model in (Scan, Ticket, Registration, Person, Event, Attendance)
)

_one_row = select(literal_column("1").label("one")).subquery("one_row")
_earlier_scan = (
    scans.c.id.label("scan_id"),
    scans.c.code_hash,
    scans.c.session_id,
    scans.c.action,
    scans.c.outcome,
    scans.c.reason,
    scans.c.first_at,
    scans.c.first_desk,
    scans.c.registration_id.label("scan_registration_id"),
)
_ticket = (
    tickets.c.short_code,
    tickets.c.revoked_at,
    registrations.c.id.label("registration_id"),
    registrations.c.event_id,
    registrations.c.status,
    registrations.c.mode,
    registrations.c.affiliation,
    registrations.c.needs,
    registrations.c.gender,
    registrations.c.is_outside_quota,
    persons.c.name,
    events.c.summary,
    events.c.visibility,
)
_attendance = (
    attendances.c.is_standing,
    attendances.c.mode.label("standing_mode"),
    attendances.c.standing_at,
    attendances.c.standing_desk,
    attendances.c.first_at.label("came_at"),
)


def _lookup(condition: Any) -> Any:
    """Always one row: what is known of a ticket, its attendance of one session, and of an earlier scan of this id."""
    return select(*_earlier_scan, *_ticket, *_attendance).select_from(
        _one_row.outerjoin(scans, scans.c.uuid == bindparam("uuid"))
        .outerjoin(tickets, condition)
        .outerjoin(registrations, registrations.c.id == tickets.c.registration_id)
        .outerjoin(persons, persons.c.id == registrations.c.person_id)
        .outerjoin(events, events.c.id == registrations.c.event_id)
        .outerjoin(
            attendances,
            and_(
                attendances.c.session_id == bindparam("session_id"),
                attendances.c.registration_id == registrations.c.id,
            ),
        )
    )


BY_CODE = Prepared(_lookup(tickets.c.code == bindparam("code")))
BY_SHORT_CODE = Prepared(
    _lookup(and_(tickets.c.event_id == bindparam("event_id"), tickets.c.short_code == bindparam("code")))
)


def _admit(insert: Any) -> Any:
    """Begin a standing admission where none stands, in one step; nothing changes where one stands.

    The registration is read under a share lock, so that a cancellation at the same instant is seen or waits.
    Somebody who joined online and now stands in the hall is admitted there: one admission stands as before.
    """
    moment, desk = bindparam("counted_at", type_=attendances.c.first_at.type), bindparam("desk", type_=String())
    arrival = select(
        bindparam("session_id"),
        registrations.c.id,
        true(),
        moment,
        moment,
        moment,
        desk,
        desk,
        bindparam("channel", type_=attendances.c.channel.type),
        bindparam("mode", type_=attendances.c.mode.type),
    ).where(
        registrations.c.id == bindparam("registration_id"),
        registrations.c.status == RegistrationStatus.CONFIRMED,
    )
    columns = (
        "session_id",
        "registration_id",
        "is_standing",
        "first_at",
        "standing_at",
        "last_at",
        "first_desk",
        "standing_desk",
        "channel",
        "mode",
    )
    # What a verdict will say has its default in the table: a default of the model would be a value nobody binds here.
    chosen = arrival.with_for_update(read=True, of=registrations)
    adding = insert(attendances).from_select(columns, chosen, include_defaults=False)
    new = adding.excluded
    came_in_person = and_(attendances.c.mode == Mode.IN_PERSON, attendances.c.first_at.is_not(None))
    is_later_already = and_(attendances.c.first_at.is_not(None), attendances.c.last_at > new.last_at)
    is_first = or_(attendances.c.first_at.is_(None), attendances.c.first_at > new.first_at)
    return adding.on_conflict_do_update(
        index_elements=["session_id", "registration_id"],
        set_={
            "is_standing": True,
            "first_at": case((is_first, new.first_at), else_=attendances.c.first_at),
            "first_desk": case((is_first, new.first_desk), else_=attendances.c.first_desk),
            "standing_at": new.standing_at,
            "standing_desk": new.standing_desk,
            "last_at": case((is_later_already, attendances.c.last_at), else_=new.last_at),
            "channel": new.channel,
            "mode": case((came_in_person, Mode.IN_PERSON), else_=new.mode),
        },
        where=or_(
            attendances.c.is_standing.is_(False),
            and_(attendances.c.mode == Mode.ONLINE, new.mode == Mode.IN_PERSON),
        ),
    )


def _log(insert: Any) -> Any:
    """Append a row to the log; nothing changes when this id is in it already."""
    return insert(scans).on_conflict_do_nothing(index_elements=["uuid"])


_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
ADMIT = Prepared({name: _admit(insert) for name, insert in _INSERTS.items()})
LOG = Prepared(
    {name: _log(insert) for name, insert in _INSERTS.items()},
    keys=[column.key for column in scans.columns if not column.primary_key],
)

# Two desks without a network let the same person in: the earlier claimed time counts, whichever came to us first.
EARLIER = Prepared(
    update(attendances)
    .where(
        attendances.c.session_id == bindparam("in_session"),
        attendances.c.registration_id == bindparam("of_registration"),
        attendances.c.is_standing,
        attendances.c.first_at > bindparam("counted_at", type_=attendances.c.first_at.type),
    )
    .values(
        first_at=bindparam("counted_at", type_=attendances.c.first_at.type),
        first_desk=bindparam("desk", type_=String()),
        standing_at=case(
            (
                attendances.c.standing_at == attendances.c.first_at,
                bindparam("counted_at", type_=attendances.c.first_at.type),
            ),
            else_=attendances.c.standing_at,
        ),
        standing_desk=case(
            (attendances.c.standing_at == attendances.c.first_at, bindparam("desk", type_=String())),
            else_=attendances.c.standing_desk,
        ),
    )
)

LEAVE = Prepared(
    update(attendances)
    .where(
        attendances.c.session_id == bindparam("in_session"),
        attendances.c.registration_id == bindparam("of_registration"),
        attendances.c.is_standing,
    )
    .values(
        is_standing=False,
        last_at=case(
            (attendances.c.last_at > bindparam("counted_at", type_=attendances.c.last_at.type), attendances.c.last_at),
            else_=bindparam("counted_at", type_=attendances.c.last_at.type),
        ),
    )
)
