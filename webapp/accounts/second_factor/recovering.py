"""Recovery codes serve whatever second proof there is; they come with the first and go with the last."""

from sqlalchemy import delete, select

from webapp.accounts.models import User
from webapp.accounts.second_factor import queries
from webapp.accounts.second_factor.models import RecoveryCode
from webapp.database import db


def has_none(user: User) -> bool:
    """Whether no codes were ever printed for the proofs that stand."""
    return db.session.scalar(select(RecoveryCode.id).where(RecoveryCode.user_id == user.id).limit(1)) is None


def forget_unneeded(user: User) -> None:
    """Forget the codes once neither an app nor a passkey is left. Call it after the flush that took one off."""
    if not db.session.scalar(queries.is_set_up(user.id)):
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
