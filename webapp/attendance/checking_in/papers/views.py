"""Paper at the door: the sheet to sign, entering it, taking a row back."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.correcting.undoing import scan_of_event, undo_scan
from webapp.attendance.checking_in.papers import printing
from webapp.attendance.checking_in.papers.entering import Sheet, enter
from webapp.attendance.checking_in.papers.forms import RowForm
from webapp.attendance.checking_in.papers.numbering import numbered
from webapp.attendance.checking_in.papers.reading import read
from webapp.attendance.checking_in.scanner.views import asked_session
from webapp.attendance.checking_in.scanning.answers import Answer, Presented
from webapp.attendance.checking_in.scanning.gates import gate_of
from webapp.attendance.checking_in.scanning.settling import settle
from webapp.attendance.models import Action, Channel
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import noting, timing
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in
from webapp.web.localizing import chosen_locale
from webapp.work import asking

bp = Blueprint("paper", __name__, url_prefix="/manage/events/<slug>/paper")


@bp.get("")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    return _page(organizers_event(slug, GrantRole.DESK), RowForm(formdata=None, entry=str(uuid4())))


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    """Record what one line means, and be ready for the next; a line that means nobody comes back with its reason."""
    event, form, at = organizers_event(slug, GrantRole.DESK), RowForm(), clock.now()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(event, form), 422
    session, entry = asked_session(event), form.entry.data or ""
    signed_at = at if session.dtstart <= at < timing.end_of(session, event.tzid) else min(session.dtstart, at)
    by = signed_in_identity().user.name
    try:
        whom = read(form.row.data or "", numbered(event.id))
    except Refused as refusal:
        form.row.errors = [refusal.sentence]
        return _page(event, form), 422
    answers = enter(Sheet(gate_of(session), entry, signed_at, by, chosen_locale()), whom, at=at)
    noting.note("paper.entered", event, at=at, after={"session": session.id, "rows": len(answers)})
    db.session.commit()
    return _page(event, RowForm(formdata=None, entry=str(uuid4())), answers)


@bp.post("/<uuid:scan_id>/undo")
@signed_in
def create_undo(slug: str, scan_id: UUID) -> ResponseReturnValue:
    """A number was mistyped: the row is taken back as at the desk."""
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    undone = db.session.scalar(scan_of_event(str(scan_id), event.id))
    if undone is None or undone.channel is not Channel.PAPER:
        abort(404)
    gate = gate_of(next(one for one in event.sessions if one.id == undone.session_id))
    presented = Presented(str(uuid4()), "", Action.UNDO, at, Channel.PAPER, signed_in_identity().user.name)
    answer = settle(lambda: undo_scan(gate, undone, presented, at=at))
    flash(answer.message, "ok" if answer.outcome.value == "admitted" else "warn")
    return redirect(url_for("paper.show", slug=slug, session=gate.session_id), 303)


@bp.get("/sheet.pdf")
@signed_in
def sheet(slug: str) -> ResponseReturnValue:
    """The numbered sheet to sign, with the event's code and a way back to the entry screen."""
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    session, people = asked_session(event), printing.expected(event.id)
    made = printing.sheet(event, session, people, at=at)
    noting.note_reading("paper.printed", event, at=at, people=len(people))
    return Response(made.content, content_type=made.media_type, headers=made.headers)


@bp.post("/sheet")
@signed_in
def create_sheet(slug: str) -> ResponseReturnValue:
    """The same, asked of the worker."""
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    session, back = asked_session(event), url_for("paper.show", slug=slug)
    wanted = printing.order(event, _("Lembar hadir"), back=back, session=session.id)
    job = asking.ask(wanted, owner_id=signed_in_identity().user.id, at=at)
    noting.note("paper.printed", event, at=at, after={"people": len(printing.expected(event.id))})
    db.session.commit()
    return redirect(url_for("work.show", ref=job.ref), 303)


def _page(event: Event, form: RowForm, answers: Sequence[Answer] = ()) -> str:
    session = asked_session(event)
    is_large = sum(seats.taken for seats in event.seats) > printing.MOST_ROWS
    return render_template(
        "attendance/paper.html", event=event, session=session, form=form, answers=answers, is_large=is_large
    )
