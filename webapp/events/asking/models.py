"""Which events have a box, what was asked, and whose device agreed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class QuestionState(StrEnum):
    """Only what is shown or answered is seen by anybody but the moderator and who asked."""

    PENDING = "pending"
    SHOWN = "shown"
    ANSWERED = "answered"
    HIDDEN = "hidden"


class QuestionBox(Base):
    """An event with a box; while it is closed, what was shown stays to be read."""

    __tablename__ = "question_boxes"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class AskedQuestion(Base):
    """One question. `device` is a hash that tells devices of one event apart and leads nowhere else."""

    __tablename__ = "asked_questions"
    __table_args__ = (
        UniqueConstraint("event_id", "device", "text"),
        CheckConstraint("text <> ''", name="asks_something"),
        CheckConstraint("votes >= 0", name="votes_are_not_negative"),
        Index("ix_asked_questions_state", "event_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    text: Mapped[str]
    name: Mapped[str] = mapped_column(default="")  # empty: asked without a name
    device: Mapped[str]
    state: Mapped[QuestionState] = mapped_column(default=QuestionState.PENDING)
    votes: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class QuestionVote(Base):
    """One device agrees with one question, at most once."""

    __tablename__ = "question_votes"

    question_id: Mapped[int] = mapped_column(ForeignKey("asked_questions.id", ondelete="CASCADE"), primary_key=True)
    device: Mapped[str] = mapped_column(primary_key=True)
