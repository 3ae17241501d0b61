"""Keeping a shared secret unreadable for whoever holds only the database."""

import base64
import hashlib

from cryptography.fernet import Fernet

from webapp.web.pages import settings


def seal(secret: str, *, purpose: bytes) -> str:
    return _cipher(purpose).encrypt(secret.encode()).decode()


def unseal(sealed: str, *, purpose: bytes) -> str:
    """The secret again. Raises InvalidToken when SECRET_KEY or the purpose is not the one it was sealed under."""
    return _cipher(purpose).decrypt(sealed.encode()).decode()


def _cipher(purpose: bytes) -> Fernet:
    key = hashlib.blake2b(settings().secret_key.encode(), digest_size=32, person=purpose).digest()
    return Fernet(base64.urlsafe_b64encode(key))
