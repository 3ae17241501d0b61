"""The kinds of activity that an organization has added, for its administrators."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import SelectField, StringField

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record
from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.events import loading
from webapp.events.featuring import own_kinds
from webapp.events.featuring.models import OwnKind
from webapp.events.kinds import KINDS
from webapp.web.access import signed_in
from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, options, plain_text, required

bp = Blueprint("own_kinds", __name__, url_prefix="/manage/organization/<slug>/kinds")


class OwnKindForm(GelarForm):
    name = StringField(
        _l("Nama jenis"), [required(lambda: _l("Tuliskan nama jenisnya.")), at_most(own_kinds.LONGEST), plain_text],
        filters=[single_line],
    )  # fmt: skip
    kind = SelectField(_l("Mengikuti kebiasaan"), choices=options((one.code, one.label) for one in KINDS.values()))


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    return _page(_own(slug), OwnKindForm(formdata=None, data={"kind": "lainnya"}))


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    organization, form = _own(slug), OwnKindForm()
    if not form.validate():
        return _page(organization, form), 422
    try:
        made = own_kinds.add(organization, name=form.name.data or "", kind=form.kind.data)
    except Refused as refusal:
        db.session.rollback()
        form.name.errors = [refusal.sentence]
        return _page(_own(slug), form), 422
    return _changed(organization, "kind.added", made, _("Jenis kegiatan ditambahkan."))


@bp.post("/<int(max=2147483647):kind_id>/delete")
@signed_in
def delete(slug: str, kind_id: int) -> ResponseReturnValue:
    """Events that were made by this name keep it."""
    organization = _own(slug)
    found = db.session.scalar(select(OwnKind).where(OwnKind.id == kind_id, OwnKind.organization_id == organization.id))
    gone = found or abort(404)
    db.session.delete(gone)
    return _changed(organization, "kind.removed", gone, _("Jenis kegiatan dihapus dari daftar."))


def _own(slug: str) -> Organization:
    administered = loading.own_organizations(signed_in_identity(), GrantRole.ADMIN)
    return next((one for one in administered if one.slug == slug), None) or abort(404)


def _page(organization: Organization, form: OwnKindForm) -> str:
    kinds = own_kinds.of_organizations([organization])
    return render_template("manage/featuring/own_kinds.html", organization=organization, form=form, kinds=kinds)


def _changed(organization: Organization, act: str, kind: OwnKind, sentence: str) -> ResponseReturnValue:
    subject = Subject("organization", organization.id, organization.name)
    record(Act(act, subject, organization.id, {}, {"name": kind.name}, None), by=acting(), at=clock.now())
    db.session.commit()
    flash(sentence, "ok")
    return redirect(url_for("own_kinds.index", slug=organization.slug), 303)
