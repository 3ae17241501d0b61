"""What was told already."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class ToldRevision(Base):
    """A change of an event about which every registrant has a message: nothing more is to be done for it."""

    __tablename__ = "told_revisions"

    revision_id: Mapped[int] = mapped_column(ForeignKey("event_revisions.id", ondelete="CASCADE"), primary_key=True)
    told_at: Mapped[datetime]
