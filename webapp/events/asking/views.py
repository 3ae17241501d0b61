"""The box as everybody sees it: what is asked, a form, and votes."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.database import db
from webapp.errors import Refused
from webapp.events import queries as events
from webapp.events.asking import devices, moderating, queries
from webapp.events.asking.forms import AskingForm
from webapp.events.asking.models import AskedQuestion, QuestionState
from webapp.events.filters import is_slug
from webapp.events.models import Event
from webapp.web.access import public

bp = Blueprint("asking", __name__, url_prefix="/events/<slug>/question-box")
ONE = "/<int(max=2147483647):question_id>"


@bp.get("")
@public
def show(slug: str) -> ResponseReturnValue:
    return _page(_event(slug), AskingForm(formdata=None))


@bp.post("")
@public
def create(slug: str) -> ResponseReturnValue:
    event, form, token = _event(slug), AskingForm(), devices.token_of(request)
    if not form.validate():
        return _page(event, form, 422)
    try:
        device = devices.mark(token, event.id)
        moderating.ask(event, text=form.text.data or "", name=form.name.data or "", device=device, at=clock.now())
    except Refused as refusal:
        db.session.rollback()
        form.text.errors = [refusal.sentence]
        return _page(_event(slug), form, 422)
    db.session.commit()
    flash(_("Pertanyaan Bapak/Ibu sudah sampai. Moderator membacanya lebih dahulu."), "ok")
    return _back(slug, token)


@bp.post(f"{ONE}/vote")
@public
def create_vote(slug: str, question_id: int) -> ResponseReturnValue:
    event, token = _event(slug), devices.token_of(request)
    moderating.vote(_question(event, question_id), device=devices.mark(token, event.id))
    db.session.commit()
    return _back(slug, token, question_id)


@bp.post(f"{ONE}/vote/removal")
@public
def delete_vote(slug: str, question_id: int) -> ResponseReturnValue:
    event, token = _event(slug), devices.token_of(request)
    moderating.take_back(_question(event, question_id), device=devices.mark(token, event.id))
    db.session.commit()
    return _back(slug, token, question_id)


def _event(slug: str) -> Event:
    """Published, not confidential, with a box; else missing."""
    event = db.session.scalar(events.published(slug)) if is_slug(slug) else None
    if event is None or db.session.scalar(queries.box(event.id)) is None:
        abort(404)
    return event


def _question(event: Event, question_id: int) -> AskedQuestion:
    """Only what everybody sees."""
    found = db.session.scalar(queries.one(event.id, question_id))
    if found is None or found.state not in moderating.SEEN:
        abort(404)
    return found


def _page(event: Event, form: AskingForm, status: int = 200) -> Response:
    token = devices.token_of(request)
    device = devices.mark(token, event.id)
    box = db.session.scalar(queries.box(event.id))
    page = render_template(
        "events/question_box.html",
        event=event,
        form=form,
        shown=db.session.scalars(queries.in_states(event.id, QuestionState.SHOWN)).all(),
        answered=db.session.scalars(queries.in_states(event.id, QuestionState.ANSWERED)).all(),
        waiting=db.session.scalars(queries.own_waiting(event.id, device)).all(),
        voted=set(db.session.scalars(queries.voted(event.id, device))),
        is_open=moderating.takes_questions(event, box, at=clock.now()),
    )
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return devices.remember(answer, token)


def _back(slug: str, token: str, question_id: int | None = None) -> Response:
    anchor = f"q-{question_id}" if question_id else None
    answer = make_response(redirect(url_for("asking.show", slug=slug, _anchor=anchor), 303))
    return devices.remember(answer, token)
