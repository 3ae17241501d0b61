"""Typing a code back: one claim for a ticket and part, and guessing that does not pay."""

from datetime import datetime

from flask_babel import gettext as _

from webapp.accounts import limiting
from webapp.attendance.models import Registration
from webapp.attendance.verdicts import telling_codes
from webapp.attendance.verdicts.models import Part
from webapp.errors import Refused

# Five digits are a hundred thousand codes: twenty mistakes in a quarter of an hour find none of them.
MOST_MISTAKES = 20


def claim(registration: Registration, typed: str, *, at: datetime) -> Part:
    """Count the code that this person typed; returns which it was.

    Refused as `telling_codes.claim` refuses, and after too many mistakes; the caller commits what was counted
    against a guesser, also when it is refused.
    """
    key = f"attendance code of {registration.id}"
    if limiting.wait_after(key, most=MOST_MISTAKES, at=at):
        raise Refused(_("Terlalu banyak kode yang keliru. Mohon tunggu seperempat jam."), reason="guessing")
    try:
        return telling_codes.claim(registration, registration.event, typed, at=at)
    except Refused as refusal:
        if refusal.reason == "code":
            limiting.note_failure(key, at=at)
        raise


def thanks(part: Part) -> str:
    if part is Part.OPENING:
        return _("Kode pembuka sudah dicatat. Terima kasih.")
    return _("Kode penutup sudah dicatat. Terima kasih.")
