"""Health and figures for the keeper of the machine."""

import hmac
from datetime import datetime

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from webapp import clock, migrating
from webapp.attendance.models import Registration, Scan
from webapp.database import db
from webapp.errors import DatabaseUnavailable
from webapp.events.models import Event
from webapp.messages.models import Message, MessageState
from webapp.web.access import operations
from webapp.web.pages import settings

bp = Blueprint("operations", __name__)

# A message that waits longer than this means that nobody works.
STALE_SECONDS = 900


@bp.get("/healthz")
@operations
def healthz() -> ResponseReturnValue:
    """The process answers. Nothing else is asked, so that a slow database does not get it killed."""
    return {"status": "ok"}, 200, {"Cache-Control": "no-store"}


@bp.get("/readyz")
@operations
def readyz() -> ResponseReturnValue:
    """The database answers with the right schema, and the worker keeps up."""
    try:
        db.session.execute(text("SELECT 1"))
        migrating.refuse_unless_current(db.engine)
        waited = oldest_wait(at=clock.now())
    except (SQLAlchemyError, DatabaseUnavailable):
        db.session.rollback()
        return (
            {"status": "unavailable", "database": "unavailable"},
            503,
            {"Retry-After": "5"},
        )
    queue = "late" if waited > STALE_SECONDS else "ok"
    return {
        "status": "ok",
        "database": "ok",
        "queue": queue,
        "oldest_message_seconds": round(waited),
    }


@bp.get("/metrics")
@operations
def metrics() -> ResponseReturnValue:
    """Figures in Prometheus' text format, counted from the database; closed without METRICS_TOKEN."""
    expected = settings().metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if expected is None or not hmac.compare_digest(given.encode(), expected.encode()):
        abort(404)
    return (
        _figures(),
        200,
        {
            "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
            "Cache-Control": "no-store",
        },
    )


def oldest_wait(*, at: datetime) -> float:
    """Seconds since the longest-due waiting message became due; 0 when none is due."""
    due = db.session.scalar(select(func.min(Message.due_at)).where(Message.state == MessageState.WAITING))
    return max(0.0, (at - due).total_seconds()) if due else 0.0


def _figures() -> str:
    lines: list[str] = []
    for name, words, column in (
        ("gelar_events", "Events by status", Event.status),
        ("gelar_registrations", "Registrations by status", Registration.status),
        ("gelar_scans", "Scans by outcome", Scan.outcome),
        ("gelar_messages", "Messages by state", Message.state),
    ):
        lines += [f"# HELP {name} {words}.", f"# TYPE {name} gauge"]
        rows = db.session.execute(select(column, func.count()).group_by(column)).all()
        lines += [f'{name}{{{column.key}="{state}"}} {count}' for state, count in rows]
    lines += [
        "# HELP gelar_oldest_message_seconds Age of the longest-due waiting message.",
        "# TYPE gelar_oldest_message_seconds gauge",
        f"gelar_oldest_message_seconds {oldest_wait(at=clock.now()):.0f}",
    ]
    return "\n".join(lines) + "\n"
