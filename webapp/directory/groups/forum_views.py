"""Forums and partners: writing one down, and which KIM a forum gathers."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.accounts.signing_in import grant
from webapp.database import db
from webapp.directory import queries as directory
from webapp.directory.groups import belonging, finding, naming, queries, reach
from webapp.directory.groups.forms import ForumMemberForm, StartForm
from webapp.directory.groups.noting import note
from webapp.directory.models import Organization, OrganizationKind
from webapp.web.access import signed_in

bp = Blueprint("forums", __name__, url_prefix="/manage/forums")


@bp.get("/new")
@signed_in
def new() -> ResponseReturnValue:
    _refuse_strangers()
    return render_template("directory/forum_new.html", form=StartForm(kind=OrganizationKind.FORUM.value))


@bp.post("")
@signed_in
def create() -> ResponseReturnValue:
    """Who writes it down looks after it until its own people do: a forum stands under no office."""
    _refuse_strangers()
    form = StartForm()
    if not form.validate():
        return render_template("directory/forum_new.html", form=form), 422
    name, kind = form.name.data or "", OrganizationKind(form.kind.data)
    organization = Organization(slug=naming.free_slug(name), kind=kind, name=name)
    db.session.add(organization)
    db.session.flush()
    grant(signed_in_identity().user, organization_id=organization.id, role=GrantRole.ADMIN)
    note("organization.founded", organization, at=clock.now(), after={"kind": kind.value})
    db.session.commit()
    flash(_("%(name)s sudah terdata.", name=name), "ok")
    endpoint = "forums.show" if kind is OrganizationKind.FORUM else "directory.edit_organization"
    return redirect(url_for(endpoint, slug=organization.slug))


@bp.get("/<slug>")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    return _page(_forum(slug), ForumMemberForm())


@bp.post("/<slug>/members")
@signed_in
def create_member(slug: str) -> ResponseReturnValue:
    forum = _forum(slug)
    form = ForumMemberForm()
    if not form.validate():
        return _page(forum, form), 422
    group = _named(form.name.data or "")
    if group is None:
        form.name.errors = [_("KIM dengan nama ini tidak ditemukan. Pilih dari saran, atau data dahulu KIM-nya.")]
        return _page(forum, form), 422
    belonging.join_forum(forum, group=group)
    note("forum.joined", forum, at=clock.now(), after={"group": group.slug})
    db.session.commit()
    flash(_("%(name)s sudah masuk forum.", name=group.name), "ok")
    return redirect(url_for("forums.show", slug=slug))


@bp.post("/<slug>/members/<group>/removal")
@signed_in
def create_removal(slug: str, group: str) -> ResponseReturnValue:
    forum = _forum(slug)
    member = db.session.scalar(directory.organization(group)) if group.isascii() and group.isprintable() else None
    belonging.leave_forum(forum, group=member or abort(404))
    note("forum.left", forum, at=clock.now(), before={"group": group})
    db.session.commit()
    flash(_("KIM ini tidak lagi tercatat dalam forum."), "ok")
    return redirect(url_for("forums.show", slug=slug))


def _forum(slug: str) -> Organization:
    return reach.organization_in_reach(slug, OrganizationKind.FORUM)


def _refuse_strangers() -> None:
    if not db.session.scalar(select(reach.offices(signed_in_identity()).exists())):
        abort(404)


def _named(name: str) -> Organization | None:
    """The only KIM of this name, however it is cased."""
    alike = select(Organization).where(
        Organization.kind == OrganizationKind.KIM, func.lower(Organization.name) == name.lower()
    )
    found = db.session.scalars(alike.limit(2)).all()
    return found[0] if len(found) == 1 else None


def _page(forum: Organization, form: ForumMemberForm) -> str:
    return render_template(
        "directory/forum.html",
        forum=forum,
        form=form,
        gathered=db.session.scalars(queries.gathered(forum.id)).all(),
        names=finding.embedded_names(),
    )
