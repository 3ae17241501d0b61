"""Questions of an event and what people answered."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base
from webapp.events.models import Mode

# What an answer is: words, one or several of the choices, a number, yes or no.
AnswerValue = str | list[str] | int | float | bool


class QuestionKind(StrEnum):
    SHORT = "short"
    LONG = "long"
    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"
    YES_NO = "yes_no"


class StandardName(StrEnum):
    """Questions whose answers are columns of the registration, since reports count by them."""

    GENDER = "gender"
    AGE_GROUP = "age_group"
    OCCUPATION = "occupation"
    POSITION = "position"
    NEEDS = "needs"


class StandardQuestion(Base):
    """A standard question that this event asks on its form already, not only after the ticket."""

    __tablename__ = "standard_questions"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[StandardName] = mapped_column(primary_key=True)
    is_required: Mapped[bool] = mapped_column(default=False)


class Question(Base):
    """An organizer's own question. One that was answered is retired instead of deleted."""

    __tablename__ = "questions"
    __table_args__ = (
        Index("ix_questions_event", "event_id", "position"),
        CheckConstraint("label <> ''", name="has_words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[QuestionKind]
    label: Mapped[str]
    help: Mapped[str] = mapped_column(default="")
    choices: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_required: Mapped[bool] = mapped_column(default=False)
    mode: Mapped[Mode | None]  # asked only of those who take part this way
    retired_at: Mapped[datetime | None]


class Answer(Base):
    """What one registration answered to one question; a choice is stored in its own words."""

    __tablename__ = "answers"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    value: Mapped[AnswerValue] = mapped_column(JSON)
