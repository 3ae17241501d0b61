"""Whether an event shows a venue code, and the key its codes are made with."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class VenueCode(Base):
    """The organizer has switched the code on; switched off it keeps when, and the next one gets a new key."""

    __tablename__ = "venue_codes"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str]  # random; worthless once the code is switched off
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
