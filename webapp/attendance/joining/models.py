"""From which device somebody joined or typed a code: a hash of a random cookie, never an address or a model."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class JoinDevice(Base):
    """One device and one registration at one session. It refuses nobody: the committee sees what is odd."""

    __tablename__ = "join_devices"
    __table_args__ = (Index("ix_join_devices_device", "session_id", "device"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    device: Mapped[str] = mapped_column(primary_key=True)
    noticed_at: Mapped[datetime]
