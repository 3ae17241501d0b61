"""One's own account: name, password, and where one is signed in."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts import queries, signing_in
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import SignIn, User
from webapp.accounts.noting import note
from webapp.accounts.own import devices
from webapp.accounts.own.checking import is_own
from webapp.accounts.own.forms import NameForm, PasswordForm
from webapp.accounts.views import enter
from webapp.database import db
from webapp.web.access import signed_in
from webapp.web.formatting import stamp
from webapp.web.pages import settings
from webapp.web.tokens import token_hash

bp = Blueprint("account", __name__)


@bp.get("/account")
@signed_in
def show() -> ResponseReturnValue:
    return _page()


@bp.post("/account/name")
@signed_in
def update_name() -> ResponseReturnValue:
    form = NameForm()
    if not form.validate():
        return _page(name=form), 422
    user = _user()
    user.name = form.name.data or ""
    note("account.renamed", user)
    db.session.commit()
    flash(_("Nama tersimpan."), "ok")
    return redirect(url_for("account.show"))


@bp.post("/account/password")
@signed_in
def update_password() -> ResponseReturnValue:
    user = _user()
    form = PasswordForm.of(user)
    if not form.validate():
        return _page(password=form), 422
    if not is_own(user, form.current.data or ""):
        form.refuse_current()
        return _page(password=form), 422
    signing_in.set_password(user, form.password.data or "", at=clock.now())
    note("account.password_set", user)
    enter(user)
    db.session.commit()
    flash(_("Kata sandi baru tersimpan. Perangkat lain sudah dikeluarkan."), "ok")
    return redirect(url_for("account.show"))


@bp.post("/account/sign-ins/<int:sign_in_id>/end")
@signed_in
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    if not signing_in.end_own(_user(), sign_in_id, at=clock.now()):
        abort(404)
    note("account.signed_out", _user())
    db.session.commit()
    flash(_("Perangkat itu sudah dikeluarkan."), "ok")
    return redirect(url_for("account.show", _anchor="perangkat"))


@bp.post("/account/sign-ins/end-others")
@signed_in
def end_other_sign_ins() -> ResponseReturnValue:
    signing_in.sign_out_elsewhere(_user(), token=signed_in_identity().token, at=clock.now())
    note("account.signed_out_elsewhere", _user())
    db.session.commit()
    flash(_("Semua perangkat lain sudah dikeluarkan."), "ok")
    return redirect(url_for("account.show", _anchor="perangkat"))


def _user() -> User:
    return signed_in_identity().user


def _since(sign_in: SignIn) -> str:
    return stamp(sign_in.created_at, settings().default_timezone)


def _page(**forms: Any) -> str:
    user, own = _user(), token_hash(signed_in_identity().token)
    shown = {
        "name": NameForm(formdata=None, data={"name": user.name}),
        "password": PasswordForm.of(user, formdata=None),
    }
    rows = db.session.scalars(queries.standing_sign_ins(user, at=clock.now())).all()
    return render_template(
        "accounts/account.html",
        user=user,
        forms=shown | forms,
        problems=next(iter(forms.values()), None),
        sign_ins=[(row, devices.named(row.user_agent), _since(row), row.token_hash == own) for row in rows],
    )
