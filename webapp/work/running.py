"""Doing what was asked for: a job is claimed for a lease, done by the handler of its kind, and settled."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import or_, select, update

from webapp import clock, database
from webapp.accounts.identity import Identity
from webapp.accounts.models import User
from webapp.database import db
from webapp.errors import Refused
from webapp.work import queries, shelf
from webapp.work.models import UNFINISHED, Job, JobState

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""A worker that dies is forgotten after its lease; every step of progress begins it anew."""
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Result:
    """What came of it: a file to fetch, a sentence to read, or both."""

    sentence: str = ""
    filename: str = ""
    media_type: str = ""
    content: bytes = b""


class Progress(Protocol):
    """Told by a handler after each step. It ends the transaction: what must agree is read before the first."""

    def __call__(self, done: int, total: int) -> None: ...


@dataclass(frozen=True)
class Task:
    """What a handler is given. It may run again from the beginning when a worker died."""

    arguments: Mapping[str, Any]
    owner_id: int
    progress: Progress
    at: datetime


@dataclass(frozen=True)
class Handler:
    """How one kind of work is done. `writes`: whether its transactions change rows; a reader holds up no writer.

    `may`: who may have it, where that is more than holding the job's role in the job's organization.
    """

    run: Callable[[Task], Result]
    writes: bool = False
    may: Callable[[Identity, Job], bool] | None = None


handlers: dict[str, Handler] = {}


class Stopped(Exception):
    """Somebody took the work back, or another worker has taken it over."""


_turn = threading.Lock()


def run_due(*, now: Callable[[], datetime] = clock.now, limit: int = 100) -> int:
    """Do what is due, one after the other, one at a time in this process; return how much was done.

    Who finds the turn taken leaves at once: whoever has it looks again before going home.
    """
    count = 0
    while count < limit and _turn.acquire(blocking=False):
        try:
            while count < limit and (job := _claim(at=now())) is not None:
                _do(job, now=now)
                count += 1
        finally:
            _turn.release()
        if not _is_any_due(at=now()):
            break
    return count


def _claim(*, at: datetime) -> Job | None:
    """Take the next due job for the length of a lease; nobody else gets it meanwhile."""
    database.begin_for_writing(may_write=True)
    candidate = (
        select(Job.id)
        .where(Job.state.in_(UNFINISHED), Job.due_at <= at)
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    job = db.session.scalar(
        update(Job)
        .where(Job.id == candidate, Job.state.in_(UNFINISHED), Job.due_at <= at)
        .values(state=JobState.RUNNING, due_at=at + LEASE, attempts=Job.attempts + 1)
        .returning(Job)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    db.session.commit()
    return job


def _is_any_due(*, at: datetime) -> bool:
    database.begin_for_writing(may_write=False)
    found = db.session.scalar(select(Job.id).where(Job.state.in_(UNFINISHED), Job.due_at <= at).limit(1))
    db.session.commit()
    return found is not None


def _do(job: Job, *, now: Callable[[], datetime]) -> None:
    try:
        result = _result(job, now=now)
        size = shelf.put(job.ref, result.content) if result.filename else 0
        kept = {"filename": result.filename, "media_type": result.media_type, "size": size}
        _settle(job, JobState.DONE, result.sentence, at=now(), **kept)
    except Stopped:
        db.session.rollback()
        shelf.discard(job.ref)
    except Refused as refusal:
        _fail(job, refusal.sentence, at=now())
    except Exception:  # one piece of work that fails must not stop the ones behind it
        log.exception("job %s (%s) failed", job.ref, job.kind)
        with force_locale(job.locale):
            sentence = _("Pekerjaan ini terhenti karena kesalahan di pihak kami. Sudah dicatat; silakan coba lagi.")
        _fail(job, sentence, at=now())


def _result(job: Job, *, now: Callable[[], datetime]) -> Result:
    with force_locale(job.locale):
        if job.attempts > MOST_ATTEMPTS:
            raise Refused(_("Pekerjaan ini terhenti beberapa kali. Mohon hubungi pengelola sistem."))
        handler = handlers.get(job.kind)
        if handler is None or not owner_still_may(job):
            raise Refused(_("Pekerjaan ini tidak dapat dilakukan lagi: haknya sudah dicabut."))
        db.session.commit()
        database.begin_for_writing(may_write=handler.writes)

        def progress(done: int, total: int) -> None:
            db.session.commit()
            _step(job, done, total, at=now())
            database.begin_for_writing(may_write=handler.writes)

        result = handler.run(Task(job.arguments, job.owner_id, progress, now()))
        if handler.writes:
            db.session.commit()
        else:
            db.session.rollback()
        return result


def owner_still_may(job: Job) -> bool:
    """Whether the account still stands and may have what the work makes; asked before it is done, and when fetched."""
    owner = db.session.get(User, job.owner_id, populate_existing=True)
    if owner is None or owner.disabled_at is not None:
        return False
    identity, handler = Identity(owner, ""), handlers.get(job.kind)
    if handler is not None and handler.may is not None:
        return handler.may(identity, job)
    if job.organization_id is None or job.least_role is None:
        return True
    return identity.may(job.least_role, job.organization_id)


def _step(job: Job, done: int, total: int, *, at: datetime) -> None:
    """Write down how far it is, and hold on to the work. Raises Stopped."""
    _write(job, done=done, total=total, due_at=at + LEASE)


def _settle(job: Job, state: JobState, sentence: str, *, at: datetime, **more: Any) -> None:
    _write(job, state=state, sentence=sentence, finished_at=at, expires_at=at + shelf.KEPT, **more)


def _fail(job: Job, sentence: str, *, at: datetime) -> None:
    db.session.rollback()
    try:
        _settle(job, JobState.FAILED, sentence, at=at)
    except Stopped:
        db.session.rollback()


def _write(job: Job, **values: Any) -> None:
    """One transaction on the row, only while it is still ours: the attempt is the token of the lease."""
    database.begin_for_writing(may_write=True)
    ours = db.session.scalar(
        update(Job)
        .where(Job.id == job.id, Job.state == JobState.RUNNING, Job.attempts == job.attempts)
        .values(values)
        .returning(Job.id)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    if ours is None:
        raise Stopped


def forget_expired(*, at: datetime) -> int:
    """Remove what has lain long enough, row and file; return how much. The caller commits."""
    gone = db.session.scalars(queries.expired(at).where(or_(Job.state.not_in(UNFINISHED)))).all()
    for job in gone:
        shelf.discard(job.ref)
        db.session.delete(job)
    return len(gone)
