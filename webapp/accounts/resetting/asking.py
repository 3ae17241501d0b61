"""Asking for a new password by mail, and setting it with the link that came."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select

from webapp.accounts import limiting, queries, signing_in
from webapp.accounts.models import User
from webapp.accounts.resetting.links import PURPOSE
from webapp.accounts.resetting.models import PasswordReset
from webapp.database import db
from webapp.errors import Refused
from webapp.messages.promising import promise_to
from webapp.web.pages import settings
from webapp.web.tokens import REF_LENGTH, is_derived_token, new_ref

LIFETIME = timedelta(hours=1)  # ASVS 6.4.1 asks for a short life
MOST_IN_A_WINDOW = 3  # links to one address within limiting.WINDOW; more would only bury the mailbox
KIND = "password_reset"


def ask(email: str, *, locale: str, at: datetime) -> None:
    """Promise a link to the account of `email`.

    An unknown, a disabled and a known address run the same statements, so that neither the answer nor its time
    tells them apart. Beyond MOST_IN_A_WINDOW nothing is promised, and nobody is told so.
    """
    name = f"password reset {email.strip().lower()}"
    limiting.note_failure(name, at=at)
    if limiting.wait_after(name, most=MOST_IN_A_WINDOW, at=at):
        return
    db.session.execute(delete(PasswordReset).where(PasswordReset.expires_at <= at))
    user = db.session.scalar(queries.by_email(email).where(User.disabled_at.is_(None)))
    asked = PasswordReset(
        ref=new_ref(), user_id=user.id if user else None, locale=locale, created_at=at, expires_at=at + LIFETIME
    )
    db.session.add(asked)
    db.session.flush()
    promise_to(f"reset:{asked.id}", KIND, at=at)


def behind(token: str, *, at: datetime) -> PasswordReset | None:
    """The request that this link opens, while it stands and its account may sign in."""
    if not is_derived_token(token, settings().secret_key, PURPOSE, 1):
        return None
    return db.session.scalar(
        select(PasswordReset)
        .join(PasswordReset.user)
        .where(PasswordReset.ref == token[:REF_LENGTH], PasswordReset.expires_at > at, User.disabled_at.is_(None))
    )


def redeem(asked: PasswordReset, password: str, *, at: datetime) -> User:
    """Set the password, end every session, and use up all links of the account.

    Refused when somebody was quicker with the same link, or when the password is too weak.
    """
    user = asked.user
    used = delete(PasswordReset).where(PasswordReset.id == asked.id).returning(PasswordReset.id)
    if user is None or db.session.scalar(used) is None:
        raise Refused(_("Tautan ini sudah dipakai. Mohon minta tautan baru."))
    db.session.execute(delete(PasswordReset).where(PasswordReset.user_id == user.id))
    signing_in.set_password(user, password, at=at)
    return user
