"""The four optional answers that a device gave before, offered again to the same name: a phone is often a family's."""

import base64
import hashlib
import json
from typing import Any

from flask import Request, Response

from webapp.attendance.models import Registration
from webapp.attendance.registering.answers import LABELS
from webapp.attendance.registering.forms import LONGEST_POSITION
from webapp.attendance.ticketing.devices import LIFETIME_SECONDS
from webapp.web.forms import has_control_characters
from webapp.web.pages import settings
from webapp.web.text import folded

NAMES = ("gender", "age_group", "occupation", "position")
MOST, LONGEST = 8, 3_000  # people; characters of the cookie


def cookie_name() -> str:
    return "__Host-answers" if settings().is_https else "answers"


def offered(request: Request, registration: Registration) -> dict[str, str]:
    """What this device answered for this name before; nothing once the registration says anything itself."""
    if any(getattr(registration, name) for name in NAMES):
        return {}
    found = _read(request).get(_mark(registration))
    return {name: text for name in NAMES if (text := _judged(name, found.get(name)))} if isinstance(found, dict) else {}


def remember(request: Request, response: Response, registration: Registration, given: dict[str, str]) -> None:
    """Let the device keep what was just said for this name; the oldest name gives way."""
    mark = _mark(registration)
    others = {key: value for key, value in _read(request).items() if key != mark}
    kept = dict([(mark, {name: given[name] for name in NAMES if given.get(name)}), *others.items()][:MOST])
    text = base64.urlsafe_b64encode(json.dumps(kept, separators=(",", ":")).encode()).decode()
    if len(text) <= LONGEST:
        response.set_cookie(
            cookie_name(),
            text,
            max_age=LIFETIME_SECONDS,
            secure=settings().is_https,
            httponly=True,
            samesite="Lax",
        )


def forget(response: Response) -> None:
    response.delete_cookie(cookie_name(), secure=settings().is_https, httponly=True, samesite="Lax")


def _read(request: Request) -> dict[str, Any]:
    """What the device brought; whatever has not our shape is nothing."""
    text = request.cookies.get(cookie_name(), "")[:LONGEST]
    try:
        found = json.loads(base64.urlsafe_b64decode(text.encode("ascii")))
    except (ValueError, RecursionError):
        return {}
    return dict(list(found.items())[:MOST]) if isinstance(found, dict) else {}


def _mark(registration: Registration) -> str:
    """The name without saying it."""
    return hashlib.sha256(folded(registration.person.name).encode()).hexdigest()[:10]


def _judged(name: str, given: object) -> str:
    if not isinstance(given, str) or len(given) > LONGEST_POSITION or has_control_characters(given):
        return ""
    return given if name not in LABELS or given in LABELS[name] else ""
