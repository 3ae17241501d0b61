"""A room on one's own Jitsi: the token that opens it (RFC 7519, HS256) and the address it rides in."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

LASTS = timedelta(minutes=10)  # long enough for a slow telephone to load the page, and then it opens nothing
SKEW = timedelta(seconds=60)


@dataclass(frozen=True)
class Account:
    address: str
    app_id: str
    secret: str


@dataclass(frozen=True)
class Guest:
    """`key` is the registration's opaque id: no address, no telephone."""

    key: str
    name: str
    is_moderator: bool = False


def room_url(account: Account, room: str, guest: Guest, *, at: datetime) -> str:
    """Where one person enters; microphone and camera begin silent."""
    silent = "config.startWithAudioMuted=true&config.startWithVideoMuted=true"
    return f"{account.address}/{quote(room)}?jwt={token(account, room, guest, at=at)}#{silent}"


def token(account: Account, room: str, guest: Guest, *, at: datetime) -> str:
    """Signed for one room and a short time. Values under `context.user` are texts, or the sign-in is refused."""
    user = {"id": guest.key, "name": guest.name, "moderator": "true" if guest.is_moderator else "false"}
    claims: dict[str, Any] = {
        "aud": account.app_id,
        "iss": account.app_id,
        "sub": urlsplit(account.address).hostname or "*",
        "room": room,
        "nbf": int((at - SKEW).timestamp()),
        "exp": int((at + LASTS).timestamp()),
        "context": {"user": user},
        "moderator": guest.is_moderator,
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    mac = hmac.new(account.secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_text(mac)}"


def _part(values: Mapping[str, Any]) -> str:
    return _text(json.dumps(values, separators=(",", ":")).encode())


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
