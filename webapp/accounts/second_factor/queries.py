"""Reused queries of second factors; the caller runs them."""

from sqlalchemy import ColumnElement, Select, exists, func, select

from webapp.accounts.models import Grant, GrantRole, SignIn, User
from webapp.accounts.passkeys.models import Passkey
from webapp.accounts.second_factor.models import RecoveryCode, SecondFactor, SecondFactorDemand

# More than a desk: whoever changes activities and sees every participant.
GUARDED = (GrantRole.ADMIN, GrantRole.COMMITTEE)


def confirmed(user_id: int) -> Select[SecondFactor]:
    return select(SecondFactor).where(SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None))


def is_set_up(user_id: int) -> Select[bool]:
    """One row: whether the account has a second proof, by app or by passkey."""
    app = select(SecondFactor.user_id).where(SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None))
    return select(exists(app) | exists(select(Passkey.id).where(Passkey.user_id == user_id)))


def unused_codes(user_id: int) -> Select[int]:
    mine = (RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return select(func.count()).select_from(RecoveryCode).where(*mine)


def is_owed() -> ColumnElement[bool]:
    """Whether the account of a SignIn owes a second factor: demanded of a role it holds, and not set up.

    People who sign in by telephone owe none: their account reaches one group.
    """
    demanded = (
        select(Grant.id)
        .join(SecondFactorDemand, SecondFactorDemand.organization_id == Grant.organization_id)
        .where(Grant.user_id == SignIn.user_id, Grant.role.in_(GUARDED))
    )
    proved = (SecondFactor.user_id == SignIn.user_id, SecondFactor.confirmed_at.is_not(None))
    has_app = exists(select(SecondFactor.user_id).where(*proved))
    has_passkey = exists(select(Passkey.id).where(Passkey.user_id == SignIn.user_id))
    # Who administers the whole installation reaches every office, so the strictest of them speaks.
    anywhere = User.is_platform_admin & exists(select(SecondFactorDemand.organization_id))
    return User.email.is_not(None) & (exists(demanded) | anywhere) & ~has_app & ~has_passkey
