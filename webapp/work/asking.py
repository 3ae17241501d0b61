"""Asking for long work, taking it back, and asking again for what failed."""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask, Response, current_app, g
from flask_babel import get_locale
from sqlalchemy.exc import IntegrityError

from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.web.tokens import new_ref
from webapp.work import queries, shelf
from webapp.work.models import Job, JobState

log = logging.getLogger(__name__)
KEY = "gelar.wake_work"


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is wanted. `arguments` must be JSON: ids and choices, never people's data.

    Whoever asked must hold `least_role` for `organization_id`, also when the file is fetched; None asks for the
    account alone. `title` and `back` (a path) are shown with the progress.
    """

    kind: str
    title: str
    back: str = ""
    organization_id: int | None = None
    least_role: GrantRole = GrantRole.VIEWER
    arguments: Mapping[str, Any] = field(default_factory=dict)


def ask(order: Order, *, owner_id: int, at: datetime) -> Job:
    """Write down what is wanted; the worker begins after the commit. The same order twice is one piece of work."""
    digest = _digest(order)
    twin = queries.unfinished(owner_id, order.kind, digest)
    if found := db.session.scalar(twin):
        return found
    job = Job(
        ref=new_ref(),
        kind=order.kind,
        digest=digest,
        arguments=dict(order.arguments),
        title=order.title,
        back=order.back,
        locale=str(get_locale() or "id"),
        owner_id=owner_id,
        organization_id=order.organization_id,
        least_role=order.least_role if order.organization_id is not None else None,
        created_at=at,
        due_at=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(job)
    except IntegrityError:  # somebody pressed the button twice at one instant
        return db.session.scalars(twin).one()
    _wake_later()
    return job


def cancel(job: Job, *, at: datetime) -> None:
    """Stop what is not finished: a running worker notices at its next step."""
    if job.is_unfinished:
        job.state, job.finished_at, job.expires_at = JobState.CANCELLED, at, at + shelf.KEPT


def ask_again(job: Job, *, at: datetime) -> Job:
    """Try once more what failed or was taken back."""
    if job.is_unfinished or job.state is JobState.DONE:
        return job
    twin = db.session.scalar(queries.unfinished(job.owner_id, job.kind, job.digest))
    if twin is not None:
        return twin
    job.state, job.due_at, job.attempts, job.done = JobState.WAITING, at, 0, 0
    job.sentence, job.finished_at, job.expires_at = "", None, None
    db.session.flush()
    _wake_later()
    return job


def remove(job: Job) -> None:
    """Forget it together with its file."""
    shelf.discard(job.ref)
    db.session.delete(job)


def init_app(app: Flask, wake: Callable[[], None]) -> None:
    """Wake the worker once after a request that asked for something. The worker also looks by itself."""
    app.extensions[KEY] = wake

    @app.after_request
    def tell(response: Response) -> Response:
        if g.get("has_asked_for_work"):
            try:
                current_app.extensions[KEY]()
            except Exception:  # the row is in the database; the worker's own look will find it
                log.warning("the worker could not be woken", exc_info=True)
        return response


def _wake_later() -> None:
    g.has_asked_for_work = True


def _digest(order: Order) -> str:
    asked = json.dumps([order.organization_id, order.arguments], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()
