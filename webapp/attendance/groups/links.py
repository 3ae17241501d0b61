"""The address of a group, and the groups a device knows."""

from collections.abc import Sequence

from flask import Request, Response
from sqlalchemy import Row

from webapp.attendance.groups import queries
from webapp.attendance.models import Person
from webapp.attendance.registering.models import RegistrationGroup
from webapp.attendance.ticketing.devices import LIFETIME_SECONDS, SEPARATOR
from webapp.attendance.ticketing.links import is_token
from webapp.database import db
from webapp.events.models import Event
from webapp.web.pages import public_url, settings
from webapp.web.tokens import REF_LENGTH, derived_token, is_derived_token

PURPOSE = "group"
MOST = 12  # groups a device remembers


def token_of(group: RegistrationGroup) -> str:
    return derived_token(settings().secret_key, PURPOSE, group.ref, group.link_version)


def group_url(group: RegistrationGroup) -> str:
    return public_url("groups.show", token=token_of(group))


def group_behind(token: str) -> tuple[RegistrationGroup, Event, Person] | None:
    """The group that the secret opens, with its event and its chair."""
    if not is_token(token):
        return None
    found = db.session.execute(queries.by_ref(token[:REF_LENGTH])).one_or_none()
    return (found[0], found[1], found[2]) if found is not None and _opens(token, found[0]) else None


def _opens(token: str, group: RegistrationGroup) -> bool:
    return is_derived_token(token, settings().secret_key, PURPOSE, group.link_version)


def cookie_name() -> str:
    return "__Host-groups" if settings().is_https else "groups"


def remember(request: Request, response: Response, group: RegistrationGroup) -> None:
    """Let the device keep the group; the oldest gives way."""
    token = token_of(group)
    others = [other for other in _brought(request) if other[:REF_LENGTH] != token[:REF_LENGTH]]
    response.set_cookie(
        cookie_name(),
        SEPARATOR.join([token, *others][:MOST]),
        max_age=LIFETIME_SECONDS,
        secure=settings().is_https,
        httponly=True,
        samesite="Lax",
    )


def forget_all(response: Response) -> None:
    response.delete_cookie(cookie_name(), secure=settings().is_https, httponly=True, samesite="Lax")


def known_to(request: Request) -> Sequence[Row[RegistrationGroup, Event]]:
    """The device's groups with their events, latest first. One query, or none."""
    tokens = {token[:REF_LENGTH]: token for token in _brought(request)}
    if not tokens:
        return []
    rows = db.session.execute(queries.by_refs(tokens.keys())).all()
    return [row for row in rows if _opens(tokens[row[0].ref], row[0])]


def _brought(request: Request) -> list[str]:
    found = request.cookies.get(cookie_name(), "").split(SEPARATOR)
    return [token for token in found[:MOST] if is_token(token)]
