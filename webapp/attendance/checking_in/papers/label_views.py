"""Labels and badges for printing ahead: QR and name, on the papers that shops sell."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.papers.numbering import Numbered, numbered
from webapp.attendance.checking_in.papers.setting import labels
from webapp.documents.door_papers import Labels
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Mode
from webapp.web.access import signed_in

bp = Blueprint("labels", __name__, url_prefix="/manage/events/<slug>/labels")


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug, GrantRole.DESK)
    return render_template("attendance/labels.html", event=event, people=len(_people(event.id)), papers=list(Labels))


@bp.get("/labels.pdf")
@signed_in
def file(slug: str) -> ResponseReturnValue:
    """One badge for everybody who has a place in the room, in the order of names."""
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    chosen = request.args.get("paper", "")
    paper = Labels(chosen) if chosen in set(Labels) else Labels.A4_8
    people = _people(event.id)
    if not people:
        raise Refused(_("Belum ada peserta luring yang dapat dicetak labelnya."))
    noting.note_reading("labels.printed", event, at=at, people=len(people), paper=paper.value)
    answer = Response(labels(event, people, paper, at=at), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="label-{event.slug}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _people(event_id: int) -> list[Numbered]:
    there = [one for one in numbered(event_id) if one.is_expected and one.code and one.mode is Mode.IN_PERSON]
    return sorted(there, key=lambda one: one.folded_name)
