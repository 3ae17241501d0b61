"""What was told already, and in whose words."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class ToldRevision(Base):
    """A change of an event about which every registrant has a message: nothing more is to be done for it."""

    __tablename__ = "told_revisions"

    revision_id: Mapped[int] = mapped_column(ForeignKey("event_revisions.id", ondelete="CASCADE"), primary_key=True)
    told_at: Mapped[datetime]


class MessageText(Base):
    """The committee's own words for one kind in one language: for one event, or for all of an organization."""

    __tablename__ = "message_texts"
    __table_args__ = (
        UniqueConstraint("event_id", "kind", "locale"),
        Index(
            "uq_message_texts_organization",
            "organization_id",
            "kind",
            "locale",
            unique=True,
            sqlite_where=text("event_id IS NULL"),
            postgresql_where=text("event_id IS NULL"),
        ),
        CheckConstraint("subject <> '' AND body <> ''", name="says_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    kind: Mapped[str]
    locale: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    updated_at: Mapped[datetime]
