"""The page of one row of a report: who it is, chosen by hand, or somebody who is registered now."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.attendance.importing import deciding, queries, saying
from webapp.attendance.importing.forms import NewcomerForm, offered
from webapp.attendance.importing.loading import imports_row
from webapp.attendance.importing.models import ImportedParticipant
from webapp.attendance.importing.names import readings
from webapp.attendance.models import Registration
from webapp.audit.acts import About
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.models import Event
from webapp.web.access import signed_in
from webapp.web.forms import has_control_characters
from webapp.web.text import folded

bp = Blueprint(
    "import_rows",
    __name__,
    url_prefix="/manage/events/<slug>/imports/<int(max=2147483647):import_id>/rows/<int(max=2147483647):row_id>",
)
LONGEST_SEARCH, MOST_WORDS = 100, 6


@bp.get("")
@signed_in
def show(slug: str, import_id: int, row_id: int) -> ResponseReturnValue:
    event, row = imports_row(slug, import_id, row_id)
    return _page(event, row)


@bp.post("/match")
@signed_in
def update_match(slug: str, import_id: int, row_id: int) -> ResponseReturnValue:
    """This row is that registration, or nobody."""
    event, row = imports_row(slug, import_id, row_id)
    registration = _chosen()
    try:
        deciding.assign(row, registration, event=event, by=signed_in_identity().user.id, at=clock.now())
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.sentence, "warn")
        return _back(slug, import_id)
    after = {"import": import_id, "row": row.number, "registration": registration.id if registration else None}
    noting.note("report.matched", event, at=clock.now(), after=after)
    db.session.commit()
    flash(_("Baris ini sudah dicocokkan.") if registration else _("Baris ini dibiarkan tanpa peserta."), "ok")
    return _back(slug, import_id)


@bp.post("/registration")
@signed_in
def create_registration(slug: str, import_id: int, row_id: int) -> ResponseReturnValue:
    """Somebody who was there without having registered."""
    event, row = imports_row(slug, import_id, row_id)
    form = NewcomerForm()
    if not form.validate():
        return _again(slug, import_id, row_id, form)
    by, at = signed_in_identity().user.id, clock.now()
    try:
        made = deciding.register(row, form.newcomer(), event=event, by=by, at=at)
    except Refused as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.sentence)
        return _again(slug, import_id, row_id, form)
    about = About("person", made.person_id, after={"name": made.person.name})
    noting.note("report.registered", event, at=at, after={"import": import_id, "registration": made.id}, about=about)
    db.session.commit()
    flash(_("%(name)s terdaftar, dan laporannya dihitung.", name=made.person.name), "ok")
    return _back(slug, import_id)


def _chosen() -> Registration | None:
    """Who was pressed; None for nobody."""
    chosen = request.form.get("registration", "")
    if chosen and not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10):
        abort(400)
    return (db.session.get(Registration, int(chosen)) or abort(404)) if chosen else None


def _back(slug: str, import_id: int) -> ResponseReturnValue:
    """To where the press was made: the review list, or the report."""
    if "list" in request.form:
        return redirect(url_for("rules.review", slug=slug), 303)
    return redirect(url_for("imports.show", slug=slug, import_id=import_id, _anchor="rows"), 303)


def _again(slug: str, import_id: int, row_id: int, form: NewcomerForm) -> ResponseReturnValue:
    begin_for_writing(may_write=False)
    return _page(*imports_row(slug, import_id, row_id), form), 422


def _page(event: Event, row: ImportedParticipant, form: NewcomerForm | None = None) -> str:
    search = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    search = "" if has_control_characters(search) else search
    asked = folded(search).split() or [word for one in readings(row.name) for word in one.name if len(word) > 2]
    words = list(dict.fromkeys(asked))[:MOST_WORDS]
    found = db.session.scalars(queries.like(event.id, words)).all() if words else []
    return render_template(
        "attendance/import_row.html",
        event=event,
        row=row,
        found=found,
        search=search,
        form=form or NewcomerForm(formdata=None, data=offered(row)),
        is_from_list="list" in request.values,
        say=saying,
    )
