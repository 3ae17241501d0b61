"""On the chair's page: who of the group watches together on one screen."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.attesting import watching
from webapp.attendance.attesting.forms import GroupWatchForm
from webapp.attendance.attesting.watching import Declaration
from webapp.attendance.groups import links, queries
from webapp.attendance.ticketing.responses import private
from webapp.database import db
from webapp.errors import Refused
from webapp.web.access import secret_link

bp = Blueprint("group_watching", __name__)


@bp.post("/groups/<token>/watching")
@secret_link
def create(token: str) -> ResponseReturnValue:
    """The chair declares; the committee decides. What is wrong is said on the group's own page."""
    found = links.group_behind(token)
    if found is None:
        abort(404)
    group, event, _chair = found
    form = GroupWatchForm()
    form.watchers.choices = [(one.id, "") for one in db.session.scalars(queries.members(group.id))]
    try:
        if not form.validate():
            raise Refused(str(next(sentence for _id, _label, sentence in form.problems())))
        said = Declaration(
            place=form.place.data or "",
            declared_by=group.affiliation or _("Rombongan"),
            registration_ids=form.watchers.data or (),
            group_id=group.id,
        )
        watching.declare(event, said, at=clock.now())
        db.session.commit()
        flash(_("Tercatat. Kehadirannya dihitung setelah panitia menyetujui."), "ok")
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.sentence, "warn")
    return private(redirect(url_for("groups.show", token=token, _anchor="watching"), 303))
