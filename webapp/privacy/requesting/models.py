"""A request of a person about their data, and its answer."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.attendance.models import Registration
from webapp.database import Base


class RequestKind(StrEnum):
    """What is asked for (UU 27/2022, Pasal 5 to 13)."""

    COPY = "copy"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    ERASE = "erase"
    OBJECT = "object"
    OTHER = "other"


class PrivacyRequest(Base):
    """Asked by the person behind the managing secret, or filed by staff for somebody without a telephone."""

    __tablename__ = "privacy_requests"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answer_has_a_moment"),
        Index("ix_privacy_requests_queue", "organization_id", "answered_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RequestKind]
    words: Mapped[str] = mapped_column(default="")
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))  # on somebody's behalf
    filed_at: Mapped[datetime]
    due_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    registration: Mapped[Registration] = relationship(lazy="raise")
