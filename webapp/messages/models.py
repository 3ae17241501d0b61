"""The outbox row: a promise to tell somebody something, made in the transaction it tells of."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class MessageState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # given up; a person has to look
    IN_DOUBT = "in_doubt"  # a mail server may have taken it and never said so; a person decides
    HELD = "held"  # a restored copy does not send until it is released
    BY_HAND = "by_hand"  # no mail address: the committee passes it on, by WhatsApp
    DROPPED = "dropped"  # no longer true or no longer wanted when its turn came


class Message(Base):
    """What was promised to be told. Text and recipient are rendered at delivery by the owner of its kind.

    It is for a registration, or for whoever the row behind `reference` names ("invitation:17"): an account, a mail
    address. No address stands here, so erasing that row is enough.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("registration_id", "kind", "version"),
        CheckConstraint("(registration_id IS NULL) = (reference <> '')", name="has_one_recipient"),
        Index(
            "uq_messages_reference",
            "reference",
            "kind",
            "version",
            unique=True,
            sqlite_where=text("reference <> ''"),
            postgresql_where=text("reference <> ''"),
        ),
        Index("ix_messages_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    reference: Mapped[str] = mapped_column(default="", server_default="")
    kind: Mapped[str]  # confirmed, changed, invitation, ...
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]  # also the end of a deliverer's lease
    claimed_at: Mapped[datetime | None]  # when a deliverer last took it
    handed_over_at: Mapped[datetime | None]  # since when a mail server may have it
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    passed_on_at: Mapped[datetime | None]  # by a person, instead of a mail server
    last_error: Mapped[str] = mapped_column(default="")


class WorkerBeat(Base):
    """One row: when a worker last looked."""

    __tablename__ = "worker_beats"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class RecipientCount(Base):
    """How many messages went to one address lately; the address itself is not kept."""

    __tablename__ = "recipient_counts"

    key: Mapped[str] = mapped_column(primary_key=True)  # a keyed hash of the address and the length of the window
    messages: Mapped[int]
    since: Mapped[datetime] = mapped_column(index=True)  # of the first one
