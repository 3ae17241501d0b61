"""The screen in the room: switching the code on, showing it, changing it every fifteen seconds."""

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.scanner.views import asked_session
from webapp.attendance.checking_in.venue import codes, opening
from webapp.attendance.checking_in.venue.models import VenueCode
from webapp.database import db
from webapp.documents import qr
from webapp.events import loading, noting
from webapp.events.loading import organizers_event
from webapp.events.models import Session
from webapp.web.access import signed_in
from webapp.web.pages import public_url

bp = Blueprint("venue_screen", __name__, url_prefix="/manage/events/<slug>/venue-code")


@bp.get("")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug, GrantRole.DESK)
    session, code = asked_session(event), db.session.scalar(opening.opened(event.id))
    may_switch = loading.may(GrantRole.COMMITTEE, event)
    symbol = _symbol(code, session) if code else ""
    return _unkept(
        render_template(
            "attendance/venue_code.html", event=event, session=session, symbol=symbol, may_switch=may_switch
        )
    )


@bp.get("/now")
@signed_in
def show_now(slug: str) -> ResponseReturnValue:
    """The symbol alone; `Refresh-In` says in how many milliseconds the next one is due."""
    event = organizers_event(slug, GrantRole.DESK)
    code = db.session.scalar(opening.opened(event.id))
    answer = _unkept(_symbol(code, asked_session(event)) if code else "")
    answer.mimetype = "text/plain"
    answer.headers["Refresh-In"] = str(int(1000 * codes.seconds_left(clock.now())) + 50)
    return answer


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    opening.open_code(event, at=at)
    noting.note("venue_code.opened", event, at=at)
    db.session.commit()
    return redirect(url_for("venue_screen.show", slug=slug), 303)


@bp.post("/closing")
@signed_in
def close(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    opening.close_code(event, at=at)
    noting.note("venue_code.closed", event, at=at)
    db.session.commit()
    return redirect(url_for("venue_screen.show", slug=slug), 303)


def _symbol(code: VenueCode, session: Session) -> str:
    text = codes.code_at(code.key, session.id, clock.now())
    address = public_url("venue.show", session_id=session.id, code=text)
    return qr.svg(address, _("QR untuk mencatat kehadiran"), max_version=8)


def _unkept(body: str) -> Response:
    answer = make_response(body)
    answer.headers["Cache-Control"] = "no-store"
    return answer
