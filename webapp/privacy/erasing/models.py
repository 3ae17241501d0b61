"""That somebody was forgotten; not who."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class Wish(StrEnum):
    """On whose wish."""

    OWN = "own"  # the person's, by the managing secret
    FILED = "filed"  # the person's, filed by staff on their behalf
    RETENTION = "retention"  # nobody's: its time had come
    TAKEN_OUT = "taken_out"  # the group's or its office's: a member who never registered


class Erasure(Base):
    """One registration whose person was made anonymous, one member of a KIM forgotten, or both.

    The refs name nobody and open nothing.
    """

    __tablename__ = "erasures"
    __table_args__ = (
        CheckConstraint("registration_ref IS NOT NULL OR member_ref IS NOT NULL", name="forgets_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_ref: Mapped[str | None] = mapped_column(unique=True)
    member_ref: Mapped[str | None]
    wish: Mapped[Wish]
    erased_at: Mapped[datetime]
