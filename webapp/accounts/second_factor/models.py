"""The second factor of an account, its recovery codes, and who demands one."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class SecondFactor(Base):
    """The secret that an account shares with an app on its owner's phone; it counts once a code has proved it."""

    __tablename__ = "second_factors"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    sealed_secret: Mapped[str]  # under a key derived from SECRET_KEY: a copy of the database alone proves nothing
    begun_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)  # of the code used last: no code works twice (RFC 6238, 5.2)


class RecoveryCode(Base):
    """One of ten codes on paper, for a lost phone. Each works once."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    used_at: Mapped[datetime | None]


class SecondFactorDemand(Base):
    """An organization demands a second factor of its administrators and its committee."""

    __tablename__ = "second_factor_demands"

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True)
    demanded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    demanded_at: Mapped[datetime]
