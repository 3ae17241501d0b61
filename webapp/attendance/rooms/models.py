"""The servers an organization runs itself, the room of an event there, and whom the server saw inside."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class Server(StrEnum):
    """Who holds the room, or tells us who is in it."""

    BIGBLUEBUTTON = "bigbluebutton"
    JITSI = "jitsi"
    ZOOM = "zoom"  # tells by webhooks alone; its room is the event's own link


class RoomServer(Base):
    """An organization's server, with the secret it shares with us."""

    __tablename__ = "room_servers"
    __table_args__ = (UniqueConstraint("organization_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    kind: Mapped[Server]
    address: Mapped[str] = mapped_column(default="")  # without a slash at its end; "" for Zoom
    app_id: Mapped[str] = mapped_column(default="")  # of Jitsi's tokens
    sealed_secret: Mapped[str]  # under a key derived from SECRET_KEY; never shown again
    hook: Mapped[str] = mapped_column(unique=True)  # the public part of the address webhooks are sent to
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class EventRoom(Base):
    """The event is held in a room of the organization's own server."""

    __tablename__ = "event_rooms"
    __table_args__ = (CheckConstraint("kind <> 'zoom'", name="zoom_is_a_link"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[Server]


class RoomVisit(Base):
    """Whom a server saw inside, from when to when. Without a registration it is somebody to look at."""

    __tablename__ = "room_visits"
    __table_args__ = (
        UniqueConstraint("session_id", "kind", "key", "started_at"),
        CheckConstraint("started_at <= ended_at", name="starts_before_it_ends"),
        Index("ix_room_visits_newest", "session_id", "kind", "key", "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    kind: Mapped[Server]
    key: Mapped[str]  # as the server names this visitor; for those we sent, the registration's opaque id
    name: Mapped[str]  # of a stranger; that of who is registered stands with the person alone
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    ignored_at: Mapped[datetime | None]  # the committee looked, and it is nobody who counts
