"""Answers of those who came, who has answered, and the activities that do not ask."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base

RATED = ("material", "speakers", "service", "overall")
"""The questions that are answered with 1 to 5; the fifth is answered in words."""


class FeedbackClosure(Base):
    """The committee does not ask (any more) what people thought of this activity."""

    __tablename__ = "feedback_closures"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    closed_at: Mapped[datetime]


class FeedbackReceipt(Base):
    """This registration has answered: once, and nothing here says what or when."""

    __tablename__ = "feedback_receipts"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True)


class Feedback(Base):
    """One answer. Without a name there is nothing that leads back: no person, no time, and an id drawn by lot.

    With a number that counts up, the order of the answers would tell who gave them.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        *(CheckConstraint(f"{name} BETWEEN 1 AND 5", name=f"{name}_is_of_five") for name in RATED),
        CheckConstraint(
            " OR ".join((*(f"{name} IS NOT NULL" for name in RATED), "suggestion <> ''")), name="says_something"
        ),
    )

    # Whole numbers are the place of a row in SQLite, so nothing else there keeps the order.
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registrations.id", ondelete="SET NULL"), unique=True
    )
    material: Mapped[int | None]
    speakers: Mapped[int | None]
    service: Mapped[int | None]
    overall: Mapped[int | None]
    suggestion: Mapped[str] = mapped_column(default="")
