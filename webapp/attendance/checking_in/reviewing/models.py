"""Somebody has looked at a scan and said why it stands as it does."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import User
from webapp.attendance.models import Scan
from webapp.database import Base


class ScanReview(Base):
    """A row per scan that was looked at; the scan itself is never changed."""

    __tablename__ = "scan_reviews"
    __table_args__ = (CheckConstraint("reason <> ''", name="says_why"),)

    scan_id: Mapped[int] = mapped_column(ForeignKey(Scan.id, ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"), index=True)
    reason: Mapped[str]
    reviewed_at: Mapped[datetime]
