"""The page behind an invitation's link."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from webapp import clock
from webapp.accounts.models import User
from webapp.accounts.noting import note
from webapp.accounts.views import enter
from webapp.database import db
from webapp.directory.teams import inviting
from webapp.directory.teams.forms import AcceptanceForm, PinForm
from webapp.directory.teams.models import Invitation
from webapp.directory.teams.words import ROLES
from webapp.web.access import secret_link

bp = Blueprint("accepting", __name__, url_prefix="/invitations")


@bp.get("/<token>")
@secret_link
def show(token: str) -> ResponseReturnValue:
    invitation = inviting.behind(token, at=clock.now())
    if invitation is None:
        return _gone()
    return _page(invitation, token, _form(invitation))


@bp.post("/<token>")
@secret_link
def create(token: str) -> ResponseReturnValue:
    invitation = inviting.behind(token, at=clock.now())
    if invitation is None:
        return _gone()
    if invitation.user is None and inviting.is_for_account(invitation):
        return _accept_signed_in(invitation, token)
    form = _form(invitation)
    if not form.validate():
        return _page(invitation, token, form), 422
    user = _accept(invitation, form)
    db.session.commit()
    flash(_("Selamat datang, %(name)s.", name=user.name), "ok")
    return redirect(url_for("manage.index"))


def _form(invitation: Invitation) -> AcceptanceForm | PinForm:
    return PinForm.of(invitation.user) if invitation.user else AcceptanceForm.for_invitation(invitation)


def _accept(invitation: Invitation, form: AcceptanceForm | PinForm) -> User:
    secret, organization_id, role = form.password.data or "", invitation.organization_id, invitation.role
    if isinstance(form, AcceptanceForm):
        user = inviting.accept_as_new(invitation, name=form.name.data or "", secret=secret, at=clock.now())
        note("account.made", user, by=user)
        note("grant.given", user, by=user, organization_id=organization_id, after={"role": role.value})
    else:
        user = inviting.accept_pin(invitation, pin=secret, at=clock.now())
        note("account.password_set", user, by=user)
    enter(user)
    return user


def _accept_signed_in(invitation: Invitation, token: str) -> ResponseReturnValue:
    """An account that stands accepts by being signed in: whoever holds the link alone may not act as it."""
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.new_sign_in", next=url_for("accepting.show", token=token)))
    user, role = current_user.user, invitation.role
    inviting.accept_as(invitation, user)
    note("grant.given", user, by=user, organization_id=invitation.organization_id, after={"role": role.value})
    db.session.commit()
    flash(_("Peran baru sudah berlaku."), "ok")
    return redirect(url_for("manage.index"))


def _gone() -> ResponseReturnValue:
    return render_template("directory/invitation.html", invitation=None), 410


def _page(invitation: Invitation, token: str, form: AcceptanceForm | PinForm) -> str:
    is_known = invitation.user is None and inviting.is_for_account(invitation)
    return render_template(
        "directory/invitation.html",
        invitation=invitation,
        role=ROLES[invitation.role],
        token=token,
        form=None if is_known else form,
        is_signed_in=current_user.is_authenticated,
    )
