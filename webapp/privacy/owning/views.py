"""Data Saya: behind the managing secret a person sees, takes along and erases what is kept of them."""

import json

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.models import Registration
from webapp.attendance.ticketing import links
from webapp.attendance.ticketing.responses import private
from webapp.database import db
from webapp.documents import personal_data
from webapp.privacy.erasing import forgetting, ledger, noting
from webapp.privacy.erasing.models import Erasure, Wish
from webapp.privacy.mentioning import deciding as mentions
from webapp.privacy.owning.collecting import collect
from webapp.privacy.owning.facts import as_json
from webapp.privacy.requesting import asking
from webapp.privacy.requesting import queries as requests
from webapp.privacy.requesting.forms import RequestForm
from webapp.privacy.requesting.words import KINDS
from webapp.web.access import secret_link
from webapp.web.pages import public_url

bp = Blueprint("own_data", __name__, url_prefix="/registrations/<token>")


@bp.get("/data")
@secret_link
def show(token: str) -> ResponseReturnValue:
    return _page(_registration(token), token, RequestForm(formdata=None))


@bp.get("/data.json")
@secret_link
def download_json(token: str) -> ResponseReturnValue:
    text = json.dumps(as_json(collect(_registration(token))), ensure_ascii=False, indent=2)
    return _file(text.encode(), "application/json", "data-saya.json")


@bp.get("/data.pdf")
@secret_link
def download_pdf(token: str) -> ResponseReturnValue:
    registration = _registration(token)
    sections = collect(registration)
    paper = personal_data.PersonalData(
        title=_("Data pribadi yang disimpan"),
        lead=_("Disusun untuk %(name)s. Gelar, %(url)s", name=registration.person.name, url=public_url("home.index")),
        sections=[(part.title, [(one.label, one.words or "–") for one in part.facts]) for part in sections],
        made_on=clock.now().date(),
        locale=str(get_locale()),
    )
    return _file(personal_data.personal_data_pdf(paper), "application/pdf", "data-saya.pdf")


@bp.post("/data/requests")
@secret_link
def create_request(token: str) -> ResponseReturnValue:
    """Ask the organizer for what this page does not do by itself."""
    registration, form = _registration(token), RequestForm()
    if not form.validate():
        return _page(registration, token, form), 422
    asking.file_request(registration, kind=form.chosen(), words=form.words.data or "", at=clock.now())
    db.session.commit()
    flash(_("Permintaan terkirim. Jawabannya tampil di halaman ini, paling lambat 3×24 jam."), "ok")
    return private(redirect(url_for("own_data.show", token=token, _anchor="requests"), 303))


@bp.post("/data/withdrawal")
@secret_link
def create_withdrawal(token: str) -> ResponseReturnValue:
    """Take the consent back: no place, no messages, no contact; the name stays on lists of what was."""
    registration = _registration(token)
    noting.note_own("privacy.withdrawn", registration, at=clock.now())
    forgetting.withdraw(registration, at=clock.now())
    db.session.commit()
    flash(_("Persetujuan sudah ditarik. Nomor HP dan surel sudah dihapus."), "ok")
    return private(redirect(url_for("own_data.show", token=token), 303))


@bp.post("/data/erasure")
@secret_link
def create_erasure(token: str) -> ResponseReturnValue:
    registration = _registration(token)
    kept = forgetting.keeps(registration)
    noting.note_own("privacy.erased", registration, at=clock.now())
    erasure = forgetting.erase(registration, wish=Wish.OWN, at=clock.now())
    _commit(erasure)
    return private(render_template("privacy/erased.html", kept=kept, written=mentions.count([erasure])))


def _commit(erasure: Erasure) -> None:
    """The ledger first: a line too many erases once more after a restore, a line too few would bring a name back."""
    settings = current_app.config["SETTINGS"]
    ledger.write(settings, erasure)
    db.session.commit()
    forgetting.discard_files(settings, erasure)


def _registration(token: str) -> Registration:
    return links.registration_behind(token, links.MANAGE) or abort(404)


def _page(registration: Registration, token: str, form: RequestForm) -> Response:
    return private(
        render_template(
            "privacy/own_data.html",
            registration=registration,
            sections=collect(registration),
            keeps=forgetting.keeps(registration),
            requests=db.session.scalars(requests.of_registration(registration.id)).all(),
            kinds=KINDS,
            form=form,
            token=token,
        )
    )


def _file(content: bytes, media_type: str, name: str) -> Response:
    response = private(Response(content, mimetype=media_type))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
