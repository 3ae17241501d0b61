"""Sealing the log: the worker chains what is new by hash, in batches, so that nobody who acts waits for it.

A batch names its entries, so an entry that commits late, under an earlier id, simply comes into a later batch.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from webapp.audit.models import AuditBatch, AuditEntry
from webapp.database import db

BEGINNING = "0" * 64
MOST_IN_A_BATCH = 1_000


@dataclass(frozen=True)
class Verdict:
    """What a look at the whole chain found. `head` is the last seal: note it elsewhere, and a cut end shows too."""

    batches: int
    entries: int
    unsealed: int
    head: str
    fault: str = ""


def seal(*, at: datetime) -> int:
    """Seal what is not sealed yet, a batch a transaction; return how many entries. Two workers seal nothing twice."""
    count = 0
    while size := _seal_one(at):
        db.session.commit()
        count += size
    db.session.rollback()
    return count


def _seal_one(at: datetime) -> int:
    entries = db.session.scalars(
        select(AuditEntry).where(AuditEntry.batch_id.is_(None)).order_by(AuditEntry.id).limit(MOST_IN_A_BATCH)
    ).all()
    if not entries:
        return 0
    previous = head()
    batch = AuditBatch(sealed_at=at, size=len(entries), previous_hash=previous, hash=_hash(previous, at, entries))
    try:
        with db.session.begin_nested():
            db.session.add(batch)
    except IntegrityError:  # another worker was quicker
        return 0
    db.session.execute(
        update(AuditEntry)
        .where(AuditEntry.id.in_([entry.id for entry in entries]))
        .values(batch_id=batch.id)
        .execution_options(synchronize_session=False)
    )
    db.session.expunge_all()
    return len(entries)


def head() -> str:
    """The hash of the last seal."""
    return db.session.scalar(select(AuditBatch.hash).order_by(AuditBatch.id.desc()).limit(1)) or BEGINNING


def verify(expected: str = "") -> Verdict:
    """Compare every seal with its entries and with the seal before it; `expected` must be one of the seals."""
    previous, batches, entries, fault, seen = BEGINNING, 0, 0, "", False
    for batch in db.session.scalars(select(AuditBatch).order_by(AuditBatch.id)):
        found = db.session.scalars(
            select(AuditEntry).where(AuditEntry.batch_id == batch.id).order_by(AuditEntry.id)
        ).all()
        fault = fault or _fault(batch, previous, found)
        previous, batches, entries = batch.hash, batches + 1, entries + len(found)
        seen = seen or batch.hash == expected
        for entry in found:
            db.session.expunge(entry)
    unsealed = db.session.scalar(select(func.count()).where(AuditEntry.batch_id.is_(None))) or 0
    if expected and not seen:
        fault = fault or f"no batch has the hash {expected}: the end of the log was cut off, or it is another log"
    return Verdict(batches, entries, unsealed, previous, fault)


def _fault(batch: AuditBatch, previous: str, entries: Iterable[AuditEntry]) -> str:
    found = list(entries)
    if batch.previous_hash != previous:
        return f"batch {batch.id} of {batch.sealed_at.isoformat()} does not follow the batch before it"
    if len(found) != batch.size:
        return f"batch {batch.id} of {batch.sealed_at.isoformat()} had {batch.size} entries and has {len(found)}"
    if batch.hash != _hash(previous, batch.sealed_at, found):
        return f"batch {batch.id} of {batch.sealed_at.isoformat()} was changed after it was sealed"
    return ""


def _hash(previous: str, at: datetime, entries: Iterable[AuditEntry]) -> str:
    digest = hashlib.sha256(f"{previous} {at.isoformat()}\n".encode())
    for entry in entries:
        digest.update(_line(entry).encode())
    return digest.hexdigest()


def _line(entry: AuditEntry) -> str:
    """Everything an entry says, in one line that both databases give back unchanged."""
    return (
        json.dumps(
            [
                entry.id,
                entry.at.isoformat(),
                entry.act,
                entry.actor_kind,
                entry.actor_id,
                entry.organization_id,
                entry.subject_kind,
                entry.subject_id,
                entry.subject_label,
                entry.before,
                entry.after,
                entry.person_kind,
                entry.person_id,
                entry.sealed,
            ],
            sort_keys=True,
        )
        + "\n"
    )
