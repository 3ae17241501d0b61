"""The page of an activity's photos, and the pictures themselves, for its committee."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.narrating import photographing, queries
from webapp.attendance.narrating.models import ReportPhoto
from webapp.database import db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.files.delivering import deliver
from webapp.web.access import signed_in

bp = Blueprint("photos", __name__, url_prefix="/manage/events/<slug>/photos")
_ID = "<int(max=2147483647):photo_id>"
_CAPTION = "caption-"


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    return _page(organizers_event(slug))


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    uploads = [one for one in request.files.getlist("photos") if one.filename]
    said = request.form.get("caption", "")
    try:
        made = photographing.add(event, uploads, caption=said, at=at)
    except Refused as refusal:
        db.session.rollback()
        return _page(organizers_event(slug), problem=refusal.sentence, said=said), 422
    noting.note("photos.added", event, at=at, after={"photos": len(made)})
    db.session.commit()
    flash(ngettext("%(num)d foto masuk ke laporan.", "%(num)d foto masuk ke laporan.", len(made)), "ok")
    return redirect(url_for("photos.index", slug=slug), 303)


@bp.post("/captions")
@signed_in
def update_captions(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    given = {name.removeprefix(_CAPTION): words for name, words in request.form.items() if name.startswith(_CAPTION)}
    changed = photographing.caption(event, {int(key): words for key, words in given.items() if _is_id(key)})
    if changed:
        noting.note("photos.captioned", event, at=at, after={"photos": changed})
    db.session.commit()
    flash(_("Keterangan foto tersimpan."), "ok")
    return redirect(url_for("photos.index", slug=slug), 303)


@bp.post(f"/{_ID}/removal")
@signed_in
def create_removal(slug: str, photo_id: int) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    photographing.remove(_photo(event, photo_id))
    noting.note("photo.removed", event, at=at)
    db.session.commit()
    flash(_("Foto dihapus."), "ok")
    return redirect(url_for("photos.index", slug=slug), 303)


@bp.get(f"/{_ID}")
@signed_in
def show(slug: str, photo_id: int) -> ResponseReturnValue:
    return deliver(_photo(organizers_event(slug, GrantRole.VIEWER), photo_id).file)


def _photo(event: Event, photo_id: int) -> ReportPhoto:
    found = db.session.scalar(queries.photos(event.id).where(ReportPhoto.id == photo_id))
    return found or abort(404)


def _page(event: Event, *, problem: str = "", said: str = "") -> str:
    photos = db.session.scalars(queries.photos(event.id)).all()
    values = {"event": event, "photos": photos, "most": photographing.MOST, "problem": problem, "said": said}
    return render_template("attendance/photos.html", **values)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
