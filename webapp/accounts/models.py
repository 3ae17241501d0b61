"""Accounts, server-side sign-ins, grants, and tokens of programs."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base


class GrantRole(StrEnum):
    """What somebody may do for one organization, from most to least."""

    ADMIN = "admin"
    COMMITTEE = "committee"
    DESK = "desk"
    VIEWER = "viewer"


class User(Base):
    """A person who signs in. Participants are not users.

    By mail address and password; or, as chairs of groups do who have WhatsApp and no mail, by telephone and PIN.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_is_folded"),
        CheckConstraint("(email IS NULL) <> (phone IS NULL)", name="has_one_login"),
        {"sqlite_autoincrement": True},  # the audit log names it
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None] = mapped_column(unique=True)  # E.164
    name: Mapped[str]
    password_hash: Mapped[str]  # of the password, or of the PIN
    is_platform_admin: Mapped[bool] = mapped_column(default=False)
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    grants: Mapped[list["Grant"]] = relationship(back_populates="user", cascade="all, delete-orphan")

    @property
    def login(self) -> str:
        """What this person types to sign in."""
        return self.email or self.phone or ""


class SignIn(Base):
    """One browser's session, kept on the server so that it can be ended from anywhere."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    user_agent: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship()


class SignInFailures(Base):
    """How often signing in failed lately: for one account from one address, and for the account from anywhere."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(primary_key=True)  # a hash: neither the account nor the address is kept
    failures: Mapped[int]
    since: Mapped[datetime] = mapped_column(index=True)  # of the first one


class Grant(Base):
    """A role for one organization. The organization stands in a higher package, so by table name only."""

    __tablename__ = "grants"
    __table_args__ = (UniqueConstraint("user_id", "organization_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    role: Mapped[GrantRole]

    user: Mapped[User] = relationship(back_populates="grants")


class ApiToken(Base):
    """A program's key to one organization's data; the secret is shown once and stored hashed."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[GrantRole]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
