"""The settings of an organization, for its administrators."""

from datetime import datetime

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
from webapp.directory.groups import keeping, reach
from webapp.directory.models import Organization
from webapp.errors import Refused
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
    try:
        may_widen = signed_in_identity().user.is_platform_admin
        organizing.revise(organization, profile=form.profile, may_widen=may_widen, at=at)
        _keep_logo(organization, form, at=at)
    except Refused as refusal:
        db.session.rollback()
        form["region_code" if refusal.reason == "region_code" else "logo"].errors = [refusal.sentence]
        return _page(_own(slug), form), 422
    old, new = changes(before, organizing.public_facts(organization))
    subject = Subject("organization", organization.id, organization.name)
    record(Act("organization.revised", subject, organization.id, old, new), by=acting(), at=at)
    db.session.commit()
    flash(_("Pengaturan tersimpan."), "ok")
    return redirect(url_for("directory.edit_organization", slug=slug))


def _own(slug: str) -> Organization:
    """The organization if the signed-in person administers it, or as the office of its region, else 404."""
    asked = queries.with_signatories(slug).where(reach.within_reach(signed_in_identity(), GrantRole.ADMIN))
    return (db.session.scalar(asked) if slug.isascii() and slug.isprintable() else None) or abort(404)


def _keep_logo(organization: Organization, form: forms.OrganizationForm, *, at: datetime) -> None:
    if form.logo.data:
        keeping.keep_logo(organization, form.logo.data, at=at)
    elif form.removes_logo.data:
        keeping.remove_logo(organization)


def _page(organization: Organization, form: forms.OrganizationForm) -> str:
    has_logo = db.session.scalar(queries.logo(organization.id)) is not None
    return render_template("directory/organization.html", organization=organization, form=form, has_logo=has_logo)
