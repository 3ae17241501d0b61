"""Which address this browser has proved: in the signed cookie, for half an hour."""

from datetime import datetime, timedelta
from typing import Any

from flask import session

from webapp import clock

KEY = "data_visit"
LIFETIME = timedelta(minutes=30)


def remember(email: str) -> None:
    session[KEY] = {"email": email, "at": clock.now().isoformat()}


def address() -> str | None:
    """The proved address; None when there is none, or it was proved too long ago."""
    found: dict[str, Any] | None = session.get(KEY)
    if not found or clock.now() - datetime.fromisoformat(found["at"]) > LIFETIME:
        return None
    return str(found["email"])


def forget() -> None:
    session.pop(KEY, None)
