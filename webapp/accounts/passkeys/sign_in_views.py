"""Signing in by a passkey: instead of the password, or after it."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.forms import SignInForm
from webapp.accounts.passkeys import addressing, proving
from webapp.accounts.second_factor import pending
from webapp.accounts.views import enter
from webapp.database import db
from webapp.web.access import public
from webapp.web.redirecting import safe_path

bp = Blueprint("passkey_sign_in", __name__, url_prefix="/sign-in/passkey")


@bp.get("/options")
@public
def options() -> ResponseReturnValue:
    """What the browser needs. After a right password it is asked for a passkey of that account."""
    if addressing.why_not():
        abort(404)
    waiting = pending.waiting()
    text = proving.options(waiting[0] if waiting else None, at=clock.now())
    return Response(text, mimetype="application/json", headers={"Cache-Control": "no-store"})


@bp.post("")
@public
def create() -> ResponseReturnValue:
    waiting = pending.waiting()
    target = waiting[1] if waiting else safe_path(request.form.get("next"), url_for("manage.index"))
    user = proving.prove(request.form.get("credential", ""), at=clock.now())
    if user is None or (waiting and waiting[0].id != user.id):
        db.session.rollback()
        form = SignInForm(formdata=None)
        form.form_errors.append(_("Kunci sandi ini tidak dikenal di sini. Masuklah dengan kata sandi."))
        return render_template("accounts/sign_in.html", form=form, next=target, passkeys=True), 422
    enter(user)
    db.session.commit()
    return redirect(target)
