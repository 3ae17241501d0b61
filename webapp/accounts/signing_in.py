"""Accounts are made, people sign in and out; every sign-in is a row that can be ended."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import update

from webapp.accounts import passwords, queries
from webapp.accounts.models import Grant, GrantRole, SignIn, User
from webapp.database import db
from webapp.errors import Refused
from webapp.web.tokens import new_token, token_hash

LIFETIME = timedelta(days=14)


def create_user(
    *,
    email: str,
    name: str,
    password: str,
    at: datetime,
    is_platform_admin: bool = False,
) -> User:
    """A new account. Refused when the address is taken or the password too weak."""
    if db.session.scalar(queries.by_email(email)):
        raise Refused(_("Alamat surel ini sudah memiliki akun."))
    user = User(
        email=email.strip().lower(),
        name=name.strip(),
        password_hash=passwords.hash_password(password),
        is_platform_admin=is_platform_admin,
        created_at=at,
    )
    db.session.add(user)
    db.session.flush()
    return user


def create_phone_user(*, phone: str, name: str, pin: str, at: datetime) -> User:
    """A new account of somebody without mail. `phone` is E.164. Refused when it is known, or the PIN too weak."""
    if db.session.scalar(queries.by_login(phone)):
        raise Refused(_("Nomor ini sudah memiliki akun."))
    user = User(phone=phone, name=name.strip(), password_hash=passwords.hash_pin(pin), created_at=at)
    db.session.add(user)
    db.session.flush()
    return user


def grant(user: User, *, organization_id: int, role: GrantRole) -> Grant:
    """Let somebody act for an organization; the role replaces the one before."""
    standing = next((one for one in user.grants if one.organization_id == organization_id), None)
    if standing is None:
        standing = Grant(user=user, organization_id=organization_id, role=role)
        db.session.add(standing)
    standing.role = role
    db.session.flush()
    return standing


def sign_in(user: User, *, at: datetime, user_agent: str = "") -> str:
    """Open a session on the server and return its secret, which only the cookie keeps."""
    token = new_token()
    db.session.add(
        SignIn(
            user_id=user.id,
            token_hash=token_hash(token),
            created_at=at,
            expires_at=at + LIFETIME,
            user_agent=user_agent[:200],
        )
    )
    db.session.flush()
    return token


def sign_out(token: str, *, at: datetime) -> None:
    """End one session; ending it twice changes nothing."""
    db.session.execute(
        update(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None)).values(ended_at=at)
    )


def sign_out_everywhere(user: User, *, at: datetime) -> None:
    db.session.execute(update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None)).values(ended_at=at))


def sign_out_elsewhere(user: User, *, token: str, at: datetime) -> None:
    """End every session of an account but the one of `token`."""
    others = (SignIn.user_id == user.id, SignIn.token_hash != token_hash(token), SignIn.ended_at.is_(None))
    db.session.execute(update(SignIn).where(*others).values(ended_at=at))


def end_own(user: User, sign_in_id: int, *, at: datetime) -> bool:
    """End one session of an account; False when it is not one of theirs, or has ended."""
    own = (SignIn.id == sign_in_id, SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    return db.session.scalar(update(SignIn).where(*own).values(ended_at=at).returning(SignIn.id)) is not None


def disable(user: User, *, at: datetime) -> None:
    """Close an account: no sign-in, and no session that goes on. Its roles stay, for when it is opened again."""
    user.disabled_at = user.disabled_at or at
    sign_out_everywhere(user, at=at)
    db.session.flush()


def set_password(user: User, password: str, *, at: datetime) -> None:
    """Give an account a new password or PIN and end its sessions (ASVS 7.4.3). Refused when it is too weak."""
    hashed = passwords.hash_pin if user.email is None else passwords.hash_password
    user.password_hash = hashed(password)
    sign_out_everywhere(user, at=at)
    db.session.flush()
