"""The public halves of passkeys, and the challenges that were answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.database import Base


class Passkey(Base):
    """One passkey of an account. Its private half never leaves the telephone, computer or key that made it."""

    __tablename__ = "passkeys"
    __table_args__ = (
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("sign_count >= 0", name="count_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)  # base64url, as browsers say it
    public_key: Mapped[str]  # COSE key, base64url
    sign_count: Mapped[int]  # 0 for ever where an authenticator does not count
    name: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class SpentChallenge(Base):
    """A challenge that was answered rightly: whoever listened in cannot send the answer again."""

    __tablename__ = "spent_challenges"

    challenge_hash: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
