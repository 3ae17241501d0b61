"""Reused queries of accounts; the caller runs them."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, selectinload

from webapp.accounts.models import ApiToken, GrantRole, SignIn, User
from webapp.web.contacts import WrongContact, parsed_phone


def by_email(email: str) -> Select[User]:
    return select(User).where(User.email == email.strip().lower())


def by_login(text: str) -> Select[User]:
    """The account of a mail address or of a telephone number, in any notation."""
    login = login_of(text)
    return select(User).where(User.phone == login) if login.startswith("+") else by_email(login)


def login_of(text: str) -> str:
    """What was typed at the door in its stored form: E.164 for a number, else the address in lower case."""
    try:
        return text.strip().lower() if "@" in text else parsed_phone(text)
    except WrongContact:
        return text.strip().lower()


def standing_sign_in(token_hash: str, *, at: datetime) -> Select[SignIn]:
    """The sign-in of a token while it is neither ended nor over and its account is not disabled."""
    return (
        select(SignIn)
        .join(SignIn.user)
        .where(
            SignIn.token_hash == token_hash,
            SignIn.ended_at.is_(None),
            SignIn.expires_at > at,
        )
        .where(User.disabled_at.is_(None))
        .options(contains_eager(SignIn.user).selectinload(User.grants))
    )


def standing_sign_ins(user: User, *, at: datetime) -> Select[SignIn]:
    """Where somebody is signed in now, the latest first."""
    return (
        select(SignIn)
        .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None), SignIn.expires_at > at)
        .order_by(SignIn.created_at.desc(), SignIn.id.desc())
    )


def standing_api_token(token_hash: str, *, at: datetime) -> Select[ApiToken]:
    return select(ApiToken).where(
        ApiToken.token_hash == token_hash,
        ApiToken.revoked_at.is_(None),
        (ApiToken.expires_at.is_(None)) | (ApiToken.expires_at > at),
    )


def sample_user(role: GrantRole) -> Select[User]:
    return (
        select(User)
        .join(User.grants)
        .where(User.is_sample, User.disabled_at.is_(None))
        .where(User.grants.any(role=role))
        .order_by(User.id)
        .options(selectinload(User.grants))
    )


def count_users() -> Select[int]:
    return select(func.count()).select_from(User)
