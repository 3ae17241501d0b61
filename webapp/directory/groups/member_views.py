"""The members of a KIM: writing down and putting right. For those who run the group or its office."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.database import db
from webapp.directory.groups import belonging, reach
from webapp.directory.groups.member_forms import MemberForm
from webapp.directory.groups.models import GroupProfile, Member
from webapp.directory.groups.noting import note
from webapp.directory.groups.wording import SECTIONS
from webapp.errors import Refused
from webapp.web.access import signed_in

bp = Blueprint("kim_members", __name__, url_prefix="/manage/groups/<slug>/members")


@bp.get("/new")
@signed_in
def new(slug: str) -> ResponseReturnValue:
    return _page(reach.group_in_reach(slug), MemberForm(role="member"))


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    profile = reach.group_in_reach(slug)
    form = MemberForm(role="member")
    if not form.validate():
        return _page(profile, form), 422
    try:
        member = belonging.add_member(profile.organization_id, plan=form.plan())
    except Refused as refusal:
        return _refused(slug, form, refusal)
    note("member.added", profile.organization, at=clock.now(), after={"member": member.id, "role": member.role.value})
    db.session.commit()
    flash(_("%(name)s sudah tercatat.", name=member.name), "ok")
    return redirect(url_for("kim_desk.show", slug=slug, _anchor="anggota"))


@bp.get("/<int:member_id>")
@signed_in
def edit(slug: str, member_id: int) -> ResponseReturnValue:
    profile = reach.group_in_reach(slug)
    member = reach.member_of(profile, member_id)
    return _page(profile, MemberForm.of(member), member)


@bp.post("/<int:member_id>")
@signed_in
def update(slug: str, member_id: int) -> ResponseReturnValue:
    profile = reach.group_in_reach(slug)
    member = reach.member_of(profile, member_id)
    form, before = MemberForm.of(member), member.role.value
    if not form.validate():
        return _page(profile, form, member), 422
    try:
        belonging.revise_member(member, plan=form.plan())
    except Refused as refusal:
        return _refused(slug, form, refusal, member_id)
    after = {"member": member_id, "role": member.role.value}
    note("member.revised", profile.organization, at=clock.now(), before={"role": before}, after=after)
    db.session.commit()
    flash(_("Perubahan tersimpan."), "ok")
    return redirect(url_for("kim_desk.show", slug=slug, _anchor="anggota"))


def _page(profile: GroupProfile, form: MemberForm, member: Member | None = None) -> str:
    return render_template(
        "directory/member_form.html",
        organization=profile.organization,
        form=form,
        member=member,
        sections=SECTIONS,
    )


def _refused(slug: str, form: MemberForm, refusal: Refused, member_id: int | None = None) -> ResponseReturnValue:
    db.session.rollback()
    form[refusal.reason].errors = [refusal.sentence]
    profile = reach.group_in_reach(slug)
    return _page(profile, form, reach.member_of(profile, member_id) if member_id else None), 422
