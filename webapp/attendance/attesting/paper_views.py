"""On the page of one participant: the signature on paper, one press to write it down and one to take it back."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.attendance.attesting import marking
from webapp.attendance.models import Registration
from webapp.attendance.participants import queries
from webapp.audit.acts import About
from webapp.database import db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in

bp = Blueprint(
    "papers",
    __name__,
    url_prefix="/manage/events/<slug>/participants/<int(max=2147483647):registration_id>"
    "/papers/<int(max=2147483647):session_id>",
)


@bp.post("")
@signed_in
def create(slug: str, registration_id: int, session_id: int) -> ResponseReturnValue:
    by = signed_in_identity().user.id

    def act(one: Registration, at: datetime) -> None:
        marking.mark(one.event, one, session_id, by=by, at=at)

    return _done(slug, registration_id, "paper.marked", act)


@bp.post("/removal")
@signed_in
def delete(slug: str, registration_id: int, session_id: int) -> ResponseReturnValue:
    def act(one: Registration, at: datetime) -> None:
        marking.unmark(one.event, one.id, session_id, at=at)

    return _done(slug, registration_id, "paper.unmarked", act)


def _done(
    slug: str, registration_id: int, name: str, act: Callable[[Registration, datetime], None]
) -> ResponseReturnValue:
    registration = db.session.scalar(queries.whole(organizers_event(slug).id, registration_id))
    if registration is None:
        abort(404)
    at = clock.now()
    try:
        act(registration, at)
        about = About("person", registration.person_id, after={"name": registration.person.name})
        noting.note(name, registration.event, at=at, after={"registration": registration.id}, about=about)
        db.session.commit()
        flash(_("Tercatat. Kehadiran dinilai ulang dari buktinya."), "ok")
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.sentence, "warn")
    where = url_for("participants.show", slug=slug, registration_id=registration_id, _anchor="verdicts")
    return redirect(where, 303)
