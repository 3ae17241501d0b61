"""What may be shown inside our own page beside the minutes, and from which one origin."""

import re
from urllib.parse import parse_qs, urlsplit

from flask import Response

from webapp.attendance.rooms.models import RoomServer
from webapp.events.models import Event
from webapp.web.headers import CONTENT_POLICY

_FILMS = "https://www.youtube-nocookie.com"
_ID = re.compile(r"[\w-]{11}", re.ASCII)


def film_of(event: Event) -> str:
    """The player of the event's YouTube address, which tells nobody before it is played; "" where it has none."""
    for address in (event.conference_url, event.stream_url):
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        if host == "youtu.be":
            found = parts.path.strip("/")
        elif host == "youtube.com":
            found = parse_qs(parts.query).get("v", [parts.path.rsplit("/", 1)[-1]])[0]
        else:
            continue
        if _ID.fullmatch(found):
            return f"{_FILMS}/embed/{found}"
    return ""


def origin_of(event: Event, server: RoomServer | None) -> str:
    """The one origin that this event's page may show, "" for none."""
    if server is not None:
        parts = urlsplit(server.address)
        return f"{parts.scheme}://{parts.netloc}"
    return _FILMS if film_of(event) else ""


def may_show(response: Response, origin: str) -> Response:
    """Let the page hold a frame of this origin, with its camera and microphone; our own address leads there."""
    if origin:
        policy = response.headers.get("Content-Security-Policy", CONTENT_POLICY)
        response.headers["Content-Security-Policy"] = f"{policy}; frame-src 'self' {origin}"
        asked = ", ".join(f'{one}=("{origin}")' for one in ("camera", "microphone", "display-capture", "autoplay"))
        response.headers["Permissions-Policy"] = f"{asked}, geolocation=()"
    return response


def shown_here(response: Response) -> Response:
    """An answer that may itself stand in our own frame: a sentence where the room should have been."""
    policy = response.headers.get("Content-Security-Policy", CONTENT_POLICY)
    response.headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return response
