"""The outbox row: a promise to tell somebody something, made in the transaction it tells of."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class MessageState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # given up; a person has to look
    HELD = "held"  # a restored copy does not send until it is released
    BY_HAND = "by_hand"  # no mail address: the committee passes it on, by WhatsApp
    DROPPED = "dropped"  # no longer true or no longer wanted when its turn came


class Message(Base):
    """What was promised to be told. Text and recipient are rendered at delivery by the owner of its kind."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("registration_id", "kind", "version"),
        Index("ix_messages_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    kind: Mapped[str]  # ticket, link, ...
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]  # also the end of a deliverer's lease
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")
