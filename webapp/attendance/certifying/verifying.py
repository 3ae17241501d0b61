"""Whether a certificate that somebody shows is true: by its code, or by number and name together."""

import re
from datetime import datetime, timedelta

from webapp.accounts import limiting
from webapp.attendance.certifying import queries
from webapp.attendance.certifying.models import Certificate
from webapp.database import db

PATH = "/certificates"
CODE = re.compile(r"[a-z2-7]{16}")
MOST_FAILURES = 20
"""In a quarter of an hour from one network: numbers are in a row, so guessing must be slow."""


def by_code(code: str) -> Certificate | None:
    """The certificate behind the address of a QR: one altered letter is another or none."""
    return db.session.scalar(queries.by_code(code)) if CODE.fullmatch(code) else None


def wait(address: str, *, at: datetime) -> timedelta | None:
    """How long this network has to wait before it may ask by number again."""
    return limiting.wait_after(_key(address), most=MOST_FAILURES, at=at)


def by_number(number: str, name: str, *, address: str, at: datetime) -> Certificate | None:
    """The certificate of this number, to whoever knows the name on it too; what was not found is counted."""
    wanted = folded(name)
    found = db.session.scalars(queries.by_number(" ".join(number.split()))).all()
    right = next((one for one in found if wanted and folded(one.name) == wanted), None)
    if right is None:
        limiting.note_failure(_key(address), at=at)
    return right


def folded(name: str) -> str:
    """Blanks and capitals are typed as people please; everything else must be the same."""
    return " ".join(name.split()).casefold()


def _key(address: str) -> str:
    return f"certificate numbers from {limiting.network(address)}"
