"""The poster of an event and its point on the map, both by choice."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.files.models import StoredFile


class Publicity(Base):
    """One row of an event that has either. `poster_words` tell the poster to who does not see it."""

    __tablename__ = "event_publicity"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point_is_whole"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_is_on_earth"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_is_on_earth"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    poster_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id", ondelete="SET NULL"), index=True)
    poster_words: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]  # degrees, WGS 84
    longitude: Mapped[float | None]
    changed_at: Mapped[datetime]

    poster: Mapped[StoredFile | None] = relationship(lazy="joined")
