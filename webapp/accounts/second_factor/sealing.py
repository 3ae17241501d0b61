"""Keeping the shared secret unreadable for whoever holds only the database."""

import base64
import hashlib

from cryptography.fernet import Fernet

from webapp.web.pages import settings


def seal(secret: str) -> str:
    return _cipher().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again. Raises InvalidToken when SECRET_KEY is not the one it was sealed under."""
    return _cipher().decrypt(sealed.encode()).decode()


def _cipher() -> Fernet:
    key = hashlib.blake2b(settings().secret_key.encode(), digest_size=32, person=b"second factor").digest()
    return Fernet(base64.urlsafe_b64encode(key))
