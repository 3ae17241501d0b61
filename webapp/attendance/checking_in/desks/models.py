"""The links by which phones become desks: each opens one phone, once."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base

_IS_OPEN = "used_at IS NULL AND replaced_at IS NULL"


class PairingLink(Base):
    """A link that the committee shows as a QR, until a phone has taken it or a newer one stands in its place."""

    __tablename__ = "pairing_links"
    __table_args__ = (
        CheckConstraint("used_at IS NULL OR replaced_at IS NULL", name="ends_one_way"),
        Index("ix_pairing_links_desk_id", "desk_id"),
        Index(
            "uq_pairing_links_open",
            "desk_id",
            unique=True,
            sqlite_where=text(_IS_OPEN),
            postgresql_where=text(_IS_OPEN),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"))
    code_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]
