"""The page of the code that is read aloud, for a WhatsApp group: the code, and who one is."""

from datetime import timedelta
from math import ceil

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.attendance.joining import claiming, finding
from webapp.attendance.joining.claiming_forms import OpenClaimForm
from webapp.attendance.joining.door_views import door_event, found_at_door, known_here
from webapp.attendance.joining.noticing import notice
from webapp.attendance.joining.responses import private
from webapp.attendance.verdicts import telling_codes
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.web.access import public
from webapp.web.compressing import compress

bp = Blueprint("claiming", __name__)
bp.after_request(compress)


@bp.get("/events/<slug>/code")
@public
def show(slug: str) -> ResponseReturnValue:
    return _page(slug, OpenClaimForm(formdata=None))


@bp.post("/events/<slug>/code")
@public
def create_claim(slug: str) -> ResponseReturnValue:
    """Count the code for whoever the form names."""
    form, at, address = OpenClaimForm(), clock.now(), request.remote_addr or ""
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(slug, form, 422)
    event = door_event(slug)
    if wait := finding.wait_for_guessers(event, address, at=at):
        return _page(slug, form, 429, wait=wait)
    registration = found_at_door(event, form)
    if registration is None:
        finding.note_failure(event, address, at=at)
        db.session.commit()
        form.not_found()
        return _page(slug, form, 422)
    try:
        part = claiming.claim(registration, form.claimed.data or "", at=at)
    except Refused as refusal:
        db.session.commit()  # the failure is counted
        form.claimed.errors = [refusal.sentence]
        return _page(slug, form, 422)
    notice(registration, at=at)
    db.session.commit()
    thanks, name = claiming.thanks(part), registration.person.name
    return private(make_response(render_template("attendance/claimed.html", event=event, thanks=thanks, name=name)))


def _page(slug: str, form: OpenClaimForm, status: int = 200, *, wait: timedelta | None = None) -> Response:
    event = door_event(slug)
    page = render_template(
        "attendance/claim.html",
        event=event,
        form=form,
        is_open=telling_codes.is_open(event, at=clock.now()),
        known=known_here(event),
        minutes=max(1, ceil(wait / timedelta(minutes=1))) if wait else 0,
    )
    answer = private(make_response(page, status))
    if wait:
        answer.headers["Retry-After"] = str(max(1, ceil(wait.total_seconds())))
    return answer
