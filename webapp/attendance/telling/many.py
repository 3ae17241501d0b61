"""One message for each of many registrations, in one statement: looking again promises nothing twice."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, literal, select

from webapp.attendance.models import Person, Registration
from webapp.database import UTCDateTime, db
from webapp.messages.models import Message, MessageState
from webapp.messages.promising import upsert
from webapp.messages.waking import note_promise

COLUMNS = ("registration_id", "kind", "version", "state", "attempts", "due_at", "created_at")


def promise_to_each(kind: str, version: int, who: Sequence[ColumnElement[bool]], *, at: datetime) -> int:
    """Promise `kind` to every registration of which `who` is true: by mail, or by hand for who has no address.

    Returns how many had no message of this kind and version yet.
    """
    row = upsert().from_select(COLUMNS, _rows(kind, version, who, at=at)).on_conflict_do_nothing()
    states = db.session.scalars(row.returning(Message.state)).all()
    if MessageState.WAITING in states:
        note_promise()
    return len(states)


def _rows(kind: str, version: int, who: Sequence[ColumnElement[bool]], *, at: datetime) -> Select[*tuple[object, ...]]:
    state = case((Person.email != "", MessageState.WAITING.value), else_=MessageState.BY_HAND.value)
    due = literal(at, UTCDateTime())
    return (
        select(Registration.id, literal(kind), literal(version), state, literal(0), due, due)
        .join(Person, Person.id == Registration.person_id)
        .where(*who)
    )
