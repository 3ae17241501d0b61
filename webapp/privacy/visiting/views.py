"""Pages of Data Saya without a ticket. Every address gets the same answer; the link opens what it proves, once."""

import json

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from webapp import clock
from webapp.attendance.models import Registration
from webapp.attendance.registering import queries as registrations
from webapp.attendance.ticketing import links, wording
from webapp.attendance.ticketing.responses import private
from webapp.database import db
from webapp.privacy.erasing import forgetting, ledger, noting
from webapp.privacy.erasing.models import Wish
from webapp.privacy.mentioning import deciding as mentions
from webapp.privacy.owning.collecting import collect
from webapp.privacy.owning.facts import as_json
from webapp.privacy.visiting import asking, proved, queries
from webapp.privacy.visiting.forms import VisitForm
from webapp.web.access import public, secret_link

bp = Blueprint("data_visits", __name__, url_prefix="/my-data")


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """The form; or, once an address is proved, everything that is kept there."""
    email = proved.address()
    if email is None:
        return render_template("privacy/visit_new.html", form=VisitForm(formdata=None))
    found = _own(email)
    rows = [(one, wording.status_label(one.status), links.token_of(one, links.MANAGE)) for one in found]
    keeps = any(forgetting.keeps(one) for one in found)
    return private(render_template("privacy/visit.html", email=email, rows=rows, keeps=keeps))


@bp.post("")
@public
def create() -> ResponseReturnValue:
    form = VisitForm()
    if not form.validate():
        return render_template("privacy/visit_new.html", form=form), 422
    asking.ask(form.address, locale=str(get_locale()), at=clock.now())
    db.session.commit()
    return redirect(url_for("data_visits.asked"), 303)


@bp.get("/asked")
@public
def asked() -> ResponseReturnValue:
    return render_template("privacy/visit_new.html", form=None)


@bp.get("/link/<token>")
@secret_link
def show(token: str) -> ResponseReturnValue:
    """Only a button: programs that fetch the links of mails before people do use nothing up."""
    is_standing = asking.behind(token, at=clock.now()) is not None
    page = render_template("privacy/visit_open.html", token=token, is_standing=is_standing)
    return private((page, 200 if is_standing else 410))


@bp.post("/link/<token>")
@secret_link
def open_link(token: str) -> ResponseReturnValue:
    email = asking.redeem(token, at=clock.now())
    db.session.commit()
    if email is None:
        return private((render_template("privacy/visit_open.html", token=token, is_standing=False), 410))
    proved.remember(email)
    return private(redirect(url_for("data_visits.index"), 303))


@bp.get("/all.json")
@public
def download() -> ResponseReturnValue:
    """Everything in one file (UU 27/2022, Pasal 13)."""
    found = [as_json(collect(_whole(one))) for one in _own(proved.address() or abort(404))]
    response = private(Response(json.dumps(found, ensure_ascii=False, indent=2), mimetype="application/json"))
    response.headers["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return response


@bp.post("/erasure")
@public
def create_erasure() -> ResponseReturnValue:
    """Forget everybody at the proved address, all in one transaction."""
    settings, at = current_app.config["SETTINGS"], clock.now()
    found = [_whole(one) for one in _own(proved.address() or abort(404))]
    kept = any(forgetting.keeps(one) for one in found)
    for one in found:
        noting.note_own("privacy.erased", one, at=at)
    erasures = [forgetting.erase(one, wish=Wish.OWN, at=at) for one in found]
    ledger.write(settings, *erasures)
    db.session.commit()
    for erasure in erasures:
        forgetting.discard_files(settings, erasure)
    proved.forget()
    return private(render_template("privacy/erased.html", kept=kept, written=mentions.count(erasures)))


@bp.post("/closing")
@public
def create_closing() -> ResponseReturnValue:
    proved.forget()
    return redirect(url_for("home.index"), 303)


def _own(email: str) -> list[Registration]:
    return list(db.session.scalars(queries.of_email(email)))


def _whole(registration: Registration) -> Registration:
    """With everything that its page shows."""
    return db.session.scalars(registrations.by_ref(registration.ref)).one()
