"""Pages of a forgotten password. Every address gets the same answer."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.forms import NewPasswordForm
from webapp.accounts.noting import note
from webapp.accounts.resetting import asking
from webapp.accounts.resetting.forms import ForgottenForm
from webapp.database import db
from webapp.web.access import public, secret_link

bp = Blueprint("resetting", __name__)


@bp.get("/password-reset")
@public
def new() -> ResponseReturnValue:
    return render_template("accounts/forgotten.html", form=ForgottenForm())


@bp.post("/password-reset")
@public
def create() -> ResponseReturnValue:
    form = ForgottenForm()
    if not form.validate():
        return render_template("accounts/forgotten.html", form=form), 422
    asking.ask(form.email.data or "", locale=str(get_locale()), at=clock.now())
    db.session.commit()
    return redirect(url_for("resetting.asked"))


@bp.get("/password-reset/asked")
@public
def asked() -> ResponseReturnValue:
    return render_template("accounts/forgotten.html", form=None)


@bp.get("/password-reset/<token>")
@secret_link
def edit(token: str) -> ResponseReturnValue:
    found = asking.behind(token, at=clock.now())
    form = NewPasswordForm.of(found.user) if found and found.user else None
    return render_template("accounts/new_password.html", form=form), 200 if form else 410


@bp.post("/password-reset/<token>")
@secret_link
def update(token: str) -> ResponseReturnValue:
    found = asking.behind(token, at=clock.now())
    if found is None or found.user is None:
        return render_template("accounts/new_password.html", form=None), 410
    form = NewPasswordForm.of(found.user)
    if not form.validate():
        return render_template("accounts/new_password.html", form=form), 422
    user = asking.redeem(found, form.password.data or "", at=clock.now())
    note("account.password_set", user, by=user)
    db.session.commit()
    flash(_("Kata sandi baru tersimpan. Silakan masuk."), "ok")
    return redirect(url_for("accounts.new_sign_in"))
