"""The tickets a device knows: managing secrets in a cookie that scripts cannot read."""

from collections.abc import Sequence

from flask import Request, Response

from webapp.attendance.models import Registration
from webapp.attendance.registering import queries
from webapp.attendance.ticketing.links import MANAGE, is_token, opens
from webapp.database import db
from webapp.web.pages import settings
from webapp.web.tokens import REF_LENGTH

MOST = 40  # secrets; together well below the 4 KB a browser keeps of one cookie
SEPARATOR = "."
# In the browser's session: the registration whose ticket is shown for the first time.
NEW_TICKET = "new_ticket"
LIFETIME_SECONDS = 400 * 24 * 3600  # the longest a browser keeps any cookie


def cookie_name() -> str:
    return "__Host-tickets" if settings().is_https else "tickets"


def secrets_of(request: Request) -> list[str]:
    """What the device brought, newest first; anything that has not the shape of a secret is left out."""
    brought = request.cookies.get(cookie_name(), "").split(SEPARATOR)
    return [token for token in brought[:MOST] if is_token(token)]


def secret_for(request: Request, registration: Registration) -> str | None:
    """The secret with which this device may manage the registration."""
    return next((token for token in secrets_of(request) if opens(token, MANAGE, registration)), None)


def remember(request: Request, response: Response, token: str) -> None:
    """Let the device keep one more secret; the oldest gives way."""
    others = [other for other in secrets_of(request) if other[:REF_LENGTH] != token[:REF_LENGTH]]
    _keep(response, [token, *others][:MOST])


def forget_all(response: Response) -> None:
    response.delete_cookie(cookie_name(), secure=settings().is_https, httponly=True, samesite="Lax")


def known_to(request: Request) -> Sequence[tuple[str, Registration]]:
    """The device's registrations with their secrets, latest event first. One query, or none."""
    tokens = {token[:REF_LENGTH]: token for token in secrets_of(request)}
    if not tokens:
        return []
    found = db.session.scalars(queries.by_refs(tokens.keys()))
    return [(tokens[row.ref], row) for row in found if opens(tokens[row.ref], MANAGE, row)]


def _keep(response: Response, tokens: list[str]) -> None:
    response.set_cookie(
        cookie_name(),
        SEPARATOR.join(tokens),
        max_age=LIFETIME_SECONDS,
        secure=settings().is_https,
        httponly=True,
        samesite="Lax",
    )
