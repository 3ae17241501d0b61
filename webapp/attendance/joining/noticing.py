"""Noticing the device from which somebody joins, so that shared links and lent telephones show themselves."""

import re
from datetime import datetime
from typing import Any

from flask import Response, after_this_request, request
from sqlalchemy.dialects import postgresql, sqlite

from webapp.attendance.joining.models import JoinDevice
from webapp.attendance.models import Registration
from webapp.database import db
from webapp.events import timing
from webapp.web.pages import settings
from webapp.web.tokens import new_token, token_hash

LIFETIME_SECONDS = 180 * 24 * 3600
_SHAPE = re.compile(r"[\w-]{43}", re.ASCII)


def notice(registration: Registration, *, at: datetime) -> None:
    """Write down that this device stands for this registration at the session of the moment; twice is once.

    The event must be loaded with its sessions. The caller commits.
    """
    session = timing.session_at(registration.event, at=at)
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = {"session_id": session.id, "registration_id": registration.id, "device": token_hash(_device())}
    db.session.execute(insert(JoinDevice).values(noticed_at=at, **row).on_conflict_do_nothing())


def cookie_name() -> str:
    return "__Host-device" if settings().is_https else "device"


def _device() -> str:
    """The device's own random mark; one that has none is given one with the answer."""
    brought = request.cookies.get(cookie_name(), "")
    if _SHAPE.fullmatch(brought):
        return brought
    given = new_token()

    @after_this_request
    def give(response: Response) -> Response:
        is_https = settings().is_https
        response.set_cookie(
            cookie_name(), given, max_age=LIFETIME_SECONDS, secure=is_https, httponly=True, samesite="Lax"
        )
        return response

    return given
