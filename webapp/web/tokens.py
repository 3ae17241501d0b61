"""Secrets that people and machines carry: made at random, kept as hashes, or derived from one key."""

import base64
import hashlib
import hmac
import secrets

# Crockford's idea: no 0/O, 1/I/L, so that a code survives being read aloud and written by hand.
SHORT_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_token() -> str:
    """A bearer secret: 256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token. It is random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """A ticket code: 128 random bits as 26 characters of upper-case base32 (RFC 4648, section 6)."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def new_ref() -> str:
    """The public half of a registration's links: 80 random bits as 16 characters of base32."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


def new_short_code() -> str:
    """A code for the desk, such as KT-7F3K: two and four characters, unique per event."""
    drawn = "".join(secrets.choice(SHORT_ALPHABET) for _ in range(6))
    return f"{drawn[:2]}-{drawn[2:]}"


REF_LENGTH = 16


def derived_token(key: str, purpose: str, ref: str, version: int) -> str:
    """`ref` and 128 bits of HMAC-SHA256 over it: a link that is rendered again when it is needed and never stored."""
    message = f"{purpose}:{ref}:{version}".encode()
    mac = hmac.new(key.encode(), message, hashlib.sha256).digest()[:16]
    return ref + base64.b32encode(mac).decode().rstrip("=").lower()


def is_derived_token(token: str, key: str, purpose: str, version: int) -> bool:
    """True when `token` was derived from its own first half for this purpose and version."""
    expected = derived_token(key, purpose, token[:REF_LENGTH], version)
    return hmac.compare_digest(expected.encode(), token.encode())
