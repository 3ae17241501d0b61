"""The outbox of everything one may see: whether mail leaves, and what does not."""

from datetime import datetime

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.outbox import queries, wording
from webapp.attendance.ticketing.responses import private
from webapp.database import db
from webapp.events.loading import scope
from webapp.messages import beating
from webapp.messages.models import MessageState
from webapp.web.access import signed_in
from webapp.web.pages import settings

bp = Blueprint("outbox", __name__, url_prefix="/manage/messages")

SHOWN = 30


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Of the organizations whose committee this person is in; the platform's keeper sees everything."""
    ids, at = scope(signed_in_identity(), GrantRole.COMMITTEE), clock.now()
    if ids is not None and not ids:
        abort(404)
    figures = {state: (count, oldest) for state, count, oldest in db.session.execute(queries.counts(ids))}
    last = beating.last_beat()
    page = render_template(
        "attendance/outbox.html",
        figures=figures,
        states=MessageState,
        waited=_minutes_since(figures.get(MessageState.WAITING, (0, None))[1], at),
        last_beat=last,
        is_lost=beating.is_lost(last, at=at),
        events=db.session.execute(queries.counts_of_events(ids).limit(SHOWN)).all(),
        troubled=db.session.execute(queries.troubled(ids).limit(SHOWN)).all(),
        wording=wording,
        is_keeper=ids is None,
        tzid=settings().default_timezone,
    )
    return private(page)


def _minutes_since(moment: datetime | None, at: datetime) -> int:
    return max(0, round((at - moment).total_seconds() / 60)) if moment else 0
