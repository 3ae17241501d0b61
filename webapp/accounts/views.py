"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from webapp import clock
from webapp.accounts import passwords, queries, signing_in
from webapp.accounts.forms import SignInForm
from webapp.accounts.identity import Identity, signed_in_identity
from webapp.accounts.models import User
from webapp.database import db
from webapp.web.access import public, signed_in
from webapp.web.redirecting import safe_path

bp = Blueprint("accounts", __name__)


@bp.get("/sign-in")
@public
def new_sign_in() -> ResponseReturnValue:
    target = safe_path(request.args.get("next"), url_for("manage.index"))
    if current_user.is_authenticated:
        return redirect(target)
    return render_template("accounts/sign_in.html", form=SignInForm(), next=target)


@bp.post("/sign-in")
@public
def create_sign_in() -> ResponseReturnValue:
    form = SignInForm()
    target = safe_path(request.form.get("next"), url_for("manage.index"))
    user = _recognised(form) if form.validate() else None
    if user is None:
        return render_template("accounts/sign_in.html", form=form, next=target), 422
    enter(user)
    db.session.commit()
    return redirect(target)


@bp.post("/sign-out")
@signed_in
def delete_sign_in() -> ResponseReturnValue:
    signing_in.sign_out(signed_in_identity().token, at=clock.now())
    db.session.commit()
    logout_user()
    session.clear()
    return redirect("/")


def enter(user: User) -> None:
    """Sign `user` in with this browser, under a new session (ASVS 7.2.4)."""
    session.clear()
    token = signing_in.sign_in(
        user, at=clock.now(), user_agent=request.user_agent.string
    )
    login_user(Identity(user, token))
    session.permanent = True


def _recognised(form: SignInForm) -> User | None:
    user = db.session.scalar(queries.by_email(form.email.data))
    db.session.commit()  # nothing was written; the hash takes its time and no writer should wait for it
    if (
        passwords.is_right(user.password_hash if user else None, form.password.data)
        and user
        and not user.disabled_at
    ):
        return user
    form.password.errors = [
        _("Surel atau kata sandi tidak cocok. Mohon periksa kembali.")
    ]
    return None
