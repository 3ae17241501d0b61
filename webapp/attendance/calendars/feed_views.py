"""The address that a calendar program asks: no session, no cookie, a secret in the path."""

import re

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.attendance.calendars import keeping, queries
from webapp.attendance.calendars.feeds import personal_feed
from webapp.attendance.calendars.models import Subscription
from webapp.attendance.calendars.readers import program_of
from webapp.database import begin_for_writing, db
from webapp.events.calendars.answering import answer
from webapp.web.access import secret_link

bp = Blueprint("personal_calendars", __name__)
_TOKEN = re.compile(r"[a-z2-7]{26}", re.ASCII)


@bp.get("/calendars/<token>.ics")
@secret_link
def feed(token: str) -> ResponseReturnValue:
    """The calendar; 410 once revoked, whatever the client says it knows; 404 for an address that never was."""
    subscription = db.session.scalar(queries.by_token(token)) if _TOKEN.fullmatch(token) else None
    if subscription is None:
        abort(404)
    found = personal_feed(subscription, at=clock.now()) if subscription.revoked_at is None else None
    if found is None:
        return _gone()
    response = answer(found.text, changed_at=found.changed_at, is_private=True)
    _note_fetch(subscription)
    return response


def _gone() -> Response:
    return Response(
        "Alamat kalender ini sudah dicabut. This calendar address has been revoked.\n",
        status=410,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"},
    )


def _note_fetch(subscription: Subscription) -> None:
    """Once an hour, after everything was read: the only thing that a fetch leaves behind."""
    by, at = program_of(request.user_agent.string), clock.now()
    if not keeping.is_fetch_news(subscription, by=by, at=at):
        return
    db.session.commit()
    begin_for_writing(may_write=True)
    keeping.note_fetch(subscription, by=by, at=at)
    db.session.commit()
    begin_for_writing(may_write=False)
