"""That somebody was forgotten; not who."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class Wish(StrEnum):
    """On whose wish."""

    OWN = "own"  # the person's, by the managing secret
    FILED = "filed"  # the person's, filed by staff on their behalf
    RETENTION = "retention"  # nobody's: its time had come


class Erasure(Base):
    """One registration whose person was made anonymous. Its `ref` names nobody and opens nothing."""

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_ref: Mapped[str] = mapped_column(unique=True)
    wish: Mapped[Wish]
    erased_at: Mapped[datetime]
