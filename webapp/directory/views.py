"""The settings of an organization, for its administrators."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.audit.acts import Act, Subject, changes
from webapp.audit.recording import record
from webapp.database import db
from webapp.directory import forms, organizing, queries
from webapp.directory.models import Organization
from webapp.web.access import signed_in

bp = Blueprint("directory", __name__)


@bp.get("/manage/organization/<slug>")
@signed_in
def edit_organization(slug: str) -> ResponseReturnValue:
    organization = _own(slug)
    return _page(organization, forms.form_of(organization))


@bp.post("/manage/organization/<slug>")
@signed_in
def update_organization(slug: str) -> ResponseReturnValue:
    organization = _own(slug)
    form = forms.form_of(organization)
    if form.signatories.press(request.form.get("rows", "")):
        return _page(organization, form)
    if not form.validate() or form.profile is None:
        return _page(organization, form), 422
    before, at = organizing.public_facts(organization), clock.now()
    organizing.revise(organization, profile=form.profile, at=at)
    old, new = changes(before, organizing.public_facts(organization))
    subject = Subject("organization", organization.id, organization.name)
    record(Act("organization.revised", subject, organization.id, old, new), by=acting(), at=at)
    db.session.commit()
    flash(_("Pengaturan tersimpan."), "ok")
    return redirect(url_for("directory.edit_organization", slug=slug))


def _own(slug: str) -> Organization:
    """The organization if the signed-in person administers it, else 404."""
    identity = signed_in_identity()
    organization = db.session.scalar(queries.with_signatories(slug)) if slug.isascii() and slug.isprintable() else None
    if organization is None or not identity.may(GrantRole.ADMIN, organization.id):
        abort(404)
    return organization


def _page(organization: Organization, form: forms.OrganizationForm) -> str:
    return render_template("directory/organization.html", organization=organization, form=form)
