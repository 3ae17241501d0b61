"""One press on a ticket's own page, by whoever stands at the desk with an ordinary camera."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.scanner.views import asked_session
from webapp.attendance.checking_in.scanning.answers import Presented
from webapp.attendance.checking_in.scanning.codes import Form, parsed_code
from webapp.attendance.checking_in.scanning.gates import gate_of
from webapp.attendance.checking_in.scanning.recording import record_scan
from webapp.attendance.checking_in.scanning.settling import settle
from webapp.attendance.models import Action, Channel, Outcome
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in

bp = Blueprint("arrivals", __name__, url_prefix="/manage/events/<slug>/arrivals")

TONES = {Outcome.ADMITTED: "ok", Outcome.ALREADY: "warn", Outcome.REFUSED: "bad", Outcome.UNKNOWN: "bad"}


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    """Record the ticket of the form as the scanner would, and go back to its page with the door's own sentence."""
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    code = parsed_code(request.form.get("code", ""))
    if code.form is not Form.TICKET:
        abort(400)
    desk = signed_in_identity().user.name
    presented = Presented(_entry(), code.text, Action.IN, at, Channel.CAMERA, desk)
    gate = gate_of(asked_session(event))
    answer = settle(lambda: record_scan(gate, presented, at=at))
    flash(answer.message, TONES[answer.outcome])
    return redirect(url_for("tickets.show", code=code.text), 303)


def _entry() -> str:
    try:
        return str(UUID(request.form.get("entry", "")))
    except ValueError:
        abort(400)
