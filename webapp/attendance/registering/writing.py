"""The rows of a new registration, each by one prepared statement.

The session's unit of work sorts, groups and compares before it writes: for five rows whose order is known it took
more than a third of a registration's time, and a rush is registrations alone.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, bindparam, inspect, update
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from webapp.attendance.models import Consent
from webapp.database import Base, db
from webapp.events.models import Seats

_SEATS = Seats.metadata.tables[Seats.__tablename__]
_CONSENTS = Consent.metadata.tables[Consent.__tablename__]
_COUNT = (
    update(_SEATS)
    .where(_SEATS.c.id == bindparam("of_seats"))
    .values(taken=bindparam("now_taken"), waiting=bindparam("now_waiting"))
)
_CONSENT = _CONSENTS.insert()


@cache
def _statement(model: type[Base]) -> tuple[Insert, Mapping[str, Any]]:
    """The insert of a table and what a column holds that nobody gave: its plain default, or nothing."""
    table = inspect(model).local_table
    assert isinstance(table, Table)
    blank = {c.key: c.default.arg if c.default is not None and c.default.is_scalar else None for c in table.c}
    del blank["id"]
    return table.insert(), blank


def store(row: Base, **related: object) -> None:
    """Write a new row at once; from then on the session knows it as if it had been loaded.

    `related` are the objects of its relationships, which are stored already: nothing is written for them.
    Whatever of the session belongs before this row must have been flushed.
    """
    statement, blank = _statement(type(row))
    state = row.__dict__
    values = {name: state.get(name, empty) for name, empty in blank.items()}
    key = db.session.connection().execute(statement, values).inserted_primary_key
    assert key is not None
    state.update(values, id=key[0])
    for name, standing in related.items():
        set_committed_value(row, name, standing)
    make_transient_to_detached(row)
    db.session.add(row)


def store_consent(consent: Consent, registration_id: int) -> None:
    """The proof of consent, which nobody reads again in this request."""
    given = {c.key: consent.__dict__[c.key] for c in _CONSENTS.c if c.key in consent.__dict__}
    db.session.connection().execute(_CONSENT, given | {"registration_id": registration_id})


def count(seats: Seats, *, taken: int = 0, waiting: int = 0) -> None:
    """Add to what is taken and who waits; the row must be held, so nobody else counts meanwhile."""
    seats.__dict__.update(taken=seats.taken + taken, waiting=seats.waiting + waiting)
    counted = {"of_seats": seats.id, "now_taken": seats.taken, "now_waiting": seats.waiting}
    db.session.connection().execute(_COUNT, counted)
