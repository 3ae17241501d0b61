"""What an organization keeps how long, and the runs that forgot."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class RetentionRule(Base):
    """Shorter than what everybody was promised, never longer. Without a row the promise alone holds."""

    __tablename__ = "retention_rules"
    __table_args__ = (
        CheckConstraint("contact_months BETWEEN 1 AND 12", name="contacts_within_the_promise"),
        CheckConstraint("name_years BETWEEN 1 AND 30", name="names_within_reason"),
    )

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True)
    contact_months: Mapped[int] = mapped_column(default=12)  # after somebody's last activity
    name_years: Mapped[int | None]  # after an activity, until its people are anonymous; None: the archive decides


class RetentionRun(Base):
    """One night's work."""

    __tablename__ = "retention_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime]
    contacts: Mapped[int]  # people whose telephone and mail went
    persons: Mapped[int]  # registrations whose person became anonymous
