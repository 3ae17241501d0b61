"""Promising a message: a row of the outbox, in the transaction of what it tells."""

from datetime import datetime

from sqlalchemy import func, insert, select

from webapp.database import db
from webapp.messages.models import Message, MessageState
from webapp.messages.waking import note_promise


def promise(registration_id: int, kind: str, *, at: datetime, state: MessageState = MessageState.WAITING) -> None:
    """Write down that somebody is to be told, under the next version of this kind.

    The worker is woken after the request; by hand, the row waits for a person of the committee.
    Versions stay dense because whoever promises holds the seats of the registration's event.
    """
    told = select(func.coalesce(func.max(Message.version), 0) + 1).where(
        Message.registration_id == registration_id, Message.kind == kind
    )
    db.session.execute(
        insert(Message).values(
            registration_id=registration_id,
            kind=kind,
            version=told.scalar_subquery(),
            state=state,
            due_at=at,
            created_at=at,
        )
    )
    if state is MessageState.WAITING:
        note_promise()


def is_recent(registration_id: int, kind: str, *, since: datetime) -> bool:
    """Whether this kind was promised since then: a link asked for ten times is told once."""
    found = select(Message.id).where(
        Message.registration_id == registration_id, Message.kind == kind, Message.created_at > since
    )
    return db.session.scalar(found.limit(1)) is not None


def is_superseded(message: Message) -> bool:
    """Whether a later version of the same kind was promised to the same registration."""
    later = select(Message.id).where(
        Message.registration_id == message.registration_id,
        Message.kind == message.kind,
        Message.version > message.version,
    )
    return db.session.scalar(later.limit(1)) is not None
