"""The log of acts, the seals over it, and the keys of the people whose values are in it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class ActorKind(StrEnum):
    """On whose behalf something was done."""

    USER = "user"
    DESK = "desk"
    PROGRAM = "program"
    PARTICIPANT = "participant"  # a person by the secret of a registration
    SYSTEM = "system"


class AuditBatch(Base):
    """A seal: one hash over the entries of a batch and over the seal before it. Append-only by trigger."""

    __tablename__ = "audit_batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed_at: Mapped[datetime]
    size: Mapped[int]
    previous_hash: Mapped[str] = mapped_column(unique=True)  # so that the chain cannot fork
    hash: Mapped[str] = mapped_column(unique=True)


class AuditEntry(Base):
    """One act. Append-only by trigger: only the batch may be set, and only once.

    Nothing refers to other tables by foreign key: what was done stays written when its subject is gone.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_subject", "subject_kind", "subject_id"),
        Index("ix_audit_entries_person", "person_kind", "person_id"),
        Index("ix_audit_entries_organization", "organization_id", "id"),
        Index(
            "ix_audit_entries_unsealed",
            "id",
            sqlite_where=text("batch_id IS NULL"),
            postgresql_where=text("batch_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    act: Mapped[str]  # "event.published"
    actor_kind: Mapped[ActorKind]
    actor_id: Mapped[int | None]
    organization_id: Mapped[int | None]
    subject_kind: Mapped[str]  # "event"
    subject_id: Mapped[int | None]
    subject_label: Mapped[str] = mapped_column(default="")  # never personal
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # what changed only; never personal
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    person_kind: Mapped[str] = mapped_column(default="")  # whose personal values `sealed` holds
    person_id: Mapped[int | None]
    sealed: Mapped[str] = mapped_column(default="")  # encrypted with the key of that person
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("audit_batches.id"), index=True)


class PersonKey(Base):
    """The key of one person's values in the log. Deleting it makes them unreadable for ever."""

    __tablename__ = "audit_person_keys"

    person_kind: Mapped[str] = mapped_column(primary_key=True)  # "person", "user"
    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str]
