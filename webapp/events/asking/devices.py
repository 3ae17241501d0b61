"""A device that asks and votes: known by a signed cookie of its own, stored only as a hash for each event."""

from hashlib import sha256

from flask import Request, Response, current_app

from webapp.web.pages import settings
from webapp.web.tokens import derived_token, is_derived_token, new_ref

PURPOSE = "asker"
LIFETIME_SECONDS = 400 * 24 * 3600  # the longest a browser keeps any cookie
_LENGTH = 42


def cookie_name() -> str:
    return "__Host-asker" if settings().is_https else "asker"


def token_of(request: Request) -> str:
    """What the device brought, if it was given by us; else a new one, to be kept with `remember`."""
    brought = request.cookies.get(cookie_name(), "")
    if len(brought) == _LENGTH and brought.isascii() and is_derived_token(brought, _key(), PURPOSE, 1):
        return brought
    return derived_token(_key(), PURPOSE, new_ref(), 1)


def mark(token: str, event_id: int) -> str:
    """What is stored: the same device has another mark in each event."""
    return sha256(f"{event_id}:{token}".encode()).hexdigest()[:32]


def remember(response: Response, token: str) -> Response:
    response.set_cookie(
        cookie_name(), token, max_age=LIFETIME_SECONDS, secure=settings().is_https, httponly=True, samesite="Lax"
    )
    return response


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])
