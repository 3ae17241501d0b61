"""Pieces of long work: one person's, the unfinished twin, what has expired."""

from datetime import datetime

from sqlalchemy import Select, select

from webapp.work.models import UNFINISHED, Job


def of_owner(owner_id: int) -> Select[Job]:
    """What one person asked for, the newest first."""
    return select(Job).where(Job.owner_id == owner_id).order_by(Job.id.desc())


def by_ref(ref: str) -> Select[Job]:
    return select(Job).where(Job.ref == ref)


def unfinished(owner_id: int, kind: str, digest: str) -> Select[Job]:
    """The same thing, asked for by the same person and not done yet."""
    return select(Job).where(
        Job.owner_id == owner_id, Job.kind == kind, Job.digest == digest, Job.state.in_(UNFINISHED)
    )


def expired(at: datetime) -> Select[Job]:
    return select(Job).where(Job.expires_at <= at)
