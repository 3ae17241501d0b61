"""On the review list: somebody in the room without a registration, decided with one press."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.rooms import queries, strangers
from webapp.attendance.rooms.models import RoomVisit
from webapp.database import db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in

bp = Blueprint("strangers", __name__, url_prefix="/manage/events/<slug>/online/visits/<int(max=2147483647):visit_id>")


@bp.post("/owner")
@signed_in
def update(slug: str, visit_id: int) -> ResponseReturnValue:
    event, visit = _visit(slug, visit_id)
    try:
        strangers.give(visit, event, request.form.get("code", "")[:200], at=clock.now())
        noting.note(
            "visit.given", event, at=clock.now(), after={"visit": visit.id, "registration": visit.registration_id}
        )
        db.session.commit()
        flash(_("Tercatat. Kehadiran dinilai ulang dari buktinya."), "ok")
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.sentence, "warn")
    return redirect(url_for("rules.review", slug=slug), 303)


@bp.post("/dismissal")
@signed_in
def dismiss(slug: str, visit_id: int) -> ResponseReturnValue:
    event, visit = _visit(slug, visit_id)
    strangers.let_be(visit, at=clock.now())
    noting.note("visit.dismissed", event, at=clock.now(), after={"visit": visit.id})
    db.session.commit()
    flash(_("Dibiarkan: tidak dihitung."), "ok")
    return redirect(url_for("rules.review", slug=slug), 303)


def _visit(slug: str, visit_id: int) -> tuple[Event, RoomVisit]:
    event = organizers_event(slug)
    visit = db.session.scalar(queries.strangers(event.id).where(RoomVisit.id == visit_id))
    return (event, visit) if visit is not None else abort(404)
