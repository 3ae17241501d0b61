"""The operator's page: the code in giant digits, the links to share, who is inside."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.importing.waiting import count_waiting
from webapp.attendance.online.forms import CodeForm
from webapp.attendance.online.reviewing import count_odd
from webapp.attendance.online.watching import Board, board_of
from webapp.attendance.room import queries as room
from webapp.attendance.rooms.keeping import room_of
from webapp.attendance.verdicts import asking
from webapp.attendance.verdicts.models import Part
from webapp.attendance.verdicts.settling import rule_of
from webapp.attendance.verdicts.telling_codes import close_code, open_code
from webapp.database import begin_for_writing, db
from webapp.events import loading, noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event, Visibility
from webapp.events.timing import session_at
from webapp.web.access import signed_in

bp = Blueprint("online", __name__, url_prefix="/manage/events/<slug>/online")


@bp.get("")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    board = board_of(organizers_event(slug, GrantRole.DESK), at=clock.now())
    noting.note_reading("online.viewed", board.event, at=clock.now(), people=board.present)
    return _page(board, CodeForm(formdata=None))


@bp.get("/state")
@signed_in
def state(slug: str) -> ResponseReturnValue:
    """The part that changes while one looks; 304 while it has not."""
    board = board_of(organizers_event(slug, GrantRole.DESK), at=clock.now())
    answer = make_response(render_template("attendance/_online_live.html", **_live(board)))
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(board.etag(str(get_locale())))
    return answer.make_conditional(request)


@bp.post("/codes")
@signed_in
def create_code(slug: str) -> ResponseReturnValue:
    """Open the window of a code; the same code again where it was open before."""
    form, at = CodeForm(), clock.now()
    event = organizers_event(slug, GrantRole.DESK)
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(board_of(event, at=at), form, 422)
    part = Part(form.part.data)
    for other in Part:
        if other is not part:  # one code on the screen at a time
            close_code(session_at(event, at=at), other, at=at)
    open_code(event, session_at(event, at=at), part, lasts=timedelta(minutes=int(form.minutes.data)), at=at)
    noting.note("code.opened", event, at=at, after={"part": part.value, "minutes": int(form.minutes.data)})
    db.session.commit()
    return redirect(url_for("online.show", slug=slug), 303)


@bp.post("/codes/<any(opening, closing):part>/end")
@signed_in
def end_code(slug: str, part: str) -> ResponseReturnValue:
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    close_code(session_at(event, at=at), Part(part), at=at)
    noting.note("code.closed", event, at=at, after={"part": part})
    db.session.commit()
    flash(_("Kode ditutup. Yang sudah mengetik tetap tercatat."), "ok")
    return redirect(url_for("online.show", slug=slug), 303)


def _page(board: Board, form: CodeForm, status: int = 200) -> Response:
    event = board.event
    page = render_template(
        "attendance/online.html",
        form=form,
        rule=asking.asked_in_percent(rule_of(event)),
        room_figures=db.session.execute(room.figures(event.id)).one(),
        has_door=bool(event.published_at) and event.visibility is not Visibility.CONFIDENTIAL,
        may_scan=True,
        may_decide=_may_decide(event),
        odd=count_odd(event.id) + count_waiting(event.id) if _may_decide(event) else 0,
        server=room_of(event),
        **_live(board),
    )
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _live(board: Board) -> dict[str, Any]:
    return {"board": board, "event": board.event, "at": clock.now()}


def _may_decide(event: Event) -> bool:
    return loading.may(GrantRole.COMMITTEE, event)
