"""The servers of an organization, for its administrators: where they are, and a secret that only goes in."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.attendance.rooms import keeping, queries
from webapp.attendance.rooms.forms import NAMES, ServerForm
from webapp.attendance.rooms.models import Server
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record
from webapp.database import begin_for_writing, db
from webapp.directory.groups.reach import organization_in_reach
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.web.access import signed_in
from webapp.web.pages import public_url, settings

bp = Blueprint("room_servers", __name__, url_prefix="/manage/organization/<slug>/rooms")
_KIND = "<any(bigbluebutton, jitsi, zoom):kind>"


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    return _page(organization_in_reach(slug))


@bp.post(f"/{_KIND}")
@signed_in
def update(slug: str, kind: str) -> ResponseReturnValue:
    """Keep one server; a refused address or secret comes back at its field."""
    organization, form, at = organization_in_reach(slug), ServerForm(prefix=kind), clock.now()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(organization_in_reach(slug), form), 422
    by = signed_in_identity().user.id
    try:
        server = keeping.keep_server(organization, Server(kind), form.account(by=by), settings=settings(), at=at)
    except Refused as refusal:
        db.session.rollback()
        begin_for_writing(may_write=False)
        field = {"secret": form.secret, "app_id": form.app_id}.get(refusal.reason, form.address)
        field.errors = [refusal.sentence]
        return _page(organization_in_reach(slug), form), 422
    _note("rooms.server_kept", organization, kind=kind, address=server.address)
    db.session.commit()
    flash(_("Server tersimpan. Kuncinya tidak ditampilkan lagi."), "ok")
    return redirect(url_for("room_servers.index", slug=slug, _anchor=kind), 303)


@bp.post(f"/{_KIND}/removal")
@signed_in
def delete(slug: str, kind: str) -> ResponseReturnValue:
    organization = organization_in_reach(slug)
    server = db.session.scalar(queries.server(organization.id, Server(kind)))
    if server is not None:
        keeping.remove_server(server)
        _note("rooms.server_removed", organization, kind=kind)
        db.session.commit()
        flash(_("Server dan kuncinya dihapus."), "ok")
    return redirect(url_for("room_servers.index", slug=slug), 303)


def _note(name: str, organization: Organization, **after: object) -> None:
    subject = Subject("organization", organization.id, organization.name)
    record(Act(name, subject, organization.id, {}, after), by=acting(), at=clock.now())


def _page(organization: Organization, wrong: ServerForm | None = None) -> str:
    standing = {server.kind: server for server in db.session.scalars(queries.servers(organization.id))}
    forms = {}
    for kind in Server:
        server = standing.get(kind)
        given = {"address": server.address, "app_id": server.app_id} if server else {}
        forms[kind] = ServerForm(formdata=None, prefix=kind.value, **given)
    if wrong is not None:
        forms[Server(wrong._prefix.rstrip("-"))] = wrong
    zoom = standing.get(Server.ZOOM)
    hook = public_url("zoom.receive", hook=zoom.hook) if zoom else ""
    return render_template(
        "attendance/room_servers.html",
        organization=organization,
        forms=forms,
        standing=standing,
        names=NAMES,
        hook=hook,
    )
