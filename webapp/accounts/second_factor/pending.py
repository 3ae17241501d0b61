"""Between the password and the code: who it is stands in the signed cookie, for ten minutes, and opens nothing."""

from datetime import datetime, timedelta
from typing import Any

from flask import session

from webapp import clock
from webapp.accounts.models import User
from webapp.database import db

KEY = "second_factor"
LIFETIME = timedelta(minutes=10)


def remember(user: User, target: str) -> None:
    """The password was right; the code is asked for next, and then `target` opens."""
    session.clear()
    session[KEY] = {"user": user.id, "hash": user.password_hash[-16:], "at": clock.now().isoformat(), "next": target}


def waiting() -> tuple[User, str] | None:
    """(account, where to go) of somebody who still owes the code; None when nobody does, or it took too long.

    A password that was changed meanwhile ends the wait.
    """
    found: dict[str, Any] | None = session.get(KEY)
    if not found or clock.now() - datetime.fromisoformat(found["at"]) > LIFETIME:
        return None
    user = db.session.get(User, found["user"])
    if user is None or user.disabled_at is not None or user.password_hash[-16:] != found["hash"]:
        return None
    return user, found["next"]
