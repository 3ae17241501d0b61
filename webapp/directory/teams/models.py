"""Somebody is invited to act for an organization."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import GrantRole, User
from webapp.database import Base
from webapp.directory.models import Organization


class Invitation(Base):
    """A role that waits for its person, by mail address or by telephone. Accepting or withdrawing deletes the row.

    The link is derived from `ref`; inviting the same person again gives a new `ref`, so the older link is dead.
    With `user_id` it renews the PIN of an account that stands.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("organization_id", "email"),
        UniqueConstraint("organization_id", "phone"),
        CheckConstraint("(email IS NULL) <> (phone IS NULL)", name="has_one_login"),
        CheckConstraint("email = lower(email)", name="email_is_folded"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    role: Mapped[GrantRole]
    email: Mapped[str | None]
    phone: Mapped[str | None]  # E.164
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    locale: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    organization: Mapped[Organization] = relationship()
    user: Mapped[User | None] = relationship()

    @property
    def login(self) -> str:
        """What the invited person will sign in with."""
        return self.email or self.phone or ""
