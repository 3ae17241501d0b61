"""Around the live board: the first forty minutes once more, who is inside, and the days of a training."""

from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.board.days import PER_PAGE as PEOPLE_A_PAGE
from webapp.attendance.checking_in.board.days import days
from webapp.attendance.checking_in.board.inside import PER_PAGE, inside, one_inside
from webapp.attendance.checking_in.board.replaying import replay
from webapp.attendance.checking_in.scanner.views import asked_session
from webapp.attendance.checking_in.scanning.answers import Presented
from webapp.attendance.checking_in.scanning.gates import gate_of
from webapp.attendance.checking_in.scanning.recording import record_scan
from webapp.attendance.checking_in.scanning.settling import settle
from webapp.attendance.models import Action, Channel, Outcome
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in
from webapp.web.forms import has_control_characters

bp = Blueprint("hall", __name__, url_prefix="/manage/events/<slug>/board")

LONGEST_SEARCH = 100
MOST_PAGES = 10_000


@bp.get("/replay")
@signed_in
def show_replay(slug: str) -> ResponseReturnValue:
    """Without names, so that it may be shown to the hall; a table says the same without scripts."""
    event = organizers_event(slug, GrantRole.VIEWER)
    session = asked_session(event)
    return render_template("attendance/replay.html", event=event, session=session, replay=replay(session.id))


@bp.get("/inside")
@signed_in
def show_inside(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug, GrantRole.DESK)
    session, search, page = asked_session(event), _search(), _page()
    people, total = inside(session.id, search=search, page=page)
    noting.note_reading("inside.viewed", event, at=clock.now(), people=len(people))
    return render_template(
        "attendance/inside.html",
        event=event,
        session=session,
        people=people,
        total=total,
        search=search,
        page=page,
        pages=-(-total // PER_PAGE) or 1,
    )


@bp.post("/inside/<int(max=2147483647):registration_id>/departure")
@signed_in
def create_departure(slug: str, registration_id: int) -> ResponseReturnValue:
    """Somebody left without being scanned; the verb records it like a scan at the way out."""
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    session = asked_session(event)
    person = one_inside(session.id, registration_id)
    if person is None:
        abort(404)
    desk = signed_in_identity().user.name
    presented = Presented(str(uuid4()), person.code, Action.OUT, at, Channel.SEARCH, desk)
    gate = gate_of(session)
    answer = settle(lambda: record_scan(gate, presented, at=at))
    flash(answer.message, "ok" if answer.outcome is Outcome.ADMITTED else "warn")
    return redirect(url_for("hall.show_inside", slug=slug, session=session.id), 303)


@bp.get("/days")
@signed_in
def show_days(slug: str) -> ResponseReturnValue:
    event, page = organizers_event(slug, GrantRole.VIEWER), _page()
    found = days(event, page=page)
    noting.note_reading("days.viewed", event, at=clock.now(), people=len(found.people))
    pages = -(-found.total // PEOPLE_A_PAGE) or 1
    return render_template("attendance/days.html", event=event, days=found, page=page, pages=pages)


def _search() -> str:
    search = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    return "" if has_control_characters(search) else search


def _page() -> int:
    return min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
