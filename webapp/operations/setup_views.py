"""The page of the first run."""

import hmac

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.noting import note
from webapp.accounts.views import enter
from webapp.database import db
from webapp.directory import queries as directory
from webapp.operations import setting_up
from webapp.operations.setup_forms import SetupForm
from webapp.web.access import secret_link
from webapp.web.forms import SelectChoice
from webapp.web.pages import settings

bp = Blueprint("setup", __name__)


@bp.get("/setup")
@secret_link
def show() -> ResponseReturnValue:
    if setting_up.is_set_up():
        return redirect(url_for("accounts.new_sign_in"))
    if not _has_key():
        return render_template("operations/setup_key.html"), 403
    return _private(
        render_template("operations/setup.html", form=_form(), key=request.args["key"]),
        200,
    )


@bp.post("/setup")
@secret_link
def create() -> ResponseReturnValue:
    if not _has_key():
        abort(403)
    form = _form()
    if not form.validate():
        return _private(
            render_template("operations/setup.html", form=form, key=request.args["key"]),
            422,
        )
    user = setting_up.set_up(form.plan(), at=clock.now())
    note("account.made", user, by=user, after={"is_platform_admin": True})
    enter(user)
    db.session.commit()
    return redirect(url_for("manage.new"))


def _form() -> SetupForm:
    form = SetupForm()
    regencies = [SelectChoice(region.code, region.name) for region in db.session.scalars(directory.regencies())]
    form.region_code.choices = [SelectChoice("", _("Tingkat provinsi")), *regencies]
    return form


def _has_key() -> bool:
    return hmac.compare_digest(request.args.get("key", "").encode(), setting_up.setup_key(settings()).encode())


def _private(page: str, status: int) -> ResponseReturnValue:
    return page, status, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
