"""The team of an organization, for its administrators."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import Grant
from webapp.accounts.noting import note
from webapp.accounts.second_factor import demanding
from webapp.database import db
from webapp.directory import queries as directory
from webapp.directory.models import Organization
from webapp.directory.teams import changing, inviting, queries
from webapp.directory.teams.forms import InvitationForm, RoleForm, chosen_role
from webapp.directory.teams.links import chat_url, invitation_url
from webapp.directory.teams.models import Invitation
from webapp.directory.teams.noting import note_invitation, note_team
from webapp.directory.teams.permitting import administers
from webapp.directory.teams.words import ROLES, role_in_sentence, role_name
from webapp.web.access import signed_in

bp = Blueprint("team", __name__, url_prefix="/manage/organization/<slug>/team")


@bp.get("")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    return _page(_administered(slug), InvitationForm())


@bp.post("/invitations")
@signed_in
def create_invitation(slug: str) -> ResponseReturnValue:
    organization, form = _administered(slug), InvitationForm()
    if not form.validate() or form.invited is None:
        return _page(organization, form), 422
    invitation = inviting.invite(organization, form.invited, locale=str(get_locale()), at=clock.now())
    note_invitation("team.invited", invitation)
    db.session.commit()
    flash(_("Undangan dibuat. Tautannya dapat disalin di bawah ini."), "ok")
    return redirect(url_for("team.show", slug=slug, _anchor="undangan"))


@bp.post("/invitations/<int:invitation_id>/withdraw")
@signed_in
def delete_invitation(slug: str, invitation_id: int) -> ResponseReturnValue:
    organization = _administered(slug)
    invitation = db.session.scalar(queries.invitation(organization.id, invitation_id)) or abort(404)
    note_invitation("team.withdrawn", invitation)
    inviting.withdraw(invitation)
    db.session.commit()
    flash(_("Undangan ditarik kembali."), "ok")
    return redirect(url_for("team.show", slug=slug, _anchor="undangan"))


@bp.post("/<int:grant_id>")
@signed_in
def update(slug: str, grant_id: int) -> ResponseReturnValue:
    grant, form = _member(slug, grant_id), RoleForm()
    if not form.validate():
        abort(422)
    before, after = grant.role, chosen_role(form)
    changing.change_role(grant, after)
    _note("grant.changed", grant, before=before.value, after=after.value)
    db.session.commit()
    flash(_("%(name)s sekarang %(role)s.", name=grant.user.name, role=role_in_sentence(after)), "ok")
    return redirect(url_for("team.show", slug=slug))


@bp.post("/<int:grant_id>/remove")
@signed_in
def delete(slug: str, grant_id: int) -> ResponseReturnValue:
    grant = _member(slug, grant_id)
    name = grant.user.name
    _note("grant.taken", grant, before=grant.role.value)
    changing.remove(grant)
    db.session.commit()
    flash(_("%(name)s tidak lagi menjadi anggota tim.", name=name), "ok")
    return redirect(url_for("team.show", slug=slug))


@bp.post("/<int:grant_id>/pin")
@signed_in
def create_pin(slug: str, grant_id: int) -> ResponseReturnValue:
    organization, grant = _administered(slug), _member(slug, grant_id)
    invitation = inviting.renew_pin(organization, grant.user, grant.role, locale=str(get_locale()), at=clock.now())
    note_invitation("team.pin_renewed", invitation)
    db.session.commit()
    flash(_("Tautan PIN baru dibuat. Kirimkan lewat WhatsApp."), "ok")
    return redirect(url_for("team.show", slug=slug, _anchor="undangan"))


@bp.post("/second-factor")
@signed_in
def update_second_factor(slug: str) -> ResponseReturnValue:
    organization = _administered(slug)
    is_demanded = not demanding.is_demanded(organization.id)
    if is_demanded:
        demanding.demand(organization.id, by=signed_in_identity().user, at=clock.now())
    else:
        demanding.waive(organization.id)
    note_team("team.second_factor_demanded" if is_demanded else "team.second_factor_waived", organization)
    db.session.commit()
    flash(_("Kode kedua diwajibkan.") if is_demanded else _("Kode kedua tidak lagi diwajibkan."), "ok")
    return redirect(url_for("team.show", slug=slug, _anchor="keamanan"))


def _administered(slug: str) -> Organization:
    """The organization if the signed-in person settles its affairs, else 404."""
    found = db.session.scalar(directory.organization(slug)) if slug.isascii() and slug.isprintable() else None
    if found is None or not administers(signed_in_identity(), found):
        abort(404)
    return found


def _member(slug: str, grant_id: int) -> Grant:
    return db.session.scalar(queries.grant(_administered(slug).id, grant_id)) or abort(404)


def _note(name: str, grant: Grant, *, before: str, after: str = "") -> None:
    note(
        name,
        grant.user,
        organization_id=grant.organization_id,
        before={"role": before},
        after={"role": after} if after else {},
    )


def _page(organization: Organization, form: InvitationForm) -> str:
    return render_template(
        "directory/team.html",
        organization=organization,
        form=form,
        roles=ROLES,
        notes={role.value: may for role, (_name, may) in ROLES.items()},
        team=db.session.scalars(queries.team(organization.id)).all(),
        invitations=[_shown(one) for one in db.session.scalars(queries.invitations(organization.id))],
        is_demanded=demanding.is_demanded(organization.id),
        own_id=signed_in_identity().user.id,
    )


def _shown(invitation: Invitation) -> dict[str, object]:
    is_over = invitation.expires_at <= clock.now()
    return {
        "row": invitation,
        "role": role_name(invitation.role),
        "url": "" if is_over else invitation_url(invitation),
        "chat": "" if is_over else chat_url(invitation),
    }
