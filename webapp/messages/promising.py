"""Promising a message: a row of the outbox, in the transaction of what it tells."""

from collections.abc import Collection
from datetime import datetime
from typing import cast

from sqlalchemy import Integer, String, Table, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from webapp.database import UTCDateTime, db
from webapp.messages.models import Message, MessageState
from webapp.messages.waking import note_promise
from webapp.prepared import Prepared

_REGISTRATION, _KIND = bindparam("of_registration", type_=Integer()), bindparam("of_kind", type_=String())
_LAST = select(func.max(Message.version)).where(Message.registration_id == _REGISTRATION, Message.kind == _KIND)
# Built once: a rush promises a ticket to everybody.
_PROMISE = Prepared(
    insert(cast(Table, Message.__table__)).values(
        registration_id=_REGISTRATION,
        reference="",
        kind=_KIND,
        version=func.coalesce(_LAST.scalar_subquery(), 0) + 1,
        state=bindparam("in_state", type_=Message.__table__.c.state.type),
        attempts=0,
        due_at=bindparam("promised_at", type_=UTCDateTime()),
        created_at=bindparam("promised_at", type_=UTCDateTime()),
        last_error="",
    )
)


def promise(registration_id: int, kind: str, *, at: datetime, state: MessageState = MessageState.WAITING) -> None:
    """Write down that a registrant is to be told, under the next version of this kind.

    The worker is woken after the request; by hand, the row waits for a person of the committee.
    Versions stay dense because whoever promises holds the seats of the registration's event.
    """
    db.session.flush()
    row = {"of_registration": registration_id, "of_kind": kind, "in_state": state, "promised_at": at}
    _PROMISE.run(db.session.connection(), **row)
    if state is MessageState.WAITING:
        note_promise()


def promise_to(reference: str, kind: str, *, at: datetime) -> None:
    """The same for somebody without a registration: an account, or a mail address that was invited.

    `reference` names the row that holds the recipient ("invitation:17"); the renderer of `kind` reads it at delivery,
    and says None once the row is gone or used. Two promises of one instant are one: the second says nothing new.
    """
    last = select(func.max(Message.version)).where(Message.reference == reference, Message.kind == kind)
    version = func.coalesce(last.scalar_subquery(), 0) + 1
    row = upsert().values(reference=reference, kind=kind, version=version, due_at=at, created_at=at)
    db.session.execute(row.on_conflict_do_nothing())
    note_promise()


def upsert() -> postgresql.Insert | sqlite.Insert:
    """An insert of messages that may meet one that stands already."""
    made = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    return made(Message)


def is_recent(registration_id: int, kind: str, *, since: datetime) -> bool:
    """Whether this kind was promised since then: a link asked for ten times is told once."""
    found = select(Message.id).where(
        Message.registration_id == registration_id, Message.kind == kind, Message.created_at > since
    )
    return db.session.scalar(found.limit(1)) is not None


def is_superseded(message: Message, kinds: Collection[str] = ()) -> bool:
    """Whether the same recipient was promised a later message of one of `kinds` (default: of its own)."""
    later = select(Message.id).where(
        Message.registration_id == message.registration_id,
        Message.reference == message.reference,
        Message.kind.in_(kinds or (message.kind,)),
        Message.id > message.id,
    )
    return db.session.scalar(later.limit(1)) is not None
