"""The moderator's page, and the screen for the room."""

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.documents import qr
from webapp.events import loading, noting
from webapp.events.asking import moderating, queries
from webapp.events.asking.models import AskedQuestion, QuestionState
from webapp.events.loading import organizers_event
from webapp.events.models import Event, Visibility
from webapp.web.access import signed_in
from webapp.web.pages import public_url

bp = Blueprint("question_box", __name__, url_prefix="/manage/events/<slug>/question-box")
ONE = "/<int(max=2147483647):question_id>"
ON_SCREEN = 6
SECONDS = 10  # between two looks of the screen


@bp.get("")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    """Everything that was asked, by what was decided of it."""
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    found = db.session.scalars(queries.in_states(event.id, *QuestionState)).all()
    by_state = {state.value: [one for one in found if one.state is state] for state in QuestionState}
    if any(one.name for one in found):
        noting.note_reading("questions.viewed", event, at=at, people=sum(bool(one.name) for one in found))
    box = db.session.scalar(queries.box(event.id))
    return render_template(
        "manage/question_box.html",
        event=event,
        box=box,
        by_state=by_state,
        is_open=moderating.takes_questions(event, box, at=at),
        may_switch=loading.may(GrantRole.COMMITTEE, event),
        is_confidential=event.visibility is Visibility.CONFIDENTIAL,
        address=public_url("asking.show", slug=event.slug),
    )


@bp.post("/opening")
@signed_in
def create_opening(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    moderating.open_box(event, at=at)
    noting.note("questions.opened", event, at=at)
    db.session.commit()
    flash(_("Kotak pertanyaan dibuka. Tautannya ada pada halaman kegiatan."), "ok")
    return redirect(url_for("question_box.show", slug=slug), 303)


@bp.post("/closing")
@signed_in
def create_closing(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    moderating.close_box(event, at=at)
    noting.note("questions.closed", event, at=at)
    db.session.commit()
    flash(_("Kotak pertanyaan ditutup. Yang sudah tampil tetap dapat dibaca."), "ok")
    return redirect(url_for("question_box.show", slug=slug), 303)


@bp.post(f"{ONE}/state")
@signed_in
def update_state(slug: str, question_id: int) -> ResponseReturnValue:
    event, at, wanted = organizers_event(slug, GrantRole.DESK), clock.now(), request.form.get("state", "")
    question = _question(event, question_id)
    if wanted not in set(QuestionState):
        abort(422)
    moderating.decide(question, QuestionState(wanted), at=at)
    noting.note("question.decided", event, at=at, after={"question": question.id, "state": wanted})
    db.session.commit()
    return redirect(url_for("question_box.show", slug=slug, _anchor=f"q-{question_id}"), 303)


@bp.post(f"{ONE}/removal")
@signed_in
def delete(slug: str, question_id: int) -> ResponseReturnValue:
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    moderating.erase(_question(event, question_id))
    noting.note("question.erased", event, at=at, before={"question": question_id})
    db.session.commit()
    flash(_("Pertanyaan dihapus seluruhnya."), "ok")
    return redirect(url_for("question_box.show", slug=slug), 303)


@bp.get("/screen")
@signed_in
def screen(slug: str) -> ResponseReturnValue:
    """For the projector: the most wanted questions; it looks again by itself, without scripts too."""
    event = organizers_event(slug, GrantRole.DESK)
    if db.session.scalar(queries.box(event.id)) is None or event.visibility is Visibility.CONFIDENTIAL:
        abort(404)
    address = public_url("asking.show", slug=event.slug)
    page = render_template(
        "manage/question_screen.html",
        event=event,
        shown=db.session.scalars(queries.in_states(event.id, QuestionState.SHOWN, limit=ON_SCREEN)).all(),
        symbol=qr.svg(address, _("QR kotak pertanyaan"), max_version=8),
        address=address.partition("://")[2],
        seconds=SECONDS,
    )
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _question(event: Event, question_id: int) -> AskedQuestion:
    found = db.session.scalar(queries.one(event.id, question_id))
    if found is None:
        abort(404)
    return found
