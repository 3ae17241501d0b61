"""Guessing short codes: limited by failures alone, so that a desk with real tickets is never locked out."""

from datetime import datetime, timedelta
from typing import NoReturn

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import Connection, func, select, text

from webapp.accounts import limiting
from webapp.attendance.checking_in.scanning.answers import Answer, Reason
from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.models import Scan
from webapp.database import db
from webapp.web.failing import problem

# No hand mistypes this often. Full codes have 128 bits: guessing them needs no limit.
MOST_FAILURES = 100
# What a desk noted during a day without a network comes at once, and is taken whole.
MOST_IN_BATCHES = 1_000
SPAN = timedelta(minutes=1)


def refuse_guessing(connection: Connection, gate: Gate, answer: Answer, *, desk: str, at: datetime) -> None:
    """Answer 429 instead of "unknown" to the desk that presented too many unknown short codes of late.

    Asked only after such a failure, so a code that exists never waits, and what is refused here leaves no row.
    """
    if answer.reason == Reason.UNKNOWN_SHORT_CODE and _failures(connection, gate, desk, at) > MOST_FAILURES:
        _refuse()


def refuse_batches(gate: Gate, *, desk: str, at: datetime) -> None:
    """Answer 429 to a parcel of the desk whose earlier ones held too many unknown short codes within a minute.

    Nothing of it is recorded: the desk keeps its records, sends them again, and scans one by one meanwhile.
    """
    if _failures(db.session.connection(), gate, desk, at) >= MOST_IN_BATCHES:
        _refuse()


def refuse_asking(gate: Gate, answer: Answer, *, desk: str, at: datetime) -> None:
    """The same for what is only asked about, which leaves no row to count: failures are counted apart."""
    if answer.reason != Reason.UNKNOWN_SHORT_CODE:
        return
    name = f"simulate {gate.event_id} {desk}"
    limiting.note_failure(name, at=at)
    is_guessing = limiting.wait_after(name, most=MOST_FAILURES, at=at) is not None
    db.session.commit()
    if is_guessing:
        _refuse()


def _failures(connection: Connection, gate: Gate, desk: str, at: datetime) -> int:
    failures = select(func.count()).where(
        Scan.session_id == gate.session_id,
        Scan.received_at > at - SPAN,
        text("outcome = 'unknown'"),  # written out, so that the partial index serves
        Scan.reason == Reason.UNKNOWN_SHORT_CODE.value,
        Scan.desk == desk,
    )
    return connection.scalar(failures) or 0


def _refuse() -> NoReturn:
    refusal = problem(429, _("Terlalu banyak kode yang tidak dikenal. Mohon tunggu sebentar, atau pindai kode QR-nya."))
    refusal.headers["Retry-After"] = str(int(SPAN.total_seconds()))
    abort(refusal)
