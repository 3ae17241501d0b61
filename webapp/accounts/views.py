"""Signing in and out."""

from datetime import timedelta
from math import ceil

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from webapp import clock
from webapp.accounts import limiting, passwords, queries, signing_in
from webapp.accounts.forms import SignInForm
from webapp.accounts.identity import Identity, signed_in_identity
from webapp.accounts.limiting import Attempt
from webapp.accounts.models import User
from webapp.accounts.noting import note
from webapp.accounts.passkeys import addressing
from webapp.accounts.second_factor import pending
from webapp.accounts.second_factor import queries as second_factor
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
    return _page(SignInForm(), target)


@bp.post("/sign-in")
@public
def create_sign_in() -> ResponseReturnValue:
    form = SignInForm()
    target = safe_path(request.form.get("next"), url_for("manage.index"))
    if not form.validate():
        return _page(form, target), 422
    attempt = Attempt(queries.login_of(form.email.data or ""), request.remote_addr or "")
    wait = limiting.count(attempt, at=clock.now())
    user = db.session.scalar(queries.by_login(attempt.login)) if wait is None else None
    db.session.commit()  # the hash takes its time, and no writer should wait for it
    if wait is not None:
        return _too_often(form, target, wait)
    if not _is_recognised(user, form.password.data or "") or user is None:
        form.password.errors = [_("Akun atau kata sandi tidak cocok. Mohon periksa kembali.")]
        return _page(form, target), 422
    limiting.forget(attempt, at=clock.now())
    if is_proof_needed := db.session.scalars(second_factor.is_set_up(user.id)).one():
        pending.remember(user, target)
    else:
        enter(user)
    db.session.commit()
    return redirect(url_for("second_factor.new_sign_in") if is_proof_needed else target)


@bp.post("/sign-out")
@signed_in
def delete_sign_in() -> ResponseReturnValue:
    signing_in.sign_out(signed_in_identity().token, at=clock.now())
    note("account.signed_out", signed_in_identity().user)
    db.session.commit()
    logout_user()
    session.clear()
    return redirect("/")


def enter(user: User) -> None:
    """Sign `user` in with this browser, under a new session (ASVS 7.2.4)."""
    session.clear()
    token = signing_in.sign_in(user, at=clock.now(), user_agent=request.user_agent.string)
    note("account.signed_in", user, by=user)
    login_user(Identity(user, token))
    session.permanent = True


def _is_recognised(user: User | None, password: str) -> bool:
    """An unknown, a disabled and a mistyped account cost the same time and get the same sentence."""
    is_right = passwords.is_right(user.password_hash if user else None, password)
    return is_right and user is not None and user.disabled_at is None


def _page(form: SignInForm, target: str, **more: object) -> str:
    shown = {"form": form, "next": target, "passkeys": not addressing.why_not()}
    return render_template("accounts/sign_in.html", **shown, **more)


def _too_often(form: SignInForm, target: str, wait: timedelta) -> ResponseReturnValue:
    minutes = max(1, ceil(wait / timedelta(minutes=1)))
    headers = {"Retry-After": str(max(1, ceil(wait.total_seconds())))}
    return _page(form, target, minutes=minutes), 429, headers
