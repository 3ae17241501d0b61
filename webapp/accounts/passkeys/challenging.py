"""Challenges that no table has to keep until they are answered: signed, for five minutes, each good for one answer."""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from webapp.accounts.passkeys.models import SpentChallenge
from webapp.database import db
from webapp.web.pages import settings

LIFETIME = timedelta(minutes=5)
SIGN_IN = "sign in"
_RANDOM, _MOMENT = 16, 8


def new(purpose: str, *, at: datetime) -> bytes:
    """Random bytes, the second until which they hold, and a signature over both for this purpose alone."""
    until = int((at + LIFETIME).timestamp()).to_bytes(_MOMENT, "big")
    body = secrets.token_bytes(_RANDOM) + until
    return body + _signature(body, purpose)


def is_standing(challenge: bytes, purpose: str, *, at: datetime) -> bool:
    """Whether it is ours, for this purpose, and not too old. Whether it was answered before, `spend` says."""
    body, signature = challenge[: _RANDOM + _MOMENT], challenge[_RANDOM + _MOMENT :]
    return hmac.compare_digest(signature, _signature(body, purpose)) and at < _until(body)


def spend(challenge: bytes, *, at: datetime) -> bool:
    """Use it up; False when somebody has before."""
    db.session.execute(delete(SpentChallenge).where(SpentChallenge.expires_at <= at))
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = {"challenge_hash": hashlib.sha256(challenge).hexdigest(), "expires_at": _until(challenge)}
    spent = insert(SpentChallenge).values(row).on_conflict_do_nothing().returning(SpentChallenge.challenge_hash)
    return db.session.scalar(spent) is not None


def registering(user_id: int) -> str:
    """The purpose of adding a passkey to one account."""
    return f"register {user_id}"


def _until(challenge: bytes) -> datetime:
    seconds = int.from_bytes(challenge[_RANDOM : _RANDOM + _MOMENT], "big")
    return datetime.fromtimestamp(seconds, UTC)


def _signature(body: bytes, purpose: str) -> bytes:
    key = hashlib.blake2b(settings().secret_key.encode(), digest_size=32, person=b"passkeys").digest()
    return hmac.new(key, purpose.encode() + b"\n" + body, hashlib.sha256).digest()
