"""The organizer's page of what the registration form asks."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.questions.asking import asked_by
from webapp.attendance.questions.editing import decide
from webapp.attendance.questions.forms import QuestionsForm
from webapp.database import db
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in

bp = Blueprint("questions", __name__, url_prefix="/manage/events/<slug>/questions")


@bp.get("")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    return _page(event, QuestionsForm.of(asked_by(event.id)))


@bp.post("")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    form = QuestionsForm.of(asked_by(event.id))
    if form.press(request.form.get("rows", "")):
        return _page(event, form)
    if not form.validate():
        return _page(event, form), 422
    decide(event, standard=form.standard(), own=form.planned, at=clock.now())
    noting.note("form.decided", event, at=clock.now())
    db.session.commit()
    flash(_("Formulir pendaftaran tersimpan. Isiannya langsung berlaku."), "ok")
    return redirect(url_for("questions.edit", slug=slug), 303)


def _page(event: Event, form: QuestionsForm) -> str:
    return render_template("attendance/questions.html", event=event, form=form)
