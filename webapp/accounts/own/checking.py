"""Asking somebody who is signed in for the password again."""

from webapp import clock
from webapp.accounts import limiting, passwords
from webapp.accounts.limiting import Attempt
from webapp.accounts.models import User
from webapp.database import db


def is_own(user: User, password: str) -> bool:
    """Whether this is the password; guesses are counted here as they are at the door. Commits."""
    attempt = Attempt(user.login, f"account {user.id}")
    is_limited = limiting.count(attempt, at=clock.now()) is not None
    db.session.commit()  # the hash takes its time, and no writer should wait for it
    if is_limited or not passwords.is_right(user.password_hash, password):
        return False
    limiting.forget(attempt, at=clock.now())
    return True
