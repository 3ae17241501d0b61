"""Events, their sessions, seats, roles and revisions. Names are RFC 5545's where it has one."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.directory.models import Organization, Region
from webapp.events.publicity.models import Publicity


class Mode(StrEnum):
    """How a person takes part."""

    IN_PERSON = "in_person"
    ONLINE = "online"


class EventStatus(StrEnum):
    """What was decided. Whether registration is open or the event runs is read from the clock."""

    DRAFT = "draft"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


class Visibility(StrEnum):
    PUBLIC = "public"
    UNLISTED = "unlisted"
    CONFIDENTIAL = "confidential"


class Event(Base):
    """One scheduled activity, held in a room, online, or both. Its dates are those of its sessions."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint(
            "registration_opens_at IS NULL OR registration_closes_at IS NULL "
            "OR registration_opens_at < registration_closes_at",
            name="registration_opens_before_it_closes",
        ),
        CheckConstraint("lesson_hours >= 0", name="lesson_hours_are_not_negative"),
        CheckConstraint("dtend IS NULL OR dtstart <= dtend", name="starts_before_it_ends"),
        Index("ix_events_public", "status", "visibility", "dtstart"),
        {"sqlite_autoincrement": True},  # the audit log names it
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    kind: Mapped[str]  # a code of domain's event_kind: webinar, sarasehan, ...
    kind_name: Mapped[str] = mapped_column(default="", server_default="")  # what the organization calls it instead
    summary: Mapped[str]
    description: Mapped[str] = mapped_column(default="")  # Markdown
    topic: Mapped[str] = mapped_column(default="")
    tzid: Mapped[str]  # IANA name: the wall clock that the organizer announced
    venue: Mapped[str] = mapped_column(default="")
    region_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    conference_url: Mapped[str] = mapped_column(default="")
    conference_passcode: Mapped[str] = mapped_column(default="")
    stream_url: Mapped[str] = mapped_column(default="")
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)
    registration_opens_at: Mapped[datetime | None]
    registration_closes_at: Mapped[datetime | None]
    requires_approval: Mapped[bool] = mapped_column(default=False)
    lesson_hours: Mapped[int] = mapped_column(default=0)
    status: Mapped[EventStatus] = mapped_column(default=EventStatus.DRAFT)
    status_reason: Mapped[str] = mapped_column(default="")
    is_sample: Mapped[bool] = mapped_column(default=False)
    # Kept beside the sessions so that a list of events is one indexed query; scheduling writes both.
    dtstart: Mapped[datetime]
    dtend: Mapped[datetime | None]
    created_at: Mapped[datetime]
    revised_at: Mapped[datetime]
    published_at: Mapped[datetime | None]  # set once; what was public is never deleted, only withdrawn

    organization: Mapped[Organization] = relationship(lazy="raise")
    region: Mapped[Region | None] = relationship(lazy="raise")
    sessions: Mapped[list["Session"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="Session.dtstart", lazy="raise"
    )
    seats: Mapped[list["Seats"]] = relationship(
        cascade="all, delete-orphan", order_by="Seats.mode", back_populates="event", lazy="raise"
    )
    roles: Mapped[list["Role"]] = relationship(
        cascade="all, delete-orphan", order_by="Role.position", back_populates="event", lazy="raise"
    )
    publicity: Mapped[Publicity | None] = relationship(cascade="all, delete-orphan", lazy="raise")


class Session(Base):
    """The unit of time and of attendance: a day or a half-day. One VEVENT each."""

    __tablename__ = "sessions"
    __table_args__ = (CheckConstraint("dtend IS NULL OR dtstart < dtend", name="starts_before_it_ends"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    uid: Mapped[str] = mapped_column(unique=True, default=lambda: str(uuid4()))  # RFC 7986, 5.3: nothing personal
    title: Mapped[str] = mapped_column(default="")
    dtstart: Mapped[datetime]
    dtend: Mapped[datetime | None]  # open: "s.d. selesai"
    sequence: Mapped[int] = mapped_column(default=0)  # RFC 5545, 3.8.7.4: rises with time, place or status
    revised_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship(back_populates="sessions", lazy="raise")


class Seats(Base):
    """The places of one mode. Its row is the lock under which places are given and freed."""

    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("event_id", "mode"),
        CheckConstraint("capacity >= 0", name="capacity_is_not_negative"),
        CheckConstraint("margin >= 0", name="margin_is_not_negative"),
        CheckConstraint("taken >= 0", name="taken_is_not_negative"),
        CheckConstraint("taken <= capacity + margin", name="taken_fits"),
        CheckConstraint("waiting >= 0", name="waiting_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    mode: Mapped[Mode]
    capacity: Mapped[int]
    margin: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)  # how many stand in line for this mode

    event: Mapped[Event] = relationship(back_populates="seats", lazy="raise")

    @property
    def free(self) -> int:
        return self.capacity + self.margin - self.taken


class Role(Base):
    """A person's part in an event: speaker, moderator, ... with the title of the talk."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    role: Mapped[str]  # a code of domain's event_role: narasumber, moderator, ...
    name: Mapped[str]
    affiliation: Mapped[str] = mapped_column(default="")
    talk_title: Mapped[str] = mapped_column(default="")

    event: Mapped[Event] = relationship(back_populates="roles", lazy="raise")


class EventRevision(Base):
    """What changed after publication, and when: shown to people, and the reason a message is due."""

    __tablename__ = "event_revisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    kind: Mapped[str]  # rescheduled, moved, postponed, cancelled, reopened
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(default="")


class CalendarState(Base):
    """One row that rises with every visible change: feeds are rebuilt only when it moved.

    `changed_at` also moves when something leaves the calendar, so Last-Modified never goes back
    (RFC 9110, 8.8.2).
    """

    __tablename__ = "calendar_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    changed_at: Mapped[datetime]
