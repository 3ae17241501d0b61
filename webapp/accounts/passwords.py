"""Password rules and hashing (Argon2id, OWASP's parameters: 19 MiB, two passes)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask_babel import gettext as _

from webapp.errors import Refused

MIN_LENGTH = 8
MAX_LENGTH = 128

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """Refused when the password is shorter than 8 or longer than 128 characters; no other rules (ASVS 6.2)."""
    if len(password) < MIN_LENGTH:
        raise Refused(
            _(
                "Kata sandi minimal %(n)d karakter. Kalimat pendek yang mudah diingat sudah baik.",
                n=MIN_LENGTH,
            )
        )
    if len(password) > MAX_LENGTH:
        raise Refused(_("Kata sandi paling panjang %(n)d karakter.", n=MAX_LENGTH))
    return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Compare; an unknown account costs as much time as a known one."""
    try:
        return _hasher.verify(password_hash or _of_nobody(), password) and password_hash is not None
    except VerificationError:
        return False


@cache
def _of_nobody() -> str:
    return _hasher.hash("an account that does not exist")
