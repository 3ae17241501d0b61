"""What people vouch for: who watched together on one screen."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class WatchParty(Base):
    """People before one screen ("nobar"), as somebody declared. It counts once the committee has approved it."""

    __tablename__ = "watch_parties"
    __table_args__ = (
        CheckConstraint("(approved_at IS NULL) OR (declined_at IS NULL)", name="is_not_both"),
        CheckConstraint("place <> ''", name="has_a_place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    place: Mapped[str]
    declared_by: Mapped[str]  # the chair's group, or who of the committee
    group_id: Mapped[int | None] = mapped_column(ForeignKey("registration_groups.id", ondelete="CASCADE"), index=True)
    declared_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class Watcher(Base):
    """One person of those who watch together."""

    __tablename__ = "watchers"

    party_id: Mapped[int] = mapped_column(ForeignKey("watch_parties.id", ondelete="CASCADE"), primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True, index=True
    )
