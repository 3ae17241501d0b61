"""Reused queries of second factors; the caller runs them."""

from sqlalchemy import ColumnElement, Select, exists, func, select

from webapp.accounts.models import Grant, GrantRole, SignIn, User
from webapp.accounts.second_factor.models import RecoveryCode, SecondFactor, SecondFactorDemand

# More than a desk: whoever changes activities and sees every participant.
GUARDED = (GrantRole.ADMIN, GrantRole.COMMITTEE)


def confirmed(user_id: int) -> Select[SecondFactor]:
    return select(SecondFactor).where(SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None))


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
    return User.email.is_not(None) & exists(demanded) & ~exists(select(SecondFactor.user_id).where(*proved))
