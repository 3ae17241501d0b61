"""Screens before which people watch together: declared at the desk or by a chair, decided by the committee."""

from collections import defaultdict

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.attesting import watching
from webapp.attendance.attesting.forms import DeskWatchForm
from webapp.attendance.attesting.watching import Declaration
from webapp.attendance.checking_in.scanning.codes import Form, parsed_code
from webapp.attendance.models import Ticket
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in

bp = Blueprint("watching", __name__, url_prefix="/manage/events/<slug>/online/watching")


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    return _page(organizers_event(slug, GrantRole.DESK), DeskWatchForm(formdata=None))


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    """The desk declares by codes."""
    form = DeskWatchForm()
    if not form.validate():
        return _again(slug, form)
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    try:
        people, by = _people(event, form.typed()), signed_in_identity().user.name
        said = Declaration(place=form.place.data or "", declared_by=by, registration_ids=people)
        party = watching.declare(event, said, at=at)
    except Refused as refusal:
        db.session.rollback()
        (form.place if refusal.reason == "place" else form.codes).errors = [refusal.sentence]
        return _again(slug, form)
    noting.note("watching.declared", event, at=at, after={"party": party.id, "people": len(people)})
    db.session.commit()
    flash(_("Tercatat. Kehadirannya dihitung setelah panitia menyetujui."), "ok")
    return redirect(url_for("watching.index", slug=slug), 303)


@bp.post("/<int(max=2147483647):party_id>/<any(approval, refusal):decision>")
@signed_in
def decide(slug: str, party_id: int, decision: str) -> ResponseReturnValue:
    event, at = organizers_event(slug, GrantRole.COMMITTEE), clock.now()
    party = db.session.scalar(watching.of_event(event.id, party_id))
    if party is None:
        abort(404)
    by, is_approved = signed_in_identity().user.id, decision == "approval"
    watching.decide(party, event, is_approved=is_approved, by=by, at=at)
    noting.note("watching.decided", event, at=at, after={"party": party.id, "is_approved": is_approved})
    db.session.commit()
    flash(_("Disetujui dan dihitung hadir daring.") if is_approved else _("Tidak dihitung."), "ok")
    return redirect(url_for("watching.index", slug=slug), 303)


def _people(event: Event, typed: list[str]) -> list[int]:
    """The registrations of these codes; Refused with the first that nobody has."""
    found = []
    for line in typed:
        code = parsed_code(line)
        column = Ticket.short_code if code.form is Form.SHORT else Ticket.code
        asked = select(Ticket.registration_id).where(
            Ticket.event_id == event.id, Ticket.revoked_at.is_(None), column == code.text
        )
        registration_id = db.session.scalar(asked)
        if registration_id is None:
            raise Refused(_("Kode %(code)s belum ditemukan pada kegiatan ini.", code=line[:40]), reason="people")
        found.append(registration_id)
    return found


def _again(slug: str, form: DeskWatchForm) -> ResponseReturnValue:
    begin_for_writing(may_write=False)
    return _page(organizers_event(slug, GrantRole.DESK), form), 422


def _page(event: Event, form: DeskWatchForm) -> str:
    rows = db.session.execute(watching.parties(event.id)).all()
    people: dict[int, list[str]] = defaultdict(list)
    for party_id, name in db.session.execute(watching.names([party.id for party, _count in rows])):
        people[party_id].append(name)
    noting.note_reading("watching.viewed", event, at=clock.now(), people=sum(len(one) for one in people.values()))
    return render_template(
        "attendance/watching.html",
        event=event,
        form=form,
        parties=rows,
        people=people,
        sessions={session.id: session for session in event.sessions},
        may_declare=watching.may_declare(event, at=clock.now()),
        may_decide=signed_in_identity().may(GrantRole.COMMITTEE, event.organization_id),
    )
