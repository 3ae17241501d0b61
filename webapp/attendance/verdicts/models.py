"""Evidence of taking part online, the rule of an event, and what a supervisor decided otherwise."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class Source(StrEnum):
    """Where an interval of presence is known from."""

    PAGE = "page"  # our own page, open beside the call
    REPORT = "report"  # the file of a provider of conferences
    ROOM = "room"  # the server that holds the room, asked or telling


class Part(StrEnum):
    """Which code of a session was told and typed."""

    OPENING = "opening"
    CLOSING = "closing"


class Codes(StrEnum):
    """How many of the two codes somebody online has to type."""

    NONE = "none"
    ONE = "one"
    BOTH = "both"


class Weight(StrEnum):
    """What one part of a rule is worth."""

    ALONE = "alone"  # enough by itself
    NEEDED = "needed"  # together with every other part that is needed
    IGNORED = "ignored"


class PresenceInterval(Base):
    """From when to when somebody was there, as one source knows it. Several are a union, never a sum."""

    __tablename__ = "presence_intervals"
    __table_args__ = (
        UniqueConstraint("session_id", "registration_id", "source", "started_at"),
        CheckConstraint("started_at <= ended_at", name="starts_before_it_ends"),
        Index("ix_presence_intervals_newest", "session_id", "registration_id", "source", "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    source: Mapped[Source]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]


class SessionCode(Base):
    """A code that is shown and read aloud online, and typed back while its window is open."""

    __tablename__ = "session_codes"
    __table_args__ = (
        UniqueConstraint("session_id", "part"),
        CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    part: Mapped[Part]
    code: Mapped[str]  # five digits
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]


class CodeClaim(Base):
    """Somebody typed the right code in time: once for each part."""

    __tablename__ = "code_claims"
    __table_args__ = (UniqueConstraint("session_id", "registration_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    part: Mapped[Part]
    claimed_at: Mapped[datetime]


class AttendanceRule(Base):
    """What each part of an event's evidence is worth."""

    __tablename__ = "attendance_rules"
    __table_args__ = (
        CheckConstraint("minutes_percent BETWEEN 0 AND 100", name="minutes_are_a_percentage"),
        CheckConstraint("late_after >= 0", name="late_after_is_not_negative"),
        CheckConstraint("early_before >= 0", name="early_before_is_not_negative"),
        CheckConstraint("sessions_percent BETWEEN 0 AND 100", name="sessions_are_a_percentage"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    minutes_percent: Mapped[int] = mapped_column(default=0)  # of the session's length; 0: any evidence is enough
    codes: Mapped[Codes] = mapped_column(default=Codes.NONE)
    late_after: Mapped[int] = mapped_column(default=0)  # minutes after the start; 0: nobody is called late
    early_before: Mapped[int] = mapped_column(default=0, server_default="0")  # minutes before the end; 0: nobody
    sessions_percent: Mapped[int] = mapped_column(default=0, server_default="0")  # of a training; 0: each by itself
    scan: Mapped[Weight] = mapped_column(default=Weight.ALONE, server_default="alone")
    paper: Mapped[Weight] = mapped_column(default=Weight.ALONE, server_default="alone")
    minutes: Mapped[Weight] = mapped_column(default=Weight.ALONE, server_default="alone")
    typing: Mapped[Weight] = mapped_column(default=Weight.ALONE, server_default="alone")  # of the codes
    report: Mapped[Weight] = mapped_column(default=Weight.IGNORED, server_default="ignored")  # being named in one
    watching: Mapped[Weight] = mapped_column(default=Weight.ALONE, server_default="alone")
    takes_reports: Mapped[bool] = mapped_column(default=True, server_default=text("true"))  # their minutes


class VerdictOverride(Base):
    """A supervisor decided otherwise, and said why. It stands above every rule."""

    __tablename__ = "verdict_overrides"
    __table_args__ = (UniqueConstraint("session_id", "registration_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    is_present: Mapped[bool]
    reason: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime]
