"""Pages of imported reports: bring one, look at what was recognised, let it count, take it back."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.attendance.importing import counting, queries, receiving, saying
from webapp.attendance.importing.doubting import doubts
from webapp.attendance.importing.forms import UploadForm
from webapp.attendance.importing.loading import committees_event, organizers_import
from webapp.attendance.importing.models import AttendanceImport
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import noting, timing
from webapp.events.models import Event
from webapp.files.delivering import deliver
from webapp.web.access import signed_in

bp = Blueprint("imports", __name__, url_prefix="/manage/events/<slug>/imports")

PER_PAGE = 100
_ID = "<int(max=2147483647):import_id>"


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    return _index(committees_event(slug), UploadForm(formdata=None))


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    """Read a report; a file that is here already leads to what became of it."""
    event, form = committees_event(slug), UploadForm()
    _offer(form, event)
    if not form.validate():
        return _again(slug, form)
    by, at = signed_in_identity().user.id, clock.now()
    try:
        imported = receiving.receive(event, form.upload(), by=by, at=at)
    except Refused as refusal:
        db.session.rollback()
        form.report.errors = [refusal.sentence]
        return _again(slug, form)
    if imported.uploaded_at == at:
        noting.note("report.uploaded", event, at=at, after={"import": imported.id, "provider": imported.provider})
    else:
        flash(_("Berkas ini sudah pernah diunggah. Tidak ada yang berubah."), "info")
    db.session.commit()
    return redirect(url_for("imports.show", slug=slug, import_id=imported.id), 303)


@bp.get(f"/{_ID}")
@signed_in
def show(slug: str, import_id: int) -> ResponseReturnValue:
    event, imported = organizers_import(slug, import_id)
    noting.note_reading("report.viewed", event, at=clock.now(), report=imported.id)
    return _page(event, imported)


@bp.get(f"/{_ID}/file")
@signed_in
def download(slug: str, import_id: int) -> ResponseReturnValue:
    """The report as it came."""
    event, imported = organizers_import(slug, import_id)
    if imported.file is None:
        abort(404)
    noting.note_reading("report.downloaded", event, at=clock.now(), report=imported.id)
    return deliver(imported.file, is_download=True)


@bp.post(f"/{_ID}/confirmation")
@signed_in
def create_confirmation(slug: str, import_id: int) -> ResponseReturnValue:
    event, imported = organizers_import(slug, import_id)
    try:
        counting.confirm(imported, event, is_sure="is_sure" in request.form, at=clock.now())
    except Refused as refusal:
        db.session.rollback()
        begin_for_writing(may_write=False)
        return _page(*organizers_import(slug, import_id), wrong=refusal.sentence), 409
    noting.note("report.confirmed", event, at=clock.now(), after={"import": imported.id, "shift": imported.shift})
    db.session.commit()
    flash(_("Laporan dihitung. Kehadiran dan menitnya sudah diperbarui."), "ok")
    return redirect(url_for("imports.show", slug=slug, import_id=import_id), 303)


@bp.post(f"/{_ID}/withdrawal")
@signed_in
def create_withdrawal(slug: str, import_id: int) -> ResponseReturnValue:
    """Take a report back; one that never counted is forgotten together with its file."""
    event, imported = organizers_import(slug, import_id)
    if imported.confirmed_at is None:
        receiving.discard(imported)
        noting.note("report.discarded", event, at=clock.now(), after={"import": import_id})
        words = _("Laporan ini dibuang bersama berkasnya.")
    else:
        counting.take_back(imported, event, at=clock.now())
        noting.note("report.withdrawn", event, at=clock.now(), after={"import": import_id})
        words = _("Laporan ditarik kembali. Kehadiran dihitung lagi tanpa laporan ini.")
    db.session.commit()
    flash(words, "ok")
    return redirect(url_for("imports.index", slug=slug), 303)


def _again(slug: str, form: UploadForm) -> ResponseReturnValue:
    begin_for_writing(may_write=False)
    return _index(committees_event(slug), form), 422


def _offer(form: UploadForm, event: Event) -> None:
    form.offer(event, timing.session_at(event, at=clock.now()).id)


def _index(event: Event, form: UploadForm) -> str:
    _offer(form, event)
    rows = db.session.execute(queries.of_event(event.id)).all()
    return render_template("attendance/imports.html", event=event, form=form, rows=rows, say=saying)


def _page(event: Event, imported: AttendanceImport, *, wrong: str = "") -> str:
    shown = request.args.get("show", "")
    counts = db.session.execute(queries.counts(imported.id)).one()
    total = counts._asdict().get(shown, sum(counts))
    page = min(max(request.args.get("page", 1, type=int), 1), -(-total // PER_PAGE) or 1)
    found = queries.participants(imported.id, shown).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    doubtful = doubts(imported, event) if imported.confirmed_at is None else []
    return render_template(
        "attendance/import.html",
        event=event,
        imported=imported,
        counts=counts,
        rows=db.session.scalars(found).all(),
        show=shown if shown in queries.SHOWN else "",
        page=page,
        pages=-(-total // PER_PAGE) or 1,
        total=total,
        doubts=[saying.doubt(one, imported, event) for one in doubtful],
        wrong=wrong,
        say=saying,
    )
