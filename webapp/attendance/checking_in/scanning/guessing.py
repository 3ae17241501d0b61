"""Guessing short codes: limited by failures alone, so that a desk with real tickets is never locked out."""

from datetime import datetime, timedelta

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import Connection, func, select, text

from webapp.attendance.checking_in.scanning.answers import Answer, Reason
from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.models import Scan
from webapp.web.failing import problem

# No hand mistypes this often. Full codes have 128 bits: guessing them needs no limit.
MOST_FAILURES = 100
SPAN = timedelta(minutes=1)


def refuse_guessing(connection: Connection, gate: Gate, answer: Answer, *, desk: str, at: datetime) -> None:
    """Answer 429 instead of "unknown" to the desk that presented too many unknown short codes of late.

    Asked only after such a failure, so a code that exists never waits, and what is refused here leaves no row.
    """
    if answer.reason != Reason.UNKNOWN_SHORT_CODE:
        return
    failures = select(func.count()).where(
        Scan.session_id == gate.session_id,
        Scan.received_at > at - SPAN,
        text("outcome = 'unknown'"),  # written out, so that the partial index serves
        Scan.reason == answer.reason,
        Scan.desk == desk,
    )
    if (connection.scalar(failures) or 0) <= MOST_FAILURES:
        return
    refusal = problem(429, _("Terlalu banyak kode yang tidak dikenal. Mohon tunggu sebentar, atau pindai kode QR-nya."))
    refusal.headers["Retry-After"] = str(int(SPAN.total_seconds()))
    abort(refusal)
