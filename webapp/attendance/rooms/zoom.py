"""What Zoom tells by itself: its signature, and whom its events say came or went. Nothing here asks the database."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

OLDEST = timedelta(minutes=5)
VALIDATION = "endpoint.url_validation"
_MOVES = re.compile(r"(meeting|webinar)\.participant_(joined|left)")
_NUMBER = re.compile(r"/(?:j|w|s|wc|wc/join)/(\d{9,12})(?:/|$)")


@dataclass(frozen=True)
class Move:
    """Somebody came into a meeting or left it; `key` is theirs for this one stay."""

    meeting: str
    key: str
    name: str
    email: str
    moment: datetime
    is_join: bool


def is_signed(headers: Mapping[str, str], body: bytes, secret: str, *, at: datetime) -> bool:
    """Whether Zoom sent exactly these bytes, lately: v0=HMAC-SHA256 of "v0:timestamp:body"."""
    sent, stamp = headers.get("x-zm-signature", ""), headers.get("x-zm-request-timestamp", "")
    if not re.fullmatch(r"[0-9]{9,13}", stamp, re.ASCII):
        return False
    seconds = int(stamp) / (1000 if len(stamp) > 11 else 1)
    mac = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    is_theirs = hmac.compare_digest(f"v0={mac}".encode(), sent.encode())
    return is_theirs and abs(at.timestamp() - seconds) <= OLDEST.total_seconds()


def validated(message: Mapping[str, Any], secret: str) -> dict[str, str]:
    """The answer that proves that this address knows the secret."""
    payload = message.get("payload")
    plain = str(payload.get("plainToken", "")) if isinstance(payload, dict) else ""
    return {
        "plainToken": plain,
        "encryptedToken": hmac.new(secret.encode(), plain.encode(), hashlib.sha256).hexdigest(),
    }


def move_of(message: Mapping[str, Any]) -> Move | None:
    """Who came or went, or None for anything else a message may tell."""
    found = _MOVES.fullmatch(str(message.get("event", "")))
    payload = message.get("payload")
    meeting = payload.get("object") if isinstance(payload, dict) else None
    person = meeting.get("participant") if isinstance(meeting, dict) else None
    if not found or not isinstance(meeting, dict) or not isinstance(person, dict):
        return None
    is_join = found.group(2) == "joined"
    moment = _moment(person.get("join_time" if is_join else "leave_time"))
    number = "".join(sign for sign in str(meeting.get("id", "")) if sign in "0123456789")
    if moment is None or not number:
        return None
    key = f"{meeting.get('uuid', '')}:{person.get('user_id', '')}"
    return Move(
        number, key[:200], str(person.get("user_name", ""))[:200], str(person.get("email") or ""), moment, is_join
    )


def number_of(address: str) -> str:
    """The meeting's number in a Zoom address, "" where it is none."""
    parts = urlsplit(address)
    if not re.search(r"(^|\.)zoom\.(us|com)$", parts.hostname or ""):
        return ""
    found = _NUMBER.search(parts.path)
    return found.group(1) if found else ""


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
