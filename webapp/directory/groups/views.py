"""The organizer's pages of KIM: which there are, making one, its profile and its decree."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.audit.acts import changes
from webapp.database import db
from webapp.directory.demographics import AGE_GROUPS, OCCUPATIONS
from webapp.directory.groups import forms, keeping, listing, naming, profiling, queries, reach, wording
from webapp.directory.groups.filters import page_of, parse
from webapp.directory.groups.models import GroupProfile
from webapp.directory.groups.noting import note, note_reading
from webapp.directory.regions import home_regencies
from webapp.errors import Refused
from webapp.files.delivering import deliver
from webapp.web.access import signed_in

bp = Blueprint("kim_desk", __name__, url_prefix="/manage/groups")
bp.add_app_template_filter(wording.member_role)
bp.add_app_template_filter(lambda code: str(AGE_GROUPS.get(code, "")), "age_group")
bp.add_app_template_filter(lambda code: str(OCCUPATIONS.get(code, "")), "occupation")


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    """The KIM that this person looks after."""
    identity, filters = signed_in_identity(), parse(request.args)
    asked = queries.profiles().where(reach.within_reach(identity, GrantRole.COMMITTEE), *queries.conditions(filters))
    return render_template(
        "directory/groups.html",
        found=listing.page_of_groups(asked, number=page_of(request.args)),
        filters=filters,
        regions=home_regencies(),
        may_add=_may_add(),
        forums=db.session.scalars(queries.forums().where(reach.within_reach(identity, GrantRole.ADMIN))).all(),
        page_args=lambda number: filters.as_args() | {"page": number},
    )


@bp.get("/new")
@signed_in
def new() -> ResponseReturnValue:
    return _form_page(forms.GroupForm()) if _may_add() else abort(404)


@bp.post("")
@signed_in
def create() -> ResponseReturnValue:
    form = forms.GroupForm() if _may_add() else abort(404)
    if not form.validate():
        return _form_page(form), 422
    at, plan = clock.now(), form.plan()
    try:
        naming.refuse_beyond_reach(signed_in_identity(), plan)
        profile = profiling.found_group(naming.free_slug(plan.name), plan=plan, at=at)
        keeping.keep_decree(profile, form.decree_file.data, at=at)
    except Refused as refusal:
        return _refused(form, refusal)
    note("group.founded", profile.organization, at=at, after=profiling.public_facts(plan))
    db.session.commit()
    flash(_("%(name)s sudah terdata.", name=plan.name), "ok")
    return redirect(url_for("kim_desk.show", slug=profile.organization.slug))


@bp.get("/<slug>")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    """The profile and everybody in it; looking is written down."""
    profile = reach.group_in_reach(slug, GrantRole.COMMITTEE)
    members = db.session.scalars(queries.members(profile.organization_id)).all()
    page = render_template(
        "directory/group.html",
        profile=profile,
        organization=profile.organization,
        members=sorted(members, key=lambda one: list(wording.ROLES).index(one.role)),
        warning=wording.size_warning(len(members)),
        forums=db.session.scalars(queries.forums_of(profile.organization_id)).all(),
        may_write=_may_write(profile),
    )
    if members:
        note_reading("members.read", profile.organization, at=clock.now(), members=len(members))
    return page


@bp.get("/<slug>/edit")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    profile = reach.group_in_reach(slug)
    return _form_page(forms.form_of(profile), profile)


@bp.post("/<slug>/edit")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    profile = reach.group_in_reach(slug)
    form, at = forms.form_of(profile), clock.now()
    if not form.validate():
        return _form_page(form, profile), 422
    before, plan = profiling.public_facts(profiling.plan_of(profile)), form.plan()
    try:
        naming.refuse_beyond_reach(signed_in_identity(), plan, organization=profile.organization)
        profiling.revise_group(profile, plan=plan, at=at)
        keeping.keep_decree(profile, form.decree_file.data, at=at)
    except Refused as refusal:
        return _refused(form, refusal, slug)
    old, new = changes(before, profiling.public_facts(plan))
    note("group.revised", profile.organization, at=at, before=old, after=new)
    db.session.commit()
    flash(_("Profil tersimpan."), "ok")
    return redirect(url_for("kim_desk.show", slug=slug))


@bp.get("/<slug>/decree")
@signed_in
def decree(slug: str) -> ResponseReturnValue:
    """The file of the decree, for those who look after the group: decrees name people."""
    profile = reach.group_in_reach(slug, GrantRole.COMMITTEE)
    return deliver(profile.decree_file, is_download=True) if profile.decree_file else abort(404)


def _may_add() -> bool:
    return db.session.scalar(select(reach.offices(signed_in_identity()).exists())) or False


def _may_write(profile: GroupProfile) -> bool:
    mine = queries.profiles().where(
        GroupProfile.organization_id == profile.organization_id,
        reach.within_reach(signed_in_identity(), GrantRole.ADMIN),
    )
    return db.session.scalar(select(mine.exists())) or False


def _form_page(form: forms.GroupForm, profile: GroupProfile | None = None) -> str:
    return render_template("directory/group_form.html", form=form, profile=profile)


def _refused(form: forms.GroupForm, refusal: Refused, slug: str | None = None) -> ResponseReturnValue:
    """The form with everything that was typed, and the rule's sentence at its field."""
    db.session.rollback()
    if refusal.reason in form:
        form[refusal.reason].errors = [refusal.sentence]
    else:
        form.form_errors.append(refusal.sentence)
    return _form_page(form, reach.group_in_reach(slug) if slug else None), 422
