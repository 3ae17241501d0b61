"""Labels and badges for printing ahead: QR and name, on the papers that shops sell."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.papers import printing
from webapp.database import db
from webapp.documents.door_papers import Labels
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in
from webapp.work import asking

bp = Blueprint("labels", __name__, url_prefix="/manage/events/<slug>/labels")


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug, GrantRole.DESK)
    people = len(printing.badged(event.id))
    is_large = people > printing.MOST_LABELS
    return render_template("attendance/labels.html", event=event, people=people, papers=list(Labels), is_large=is_large)


@bp.get("/labels.pdf")
@signed_in
def file(slug: str) -> ResponseReturnValue:
    """One badge for everybody who has a place in the room, at once and of any size: programs fetch this address."""
    event, at, paper = organizers_event(slug, GrantRole.DESK), clock.now(), _paper()
    people = printing.badged(event.id)
    made = printing.labels(event, people, paper, at=at)
    noting.note_reading("labels.printed", event, at=at, people=len(people), paper=paper.value)
    return Response(made.content, content_type=made.media_type, headers=made.headers)


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    """The same, asked of the worker."""
    event, at, paper = organizers_event(slug, GrantRole.DESK), clock.now(), _paper()
    wanted = printing.order(event, _("Label"), back=url_for("labels.index", slug=slug), paper=paper.value)
    job = asking.ask(wanted, owner_id=signed_in_identity().user.id, at=at)
    people = len(printing.badged(event.id))
    noting.note("labels.printed", event, at=at, after={"people": people, "paper": paper.value})
    db.session.commit()
    return redirect(url_for("work.show", ref=job.ref), 303)


def _paper() -> Labels:
    chosen = request.values.get("paper", "")
    return Labels(chosen) if chosen in set(Labels) else Labels.A4_8
