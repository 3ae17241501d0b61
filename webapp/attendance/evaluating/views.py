"""The form behind a ticket, and the committee's page of what came of it."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.evaluating import answering, queries, results
from webapp.attendance.evaluating.forms import FeedbackForm
from webapp.attendance.models import Ticket
from webapp.attendance.registering.queries import by_code
from webapp.attendance.ticketing.links import is_code
from webapp.attendance.ticketing.responses import private
from webapp.database import db
from webapp.events import loading, noting
from webapp.events.loading import organizers_event
from webapp.web.access import public, signed_in

bp = Blueprint("feedback", __name__)


@bp.get("/T/<code>/feedback")
@public
def new(code: str) -> ResponseReturnValue:
    return _form_page(_ticket(code), FeedbackForm(formdata=None))


@bp.post("/T/<code>/feedback")
@public
def create(code: str) -> ResponseReturnValue:
    """Who answered is known by the ticket for as long as it takes to write it down; then only that they did."""
    ticket, form = _ticket(code), FeedbackForm()
    if not form.validate():
        return _form_page(ticket, form, 422)
    answering.answer(ticket.registration, form.said(), at=clock.now())
    db.session.commit()
    flash(_("Terima kasih. Umpan balik Bapak/Ibu sudah kami terima."), "ok")
    return redirect(url_for("tickets.show", code=code), 303)


@bp.get("/manage/events/<slug>/feedback")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    """Figures for whoever reads reports; words, which may name people, for the committee."""
    event = organizers_event(slug, GrantRole.VIEWER)
    drawn = results.drawn(event.id)
    suggestions = drawn["found"].suggestions
    may_decide = loading.may(GrantRole.COMMITTEE, event)
    if may_decide and any(name for _words, name in suggestions):
        noting.note_reading("feedback.viewed", event, at=clock.now(), people=len(suggestions))
    return render_template(
        "attendance/feedback.html",
        event=event,
        feedback=drawn,
        may_decide=may_decide,
        is_closed=db.session.scalar(queries.closure(event.id)) is not None,
        span=(answering.opens_at(event), answering.closes_at(event)),
    )


@bp.post("/manage/events/<slug>/feedback/closure")
@signed_in
def create_closure(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    answering.close(event, at=at)
    noting.note("feedback.closed", event, at=at)
    db.session.commit()
    flash(_("Umpan balik ditutup. Jawaban yang sudah masuk tetap dihitung."), "ok")
    return redirect(url_for("feedback.show", slug=slug), 303)


@bp.post("/manage/events/<slug>/feedback/reopening")
@signed_in
def create_reopening(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    answering.reopen(event)
    noting.note("feedback.reopened", event, at=at)
    db.session.commit()
    flash(_("Umpan balik dibuka bagi peserta yang hadir."), "ok")
    return redirect(url_for("feedback.show", slug=slug), 303)


def _ticket(code: str) -> Ticket:
    found = db.session.scalar(by_code(code)) if is_code(code) else None
    if found is None or found.revoked_at is not None:
        abort(404)
    return found


def _form_page(ticket: Ticket, form: FeedbackForm, status: int = 200) -> Response:
    state = answering.asking(ticket.registration, at=clock.now())
    event = ticket.registration.event
    values = {"ticket": ticket, "event": event, "form": form, "state": state.value}
    return private((render_template("attendance/feedback_new.html", **values), status))
