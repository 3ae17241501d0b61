"""The page for a lost ticket. Whoever asks gets the same answer."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.attendance.ticketing import losing
from webapp.attendance.ticketing.lost_forms import LostForm
from webapp.database import begin_for_writing, db
from webapp.web.access import public

bp = Blueprint("lost", __name__, url_prefix="/tickets/lost")


@bp.get("")
@public
def new() -> ResponseReturnValue:
    return render_template("attendance/ticket_lost.html", form=LostForm())


@bp.post("")
@public
def create() -> ResponseReturnValue:
    form = LostForm()
    if not form.validate():
        begin_for_writing(may_write=False)
        return render_template("attendance/ticket_lost.html", form=form), 422
    losing.ask(name=form.name.data or "", phone=form.phone, email=form.email, at=clock.now())
    db.session.commit()
    return redirect(url_for("lost.asked"), 303)


@bp.get("/asked")
@public
def asked() -> ResponseReturnValue:
    return render_template("attendance/ticket_lost.html", form=None)
