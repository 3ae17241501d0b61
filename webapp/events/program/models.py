"""Lines of the rundown, contact persons, co-hosts, and what a speaker hands out."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.directory.models import Organization
from webapp.events.models import Role
from webapp.files.models import StoredFile

EARLIEST, LATEST = -180, 2 * 24 * 60  # minutes from the session's start: people arrive before it


class RundownLine(Base):
    """One line of the susunan acara. Its hour is a distance, so that it moves with its session."""

    __tablename__ = "rundown_lines"
    __table_args__ = (
        CheckConstraint(f"minutes BETWEEN {EARLIEST} AND {LATEST}", name="is_near_its_session"),
        CheckConstraint("title <> ''", name="says_what"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    minutes: Mapped[int]  # from the session's start
    title: Mapped[str]
    people: Mapped[str] = mapped_column(default="")  # who does it, as the paper says it


class EventContact(Base):
    """Whom to ask: shown instead of the organization's own contact."""

    __tablename__ = "event_contacts"
    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")  # E.164


class CoHost(Base):
    """An organization that holds the event together with its organizer; its committee may work on it."""

    __tablename__ = "co_hosts"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    added_at: Mapped[datetime]

    organization: Mapped[Organization] = relationship(lazy="raise")


class Material(Base):
    """What a speaker hands out: a file of ours or a link, one of the two."""

    __tablename__ = "materials"
    __table_args__ = (
        CheckConstraint("(file_id IS NULL) <> (url = '')", name="is_file_or_link"),
        CheckConstraint("title <> ''", name="has_a_title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("roles.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    url: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    added_at: Mapped[datetime]

    role: Mapped[Role] = relationship(lazy="raise")
    file: Mapped[StoredFile | None] = relationship(lazy="raise")
