"""What a participant's own phone opens from the screen in the room: one page, one POST."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, render_template, request
from flask import session as browser
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.accounts import limiting
from webapp.attendance.checking_in.scanning.codes import parsed_code
from webapp.attendance.checking_in.venue import codes, opening
from webapp.attendance.checking_in.venue.arriving import Arrival, arrive
from webapp.attendance.checking_in.venue.forms import ArrivalForm
from webapp.attendance.joining import finding
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.ticketing import devices
from webapp.attendance.ticketing.responses import private
from webapp.database import begin_for_writing, db
from webapp.events.models import Session
from webapp.web.access import public

bp = Blueprint("venue", __name__, url_prefix="/here/<int(max=2147483647):session_id>")

# Who stands in the room mistypes now and then; nobody is kept from the desk or from the ticket on the phone.
MOST_FAILURES = 300


@bp.get("/<code>")
@public
def show(session_id: int, code: str) -> ResponseReturnValue:
    """The tickets of this phone, if the code is the one on the screen; whoever comes late is told where to look."""
    found, at = db.session.execute(opening.at_session(session_id)).first(), clock.now()
    if found is None or not codes.is_fresh(code.upper(), found[1].key, session_id, at=at):
        return _stale()
    session, venue = found
    return _page(session, ArrivalForm(formdata=None, entry=codes.new_pass(venue.key, session_id, at=at)))


@bp.post("")
@public
def create(session_id: int) -> ResponseReturnValue:
    form, at = ArrivalForm(), clock.now()
    found = db.session.execute(opening.at_session(session_id)).first()
    if found is None or not codes.is_valid_pass(form.entry.data or "", found[1].key, session_id, at=at):
        return _stale()
    session = found[0]
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(session, form, 422)
    if form.code.data and (wait := limiting.wait_after(_key(session), most=MOST_FAILURES, at=at)):
        return _page(session, form, 429, wait=wait)
    registrations = _chosen(session, form)
    if not registrations:
        limiting.note_failure(_key(session), at=at)
        db.session.commit()
        form.not_found()
        return _page(session, form, 422)
    before = set(browser.get(_mark(session), [])) - {one.id for one in registrations}
    answers = arrive(session, Arrival(form.entry.data or "", registrations, len(before)), at=at)
    db.session.commit()
    browser[_mark(session)] = sorted(before | {one.id for one in registrations})
    return private(render_template("attendance/venue_done.html", event=session.event, session=session, answers=answers))


def _chosen(session: Session, form: ArrivalForm) -> Sequence[Registration]:
    """The ticket of the code, else those of this phone that were ticked: nobody else's ref does anything."""
    if form.code.data:
        one = finding.by_code(session.event, parsed_code(form.code.data))
        return [one] if one else []
    return [one for one in _known(session) if one.ref in (form.refs.data or [])]


def _known(session: Session) -> list[Registration]:
    mine = (row for _secret, row in devices.known_to(request) if row.event_id == session.event_id)
    return [row for row in mine if row.status is RegistrationStatus.CONFIRMED]


def _page(
    session: Session, form: ArrivalForm, status: int = 200, *, wait: timedelta | None = None
) -> ResponseReturnValue:
    page = render_template(
        "attendance/venue.html", event=session.event, session=session, form=form, known=_known(session), wait=wait
    )
    return private((page, status))


def _stale() -> ResponseReturnValue:
    """The same page for every code that is none, or none any more: nothing is told of the event."""
    begin_for_writing(may_write=False)
    return private((render_template("attendance/venue_stale.html"), 410))


def _key(session: Session) -> str:
    return f"venue {session.event_id}"


def _mark(session: Session) -> str:
    return f"here-{session.id}"
