"""What an event says for the features of its kind, and the documents that it has to leave behind."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.files.models import StoredFile


class EventFeature(Base):
    """One value. It stays when the kind is changed, and is shown again when the kind is changed back."""

    __tablename__ = "event_features"
    __table_args__ = (CheckConstraint("value <> ''", name="says_something"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class OwnKind(Base):
    """A kind of activity by an organization's own name, with the habits and features of a known one."""

    __tablename__ = "own_kinds"
    __table_args__ = (UniqueConstraint("organization_id", "name"), CheckConstraint("name <> ''", name="has_a_name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    name: Mapped[str]
    kind: Mapped[str]  # a code of kinds.KINDS


class EventOutput(Base):
    """A document that the event must produce; its file comes when it is done."""

    __tablename__ = "event_outputs"
    __table_args__ = (UniqueConstraint("event_id", "title"), CheckConstraint("title <> ''", name="has_a_title"))

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    title: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)

    file: Mapped[StoredFile | None] = relationship(lazy="raise")
