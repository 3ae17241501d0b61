"""Batches of scans, as an offline desk sends them: each row has its own answer, in the order in which it came."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.exc import OperationalError

from webapp.attendance.checking_in.scanning.answers import Answer, Collided, Presented, Reason, UuidReused
from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.checking_in.scanning.recording import record_scan
from webapp.attendance.checking_in.scanning.sentences import id_reused
from webapp.attendance.checking_in.scanning.settling import settle
from webapp.attendance.models import Outcome
from webapp.database import db

# One commit for so many: few enough that a desk beside it never waits long for the writers' turn.
CHUNK = 50


def record_batch(gate: Gate, batch: Sequence[Presented], *, at: datetime) -> list[Answer]:
    """Record each scan in the order of the claimed times; the answers come in the order of the batch.

    Commits chunk by chunk: a batch that is cut off is sent again, and every uuid keeps its first outcome.
    """
    in_time = sorted(range(len(batch)), key=lambda n: (batch[n].scanned_at, batch[n].uuid))
    answers: dict[int, Answer] = {}
    for chunk in _chunks(in_time):
        answers |= zip(chunk, _record_chunk(gate, [batch[n] for n in chunk], at=at), strict=True)
    return [answers[n] for n in range(len(batch))]


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))


def _record_chunk(gate: Gate, chunk: list[Presented], *, at: datetime) -> list[Answer]:
    try:
        answers = [_record(gate, one, at=at) for one in chunk]
        db.session.commit()
    except (Collided, OperationalError):
        # The same rows are being written elsewhere, perhaps in another order: one by one nobody waits in a ring.
        db.session.rollback()
        return [settle(partial(_record, gate, one, at=at)) for one in chunk]
    return answers


def _record(gate: Gate, one: Presented, *, at: datetime) -> Answer:
    try:
        return record_scan(gate, one, at=at)
    except UuidReused:
        return Answer(one.uuid, Outcome.REFUSED, Reason.ID_REUSED, id_reused())
