"""Setting up a second factor, and taking it off; typing its code at the door."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts import limiting
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.limiting import Attempt
from webapp.accounts.models import User
from webapp.accounts.noting import note
from webapp.accounts.passkeys import addressing
from webapp.accounts.passkeys import queries as passkeys
from webapp.accounts.second_factor import pending, proving, queries
from webapp.accounts.second_factor.forms import CodeForm
from webapp.accounts.second_factor.models import SecondFactor
from webapp.accounts.views import enter
from webapp.database import db
from webapp.documents import qr
from webapp.web.access import public, signed_in

bp = Blueprint("second_factor", __name__)
QR_VERSION = 10  # read from a screen at arm's length, not across a desk


@bp.get("/sign-in/code")
@public
def new_sign_in() -> ResponseReturnValue:
    waiting = pending.waiting()
    if waiting is None:
        return redirect(url_for("accounts.new_sign_in"))
    return _door(waiting[0], CodeForm())


@bp.post("/sign-in/code")
@public
def create_sign_in() -> ResponseReturnValue:
    waiting, form = pending.waiting(), CodeForm()
    if waiting is None:
        return redirect(url_for("accounts.new_sign_in"))
    user, target = waiting
    if not form.validate() or not _is_proved(user, form):
        return _door(user, form), 422
    enter(user)
    db.session.commit()
    return redirect(target)


@bp.get("/account/second-factor")
@signed_in
def show() -> ResponseReturnValue:
    return _page(CodeForm())


@bp.post("/account/second-factor/begin")
@signed_in
def begin() -> ResponseReturnValue:
    proving.begin(_user(), at=clock.now())
    db.session.commit()
    return redirect(url_for("second_factor.show"))


@bp.post("/account/second-factor")
@signed_in
def create() -> ResponseReturnValue:
    user, form = _user(), CodeForm()
    if not form.validate():
        return _page(form), 422
    codes = proving.confirm(user, form.code.data or "", at=clock.now()) if _may_try(user) else None
    if codes is None:
        form.refuse()
        return _page(form), 422
    note("account.second_factor_added", user)
    db.session.commit()
    return render_template("accounts/recovery_codes.html", codes=codes)


@bp.post("/account/second-factor/codes")
@signed_in
def update_codes() -> ResponseReturnValue:
    user, form = _user(), CodeForm()
    if not form.validate() or not _is_proved(user, form):
        return _page(form), 422
    codes = proving.renew_recovery_codes(user)
    note("account.recovery_codes_renewed", user)
    db.session.commit()
    return render_template("accounts/recovery_codes.html", codes=codes)


@bp.post("/account/second-factor/remove")
@signed_in
def delete() -> ResponseReturnValue:
    user, form = _user(), CodeForm()
    if not form.validate() or not _is_proved(user, form):
        return _page(form), 422
    proving.remove(user)
    note("account.second_factor_removed", user)
    db.session.commit()
    flash(_("Kode kedua dimatikan."), "ok")
    return redirect(url_for("account.show"))


def _door(user: User, form: CodeForm) -> str:
    has_app = db.session.scalar(queries.confirmed(user.id)) is not None
    keys = 0 if addressing.why_not() else db.session.scalars(passkeys.count_of(user.id)).one()
    return render_template("accounts/code.html", form=form, has_app=has_app, passkeys=keys)


def _user() -> User:
    return signed_in_identity().user


def _is_proved(user: User, form: CodeForm) -> bool:
    if _may_try(user) and proving.is_proved(user, form.code.data or "", at=clock.now()):
        limiting.forget(_attempt(user), at=clock.now())
        return True
    form.refuse()
    return False


def _may_try(user: User) -> bool:
    """Guesses are counted before they are judged, as at the door."""
    wait = limiting.count(_attempt(user), at=clock.now())
    db.session.commit()
    return wait is None


def _attempt(user: User) -> Attempt:
    """Counted by itself: a code is asked of who has given the password, and no guesser may shut out everybody else."""
    whose = f"second factor {user.id}"
    return Attempt(whose, whose)


def _page(form: CodeForm) -> str:
    user = _user()
    factor = db.session.get(SecondFactor, user.id)
    is_begun = factor is not None and factor.confirmed_at is None
    secret = proving.begin(user, at=clock.now()) if is_begun else ""
    return render_template(
        "accounts/second_factor.html",
        form=form,
        is_owed=signed_in_identity().owes_second_factor,
        is_active=factor is not None and not is_begun,
        left=db.session.scalar(queries.unused_codes(user.id)),
        secret=secret,
        qr=qr.svg(proving.address(user, secret), _("QR untuk aplikasi autentikator"), max_version=QR_VERSION)
        if secret
        else "",
    )
