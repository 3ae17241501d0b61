"""Co-hosts and materials of an event, added and taken away one by one; and the materials for everybody."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.errors import Refused
from webapp.events import loading, noting, queries
from webapp.events.filters import is_slug
from webapp.events.models import Event
from webapp.events.program import cohosting, materials
from webapp.events.program.models import CoHost
from webapp.events.program.views import page
from webapp.files.delivering import deliver
from webapp.web.access import public, signed_in

bp = Blueprint("program_parts", __name__)
MANAGED = "/manage/events/<slug>/program"


@bp.post(f"{MANAGED}/co-hosts")
@signed_in
def create_co_host(slug: str) -> ResponseReturnValue:
    event, at = loading.own_event(slug), clock.now()
    form = cohosting.CoHostForm()
    if not form.validate() or form.organization is None:
        return page(event, co_host=form), 422
    cohosting.share(event, form.organization, at=at)
    noting.note("program.shared", event, at=at, after={"with": form.organization.slug})
    return _done(slug, _("%(name)s kini penyelenggara bersama.", name=form.organization.name))


@bp.post(f"{MANAGED}/co-hosts/<int(max=2147483647):organization_id>/delete")
@signed_in
def delete_co_host(slug: str, organization_id: int) -> ResponseReturnValue:
    event, at = loading.own_event(slug), clock.now()
    co_host = db.session.get(CoHost, (event.id, organization_id)) or abort(404)
    cohosting.part(event, co_host, at=at)
    noting.note("program.parted", event, at=at, after={"organization": organization_id})
    return _done(slug, _("Penyelenggara bersama dilepas."))


@bp.post(f"{MANAGED}/materials")
@signed_in
def create_material(slug: str) -> ResponseReturnValue:
    event, at = loading.organizers_event(slug), clock.now()
    form = materials.MaterialForm.of(event)
    role = form.chosen()
    if role is None:
        return page(event, material=form), 422
    try:
        made = materials.hand_out(event, role, offer=form.offer(), at=at)
    except Refused as refusal:
        return _refused(slug, form, refusal), 422
    noting.note("program.material_added", event, at=at, after={"title": made.title})
    return _done(slug, _("Materi tersimpan."))


@bp.post(f"{MANAGED}/materials/<int(max=2147483647):material_id>/delete")
@signed_in
def delete_material(slug: str, material_id: int) -> ResponseReturnValue:
    event, at = loading.organizers_event(slug), clock.now()
    material = materials.of_event(event, material_id) or abort(404)
    noting.note("program.material_removed", event, at=at, after={"title": material.title})
    materials.take_back(event, material, at=at)
    return _done(slug, _("Materi dihapus."))


@bp.get(f"{MANAGED}/materials/<int(max=2147483647):material_id>")
@signed_in
def show_own_material(slug: str, material_id: int) -> ResponseReturnValue:
    """The file as its committee sees it, also before anybody else may."""
    return _file(loading.organizers_event(slug, GrantRole.VIEWER), material_id, is_public=False)


@bp.get("/events/<slug>/materials/<int(max=2147483647):material_id>")
@public
def show_material(slug: str, material_id: int) -> ResponseReturnValue:
    event = db.session.scalar(queries.published(slug)) if is_slug(slug) else None
    return _file(event or abort(404), material_id, is_public=True)


def _file(event: Event, material_id: int, *, is_public: bool) -> ResponseReturnValue:
    material = materials.of_event(event, material_id)
    if material is None or material.file is None:
        abort(404)
    return deliver(material.file, is_public=is_public, is_download=True)


def _refused(slug: str, form: materials.MaterialForm, refusal: Refused) -> str:
    db.session.rollback()
    form.file.errors = [refusal.sentence]
    return page(loading.organizers_event(slug), material=form)


def _done(slug: str, sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "ok")
    return redirect(url_for("program.edit", slug=slug), 303)
