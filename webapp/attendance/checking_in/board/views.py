"""The board's page, and the part of it that is asked again every five seconds."""

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.board.figures import board
from webapp.attendance.checking_in.scanner.views import asked_session
from webapp.events import loading
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in

bp = Blueprint("board", __name__, url_prefix="/manage/events/<slug>/board")


@bp.get("")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    """The whole page; without scripts a link brings it up to date."""
    return render_template("attendance/board.html", **_values(slug))


@bp.get("/now")
@signed_in
def show_now(slug: str) -> ResponseReturnValue:
    """The figures alone, by a conditional request: 304 while nobody came and nothing was said."""
    return _conditional(render_template("attendance/_board.html", **_values(slug)))


def _values(slug: str) -> dict[str, object]:
    event, at = organizers_event(slug, GrantRole.VIEWER), clock.now()
    session = asked_session(event)
    is_projector = request.args.get("view") == "projector"
    found = board(event, session, at=at)
    may_decide = loading.may(GrantRole.COMMITTEE, event)
    return {
        "event": event,
        "session": session,
        "board": found,
        "is_projector": is_projector,
        "may_decide": may_decide,
        "may_scan": may_decide or loading.may(GrantRole.DESK, event),
        "at": at,
    }


def _conditional(body: str) -> ResponseReturnValue:
    answer = make_response(body)
    answer.add_etag()
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer.make_conditional(request)
