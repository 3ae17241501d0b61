"""Telling somebody their own link: at the stored contact, and not again and again."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select

from webapp.attendance.registering import queries
from webapp.database import db
from webapp.messages.models import Message, MessageState
from webapp.messages.promising import is_recent, promise

# Whoever asks for the same link again and again is told once in this time.
LINK_PAUSE = timedelta(minutes=10)


def promise_link(registration_id: int, *, at: datetime) -> None:
    """By mail, or, without an address, once by the committee's own hand until it has been passed on."""
    if is_recent(registration_id, "link", since=at - LINK_PAUSE):
        return
    if db.session.scalar(queries.has_email(registration_id)):
        promise(registration_id, "link", at=at)
    elif db.session.scalar(_waits_by_hand(registration_id)) is None:
        promise(registration_id, "link", at=at, state=MessageState.BY_HAND)


def _waits_by_hand(registration_id: int) -> Select[int]:
    return select(Message.id).where(
        Message.registration_id == registration_id, Message.kind == "link", Message.state == MessageState.BY_HAND
    )
