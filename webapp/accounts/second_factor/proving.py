"""Setting up a second factor and proving it. Codes are those of RFC 6238: SHA-1, six digits, thirty seconds."""

import secrets
from datetime import datetime

import pyotp
from flask_babel import gettext as _
from sqlalchemy import delete, update

from webapp.accounts.models import User
from webapp.accounts.second_factor import queries, recovering
from webapp.accounts.second_factor.models import RecoveryCode, SecondFactor
from webapp.accounts.second_factor.sealing import seal, unseal
from webapp.database import db
from webapp.errors import Refused
from webapp.web.tokens import SHORT_ALPHABET, token_hash

STEP_SECONDS = 30
GRACE_STEPS = 1  # a phone's clock may be half a minute off (RFC 6238, 5.2)
RECOVERY_CODES = 10


def begin(user: User, *, at: datetime) -> str:
    """The secret of a factor that is being set up, as base32; the same until it is confirmed.

    Refused when a confirmed one stands.
    """
    standing = db.session.get(SecondFactor, user.id)
    if standing is None:
        standing = SecondFactor(user_id=user.id, sealed_secret=seal(pyotp.random_base32()), begun_at=at)
        db.session.add(standing)
        db.session.flush()
    if standing.confirmed_at is not None:
        raise Refused(_("Kode kedua sudah aktif."))
    return unseal(standing.sealed_secret)


def address(user: User, secret: str) -> str:
    """What an app reads from the QR (otpauth://, Key Uri Format)."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.login, issuer_name="Gelar")


def confirm(user: User, code: str, *, at: datetime) -> list[str] | None:
    """Let the factor count from now on and return its recovery codes, stored nowhere; None for a wrong code."""
    standing = db.session.get(SecondFactor, user.id)
    if standing is None or standing.confirmed_at is not None or not _takes_step(standing, code, at=at):
        return None
    standing.confirmed_at = at
    db.session.flush()
    return renew_recovery_codes(user)


def renew_recovery_codes(user: User) -> list[str]:
    """Ten new codes; older ones are dead."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [_drawn() for _code in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=_hash(user.id, code)) for code in codes)
    db.session.flush()
    return codes


def is_proved(user: User, code: str, *, at: datetime) -> bool:
    """Whether `code` is the app's of this moment, or an unused recovery code. Either is used up by it."""
    standing = db.session.scalar(queries.confirmed(user.id))
    if standing is not None and _takes_step(standing, code, at=at):
        return True
    return _takes_recovery(user, code, at=at)


def remove(user: User) -> None:
    """Take the app's code off again; recovery codes go too, unless passkeys still need them."""
    db.session.execute(delete(SecondFactor).where(SecondFactor.user_id == user.id))
    recovering.forget_unneeded(user)


def _takes_step(factor: SecondFactor, code: str, *, at: datetime) -> bool:
    """Compare-and-set on the step, so that two who see one code cannot both use it."""
    totp, now = pyotp.TOTP(unseal(factor.sealed_secret)), int(at.timestamp()) // STEP_SECONDS
    typed = "".join(code.split()).encode()
    steps = range(now - GRACE_STEPS, now + GRACE_STEPS + 1)
    step = next((one for one in steps if secrets.compare_digest(totp.generate_otp(one).encode(), typed)), None)
    if step is None:
        return False
    taken = (
        update(SecondFactor)
        .where(SecondFactor.user_id == factor.user_id, SecondFactor.last_step < step)
        .values(last_step=step)
        .returning(SecondFactor.user_id)
    )
    return db.session.scalar(taken) is not None


def _takes_recovery(user: User, code: str, *, at: datetime) -> bool:
    mine = (RecoveryCode.code_hash == _hash(user.id, code), RecoveryCode.used_at.is_(None))
    used = update(RecoveryCode).where(*mine).values(used_at=at).returning(RecoveryCode.id)
    return db.session.scalar(used) is not None


def _drawn() -> str:
    """Fifty random bits that survive handwriting: "7F3KA-92MQX"."""
    drawn = "".join(secrets.choice(SHORT_ALPHABET) for _mark in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"


def _hash(user_id: int, code: str) -> str:
    return token_hash(f"recovery {user_id} {''.join(mark for mark in code.upper() if mark.isalnum())}")
