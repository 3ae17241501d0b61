"""The rows of a new registration, each read and written by one prepared statement.

The session's unit of work sorts, groups and compares before it writes: for five rows whose order is known it took
more than a third of a registration's time, and a rush is registrations alone.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Table, inspect
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from webapp.attendance.models import Consent
from webapp.attendance.registering import statements
from webapp.database import Base, db
from webapp.events.models import Seats

Row = TypeVar("Row", bound=Base)


def standing(model: type[Row], values: Mapping[str, Any]) -> Row:
    """The session's own object of a row as it was just read; older values of it in the session are replaced."""
    known = db.session.identity_map.get(identity_key(model, values["id"]))
    if isinstance(known, model):
        for name, value in values.items():
            set_committed_value(known, name, value)
        return known
    row = cast(Row, inspect(model).class_manager.new_instance())
    row.__dict__.update(values)
    make_transient_to_detached(row)
    db.session.add(row)
    return row


@cache
def _blank(model: type[Base]) -> Mapping[str, Any]:
    """What a column holds that nobody gave: its plain default, or nothing."""
    table = inspect(model).local_table
    assert isinstance(table, Table)
    blank = {c.key: c.default.arg if c.default is not None and c.default.is_scalar else None for c in table.c}
    del blank["id"]
    return blank


def store(row: Base, **related: object) -> None:
    """Write a new row at once; from then on the session knows it as if it had been loaded.

    `related` are the objects of its relationships, which are stored already: nothing is written for them.
    Whatever of the session belongs before this row must have been flushed.
    """
    state = row.__dict__
    values = {name: state.get(name, empty) for name, empty in _blank(type(row)).items()}
    stored = statements.ADD[type(row)].first(db.session.connection(), **values)
    state.update(values, id=stored.id)
    for name, beside in related.items():
        set_committed_value(row, name, beside)
    make_transient_to_detached(row)
    db.session.add(row)


def store_consent(consent: Consent, registration_id: int) -> None:
    """The proof of consent, which nobody reads again in this request."""
    state = consent.__dict__ | {"registration_id": registration_id}
    given = {name: state.get(name, empty) for name, empty in _blank(Consent).items()}
    statements.ADD_CONSENT.run(db.session.connection(), **given)


def count(seats: Seats, *, taken: int = 0, waiting: int = 0) -> None:
    """Add to what is taken and who waits; the row must be held, so nobody else counts meanwhile."""
    seats.__dict__.update(taken=seats.taken + taken, waiting=seats.waiting + waiting)
    now = {"now_taken": seats.taken, "now_waiting": seats.waiting}
    statements.COUNT_SEATS.run(db.session.connection(), of_seats=seats.id, **now)
