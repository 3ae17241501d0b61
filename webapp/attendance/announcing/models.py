"""What the committee wrote to whom, and who wants no such letters."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class Announcement(Base):
    """One letter of the committee. Its id is the version of the messages that carry it."""

    __tablename__ = "announcements"
    __table_args__ = (
        UniqueConstraint("event_id", "form_token"),
        CheckConstraint("subject <> '' AND body <> ''", name="says_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    form_token: Mapped[str]  # a double press writes once
    subject: Mapped[str]
    body: Mapped[str]
    segment: Mapped[str]  # in words, as it was chosen
    told: Mapped[int] = mapped_column(default=0)  # how many it was written to
    created_at: Mapped[datetime]


class NewsStop(Base):
    """A person who wants no letters of committees; what concerns their own registration still comes."""

    __tablename__ = "news_stops"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    stopped_at: Mapped[datetime]
