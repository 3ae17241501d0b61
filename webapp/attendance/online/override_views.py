"""A verdict by hand: the committee decides about one person at one session, and says why."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.attendance.models import Registration
from webapp.attendance.participants import queries
from webapp.attendance.verdicts.deciding import override, withdraw_override
from webapp.audit.acts import About
from webapp.database import db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in
from webapp.web.forms import has_control_characters

bp = Blueprint(
    "overrides",
    __name__,
    url_prefix="/manage/events/<slug>/participants/<int(max=2147483647):registration_id>"
    "/verdicts/<int(max=2147483647):session_id>",
)


@bp.post("")
@signed_in
def create(slug: str, registration_id: int, session_id: int) -> ResponseReturnValue:
    registration = _registration(slug, registration_id)
    reason, wanted = request.form.get("reason", ""), request.form.get("is_present", "")
    if wanted not in {"yes", "no"} or has_control_characters(reason):
        abort(400)
    by, event, at = signed_in_identity().user.id, registration.event, clock.now()
    try:
        override(event, registration, session_id, is_present=wanted == "yes", reason=reason, by=by, at=at)
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.sentence, "warn")
        return _back(slug, registration_id)
    _note("verdict.overridden", registration, session_id, is_present=wanted == "yes")
    db.session.commit()
    flash(_("Keputusan dan alasannya tercatat. Laporan langsung mengikuti."), "ok")
    return _back(slug, registration_id)


@bp.post("/return")
@signed_in
def delete(slug: str, registration_id: int, session_id: int) -> ResponseReturnValue:
    """Let the rule judge again."""
    registration = _registration(slug, registration_id)
    withdraw_override(registration.event, registration.id, session_id, at=clock.now())
    _note("verdict.returned", registration, session_id)
    db.session.commit()
    flash(_("Keputusan dicabut. Ketentuan kegiatan berlaku lagi."), "ok")
    return _back(slug, registration_id)


def _registration(slug: str, registration_id: int) -> Registration:
    found = db.session.scalar(queries.whole(organizers_event(slug).id, registration_id))
    if found is None:
        abort(404)
    return found


def _note(name: str, registration: Registration, session_id: int, **more: object) -> None:
    about = About("person", registration.person_id, after={"name": registration.person.name})
    after = {"registration": registration.id, "session": session_id} | more
    noting.note(name, registration.event, at=clock.now(), after=after, about=about)


def _back(slug: str, registration_id: int) -> ResponseReturnValue:
    if "list" in request.form:
        return redirect(url_for("rules.review", slug=slug), 303)
    return redirect(url_for("participants.show", slug=slug, registration_id=registration_id, _anchor="verdicts"), 303)
