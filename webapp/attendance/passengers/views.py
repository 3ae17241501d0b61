"""The passenger list of a journey, on the screen and on paper."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.passengers.listing import ask_for_emergency_contact, emergency_question, passengers
from webapp.database import db
from webapp.events import noting
from webapp.events.featuring.table import WITH_PASSENGERS
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in

bp = Blueprint("passengers", __name__, url_prefix="/manage/events/<slug>/passengers")


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    """Telephones in full: in the vehicle somebody must be able to call."""
    event = _event(slug)
    found = passengers(event)
    noting.note_reading("passengers.viewed", event, at=clock.now(), people=len(found), phones="full")
    return render_template(
        "attendance/passengers.html", event=event, passengers=found, asks=emergency_question(event.id) is not None
    )


@bp.post("/emergency-contact")
@signed_in
def create_emergency_contact(slug: str) -> ResponseReturnValue:
    event, at = _event(slug), clock.now()
    ask_for_emergency_contact(event, at=at)
    noting.note("form.decided", event, at=at)
    db.session.commit()
    flash(_("Formulir kini menanyakan kontak darurat."), "ok")
    return redirect(url_for("passengers.index", slug=slug), 303)


def _event(slug: str) -> Event:
    event = organizers_event(slug)
    return event if event.kind in WITH_PASSENGERS else abort(404)
