"""What stands beside registrations: groups of one chair, guardians, merged persons."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base
from webapp.events.models import Mode


class RegistrationGroup(Base):
    """Several people registered by one chair from one phone; each has a registration of their own."""

    __tablename__ = "registration_groups"
    __table_args__ = (UniqueConstraint("event_id", "form_token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)  # the public half of its link
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    chair_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))  # name and telephone of who answers for it
    mode: Mapped[Mode]  # of those who are added next
    affiliation: Mapped[str] = mapped_column(default="")
    region_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"))
    locale: Mapped[str] = mapped_column(default="id")
    form_token: Mapped[str]  # the same form makes one group
    link_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class Guardian(Base):
    """Whose permission a person under eighteen needs; until `consented_at` the registration waits."""

    __tablename__ = "guardians"
    __table_args__ = (CheckConstraint("consented_at IS NULL OR name <> ''", name="consent_has_a_name"),)

    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    relation: Mapped[str] = mapped_column(default="")  # "ibu", "wali kelas"
    consented_at: Mapped[datetime | None]


class PersonMerge(Base):
    """Two persons turned out to be one: which registrations moved, by whom, and whether it was taken back."""

    __tablename__ = "person_merges"
    __table_args__ = (CheckConstraint("kept_id <> gone_id", name="merges_two"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))  # where it was seen
    registration_ids: Mapped[list[int]] = mapped_column(JSON)
    merged_at: Mapped[datetime]
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]
