"""Keeping the shared secret unreadable for whoever holds only the database."""

from webapp.web import sealing

_PURPOSE = b"second factor"


def seal(secret: str) -> str:
    return sealing.seal(secret, purpose=_PURPOSE)


def unseal(sealed: str) -> str:
    """The secret again. Raises InvalidToken when SECRET_KEY is not the one it was sealed under."""
    return sealing.unseal(sealed, purpose=_PURPOSE)
