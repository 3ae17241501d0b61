"""That a text still holds the name of somebody who was erased; the name itself is not written here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.events.models import Event


class NameMention(Base):
    """One text that waits for a decision. `mark` is a salted hash of the folded name, and goes with the decision."""

    __tablename__ = "name_mentions"
    __table_args__ = (
        UniqueConstraint("erasure_id", "place", "row_key", "column"),
        CheckConstraint("words > 0", name="has_words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    erasure_id: Mapped[int] = mapped_column(ForeignKey("erasures.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    place: Mapped[str]  # table
    row_key: Mapped[str]  # its primary key, as JSON
    column: Mapped[str]
    salt: Mapped[str]
    mark: Mapped[str]
    words: Mapped[int]  # of which the name is made
    found_at: Mapped[datetime]

    event: Mapped[Event] = relationship(lazy="raise")
