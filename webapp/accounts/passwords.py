"""Rules of passwords (ASVS 5.0, 6.2) and PINs, and hashing (Argon2id, OWASP's parameters: 19 MiB, two passes)."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask_babel import gettext as _

from webapp.errors import Refused

MIN_LENGTH = 8
MAX_LENGTH = 128
PIN_LENGTH = 6
# What is guessed first here, beside the worldwide list: words of the trade and of the place, with the usual digits.
LOCAL_WORDS = (
    *("indonesia", "palangkaraya", "kalimantan", "kalteng", "kominfo", "diskominfo", "diskominfosantik"),
    *("gelar", "admin", "panitia", "petugas", "bismillah", "sayang", "rahasia", "katasandi", "password"),
)
USUAL_TAILS = ("", "1", "12", "123", "1234", "12345", "321", "!", "@123", "2024", "2025", "2026", "2027")

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def weakness(password: str, *, known: Iterable[str] = ()) -> str | None:
    """What is wrong with a new password, in one sentence; None when it will do.

    Eight to 128 characters of any kind, not among the passwords that are tried first, and not one of the `known`
    words of its owner (name, address). No rules of composition (ASVS 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11).
    """
    if len(password) < MIN_LENGTH:
        return _("Kata sandi minimal %(n)d karakter. Kalimat pendek yang mudah diingat sudah baik.", n=MIN_LENGTH)
    if len(password) > MAX_LENGTH:
        return _("Kata sandi paling panjang %(n)d karakter.", n=MAX_LENGTH)
    folded = password.casefold()
    if folded in _tried_first():
        return _("Kata sandi ini termasuk yang paling sering ditebak. Mohon pilih yang lain, misalnya kalimat pendek.")
    if any(folded in _forms_of(word) for word in known):
        return _("Nama atau alamat sendiri mudah ditebak. Mohon pilih kata sandi lain.")
    return None


def pin_weakness(pin: str, *, known: Iterable[str] = ()) -> str | None:
    """The same for a PIN: six digits, no run, no repetition, and not the end of its owner's number."""
    if not (pin.isascii() and pin.isdigit() and len(pin) == PIN_LENGTH):
        return _("PIN terdiri atas %(n)d angka.", n=PIN_LENGTH)
    half, third = pin[: PIN_LENGTH // 2], pin[: PIN_LENGTH // 3]
    is_repeated = pin in {half * 2, half + half[::-1], third * 3}
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if is_repeated or steps in ({1}, {-1}) or any(word.endswith(pin) for word in known):
        return _("PIN ini mudah ditebak. Mohon pilih enam angka lain.")
    return None


def hash_password(password: str) -> str:
    """The hash that is stored. Refused with the sentence of `weakness` when there is one."""
    return _hashed(password, weakness(password))


def hash_pin(pin: str) -> str:
    """The same for a PIN."""
    return _hashed(pin, pin_weakness(pin))


def _hashed(secret: str, weakness: str | None) -> str:
    if weakness:
        raise Refused(weakness)
    return _hasher.hash(secret)


def is_right(password_hash: str | None, password: str) -> bool:
    """Compare; an unknown account costs as much time as a known one."""
    try:
        return _hasher.verify(password_hash or _of_nobody(), password) and password_hash is not None
    except VerificationError:
        return False


def _forms_of(word: str) -> set[str]:
    folded = word.casefold()
    parts = {folded, folded.replace(" ", ""), folded.partition("@")[0]}
    return {part + tail for part in parts if part for tail in USUAL_TAILS}


@cache
def _tried_first() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # half a megabyte, needed a few times a year

    local = {word + tail for word in LOCAL_WORDS for tail in USUAL_TAILS}
    return frozenset(local | {word for word in FREQUENCY_LISTS["passwords"] if len(word) >= MIN_LENGTH})


@cache
def _of_nobody() -> str:
    return _hasher.hash("an account that does not exist")
