"""The written parts of a report and its photos, kept with the event, and links that show its summary for a while."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.files.models import StoredFile


class Part(StrEnum):
    """What only people can write, in the order of a laporan kegiatan."""

    BACKGROUND = "background"
    AIMS = "aims"
    BASIS = "basis"
    PROCEEDINGS = "proceedings"
    RESULTS = "results"
    OBSTACLES = "obstacles"
    CONCLUSIONS = "conclusions"
    FOLLOW_UP = "follow_up"


class ReportText(Base):
    """One written part. An empty one has no row."""

    __tablename__ = "report_texts"
    __table_args__ = (CheckConstraint("text <> ''", name="says_something"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    part: Mapped[Part] = mapped_column(primary_key=True)
    text: Mapped[str]
    revised_at: Mapped[datetime]


class ReportPhoto(Base):
    """A picture of the activity for its report. Its own row in stored_files goes with it."""

    __tablename__ = "report_photos"
    __table_args__ = (Index("ix_report_photos_event_id_position", "event_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    file_id: Mapped[int] = mapped_column(ForeignKey(StoredFile.id, ondelete="CASCADE"), unique=True)
    position: Mapped[int]
    caption: Mapped[str] = mapped_column(default="")

    file: Mapped[StoredFile] = relationship(lazy="raise")


class SummaryLink(Base):
    """An address that shows the summary, without names, until it expires or is revoked."""

    __tablename__ = "summary_links"
    __table_args__ = (CheckConstraint("created_at < expires_at", name="begins_before_it_ends"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
