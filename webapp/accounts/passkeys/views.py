"""The passkeys of one's own account."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import User
from webapp.accounts.noting import note
from webapp.accounts.own.checking import is_own
from webapp.accounts.passkeys import addressing, keeping, queries
from webapp.accounts.passkeys.forms import AddingForm, NamingForm, OwnerForm
from webapp.accounts.passkeys.models import Passkey
from webapp.accounts.second_factor import proving, recovering
from webapp.database import db
from webapp.errors import Refused
from webapp.web.access import signed_in

bp = Blueprint("passkeys", __name__, url_prefix="/account/passkeys")
_ONE = "/<int(max=2147483647):passkey_id>"


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    return _page()


@bp.get("/options")
@signed_in
def options() -> ResponseReturnValue:
    """What the browser needs to make one; nothing is stored until it has."""
    if addressing.why_not():
        abort(404)
    return Response(
        keeping.options(_user(), at=clock.now()), mimetype="application/json", headers={"Cache-Control": "no-store"}
    )


@bp.post("")
@signed_in
def create() -> ResponseReturnValue:
    user, form = _user(), AddingForm()
    if not form.validate():
        return _page(form), 422
    if not is_own(user, form.current.data or ""):
        form.refuse_current()
        return _page(form), 422
    try:
        keeping.add(user, form.credential.data or "", name=form.name.data or "", at=clock.now())
    except Refused as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.sentence)
        return _page(form), 422
    codes = proving.renew_recovery_codes(user) if recovering.has_none(user) else []
    note("account.passkey_added", user)
    db.session.commit()
    if codes:
        return render_template("accounts/recovery_codes.html", codes=codes)
    flash(_("Kunci sandi tersimpan."), "ok")
    return redirect(url_for("passkeys.index"), 303)


@bp.get(_ONE)
@signed_in
def show(passkey_id: int) -> ResponseReturnValue:
    return _one(_passkey(passkey_id))


@bp.post(f"{_ONE}/name")
@signed_in
def update(passkey_id: int) -> ResponseReturnValue:
    passkey, form = _passkey(passkey_id), NamingForm()
    if not form.validate():
        return _one(passkey, naming=form), 422
    passkey.name = form.name.data or ""
    note("account.passkey_renamed", _user())
    db.session.commit()
    return redirect(url_for("passkeys.index"), 303)


@bp.post(f"{_ONE}/removal")
@signed_in
def delete(passkey_id: int) -> ResponseReturnValue:
    passkey, form = _passkey(passkey_id), OwnerForm()
    if not form.validate():
        return _one(passkey, removing=form), 422
    if not is_own(_user(), form.current.data or ""):
        form.refuse_current()
        return _one(passkey, removing=form), 422
    db.session.delete(passkey)
    db.session.flush()
    recovering.forget_unneeded(_user())
    note("account.passkey_removed", _user())
    db.session.commit()
    flash(_("Kunci sandi dihapus. Hapus juga dari perangkatnya."), "ok")
    return redirect(url_for("passkeys.index"), 303)


def _user() -> User:
    return signed_in_identity().user


def _passkey(passkey_id: int) -> Passkey:
    return db.session.scalar(queries.one_of(_user().id, passkey_id)) or abort(404)


def _page(adding: AddingForm | None = None) -> str:
    return render_template(
        "accounts/passkeys.html",
        passkeys=db.session.scalars(queries.of_user(_user().id)).all(),
        why_not=addressing.why_not(),
        is_owed=signed_in_identity().owes_second_factor,
        form=adding or AddingForm(formdata=None),
    )


def _one(passkey: Passkey, *, naming: NamingForm | None = None, removing: OwnerForm | None = None) -> str:
    return render_template(
        "accounts/passkey.html",
        passkey=passkey,
        naming=naming or NamingForm(formdata=None, name=passkey.name),
        removing=removing or OwnerForm(formdata=None),
        wrong=naming or removing,
    )
