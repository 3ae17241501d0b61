"""The row that ties the dates of a series together; each date is an event of its own."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base
from webapp.events.repeating.rules import Frequency


class Series(Base):
    """A rule by which events were made, as it was asked for (RFC 5545, 3.8.5.3: count or until, never both)."""

    __tablename__ = "series"
    __table_args__ = (
        CheckConstraint("step BETWEEN 1 AND 12", name="step_is_bounded"),
        CheckConstraint("(count IS NULL) <> (until IS NULL)", name="ends_one_way"),
        CheckConstraint("count IS NULL OR count BETWEEN 2 AND 104", name="count_is_bounded"),
        CheckConstraint("until IS NULL OR first < until", name="begins_before_it_ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    frequency: Mapped[Frequency]
    step: Mapped[int]  # every so many weeks or months
    weekdays: Mapped[list[int]] = mapped_column(JSON, default=list)  # 0 is Monday
    first: Mapped[date]
    count: Mapped[int | None]
    until: Mapped[date | None]
    skipped: Mapped[list[str]] = mapped_column(JSON, default=list)  # ISO days
    created_at: Mapped[datetime]


class SeriesDate(Base):
    """An event's place in a series; which one it is follows from its own date."""

    __tablename__ = "series_dates"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), index=True)
