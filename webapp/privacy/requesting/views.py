"""The queue of requests, for administrators; and filing one for somebody without a telephone."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Registration
from webapp.attendance.participants import queries as participants
from webapp.attendance.registering import queries as registrations
from webapp.attendance.ticketing.responses import private
from webapp.audit.acts import About
from webapp.database import db
from webapp.events.filters import is_slug
from webapp.events.loading import organizers_event, own_organizations
from webapp.events.noting import note
from webapp.privacy.erasing import forgetting, ledger
from webapp.privacy.erasing.models import Wish
from webapp.privacy.mentioning import deciding as mentions
from webapp.privacy.requesting import asking, queries
from webapp.privacy.requesting.forms import AnswerForm, RequestForm
from webapp.privacy.requesting.models import PrivacyRequest
from webapp.privacy.requesting.words import KINDS
from webapp.web.access import signed_in
from webapp.web.pages import settings

bp = Blueprint("privacy_requests", __name__, url_prefix="/manage")


@bp.get("/privacy")
@signed_in
def index() -> ResponseReturnValue:
    return _queue()


@bp.post("/privacy/<int:request_id>/answer")
@signed_in
def update_answer(request_id: int) -> ResponseReturnValue:
    found, form = _request(request_id), AnswerForm()
    if not form.validate():
        return _queue(form, wrong_id=request_id), 422
    user = signed_in_identity().user
    asking.answer(found, form.answer.data or "", by_id=user.id, at=clock.now())
    _note("privacy.answered", found)
    db.session.commit()
    flash(_("Jawaban tersimpan; orangnya melihatnya di halaman Data saya."), "ok")
    return redirect(url_for("privacy_requests.index"), 303)


@bp.post("/privacy/<int:request_id>/erasure")
@signed_in
def create_erasure(request_id: int) -> ResponseReturnValue:
    """Forget the person who asked, and answer with what stays."""
    found, at = _request(request_id), clock.now()
    whole = db.session.scalars(registrations.by_ref(found.registration.ref)).one()
    kept = forgetting.keeps(whole)
    _note("privacy.erased", found)
    erasure = forgetting.erase(whole, wish=Wish.FILED, at=at)
    said = _said(kept, mentions.count([erasure]))
    asking.answer(found, said, by_id=signed_in_identity().user.id, at=at)
    ledger.write(settings(), erasure)
    db.session.commit()
    forgetting.discard_files(current_app.config["SETTINGS"], erasure)
    flash(said, "ok")
    return redirect(url_for("privacy_requests.index"), 303)


@bp.get("/events/<slug>/participants/<int(max=2147483647):registration_id>/privacy-request")
@signed_in
def new(slug: str, registration_id: int) -> ResponseReturnValue:
    return _filing(_registration(slug, registration_id), RequestForm())


@bp.post("/events/<slug>/participants/<int(max=2147483647):registration_id>/privacy-request")
@signed_in
def create(slug: str, registration_id: int) -> ResponseReturnValue:
    registration, form = _registration(slug, registration_id), RequestForm()
    if not form.validate():
        return _filing(registration, form, 422)
    filed = asking.file_request(
        registration,
        kind=form.chosen(),
        words=form.words.data or "",
        at=clock.now(),
        filed_by_id=signed_in_identity().user.id,
    )
    _note("privacy.filed", filed)
    db.session.commit()
    flash(_("Permintaan tercatat. Jawaban paling lambat 3×24 jam."), "ok")
    return redirect(url_for("participants.show", slug=slug, registration_id=registration_id), 303)


def _said(kept: bool, written: int) -> str:
    """What is answered to the person: what is gone, and what stays."""
    said = [_("Data sudah dihapus.")]
    if kept:
        said.append(_("Daftar hadir yang sudah ditandatangani tetap menjadi arsip kantor."))
    if written:
        said.append(_("Nama masih ada di %(n)d tulisan panitia, yang diperiksa paling lambat 3×24 jam.", n=written))
    return " ".join(said)


def _own_ids() -> list[int]:
    """The organizations that this person administers; 404 for somebody who administers none."""
    return [one.id for one in own_organizations(signed_in_identity(), GrantRole.ADMIN)] or abort(404)


def _request(request_id: int) -> PrivacyRequest:
    return db.session.scalar(queries.one(_own_ids(), request_id)) or abort(404)


def _registration(slug: str, registration_id: int) -> Registration:
    event = organizers_event(slug, GrantRole.COMMITTEE) if is_slug(slug) else abort(404)
    return db.session.scalar(participants.whole(event.id, registration_id)) or abort(404)


def _note(name: str, request: PrivacyRequest) -> None:
    about = About("person", request.registration.person_id, before={"words": request.words})
    after = {"request": request.id, "kind": request.kind.value}
    note(name, request.registration.event, at=clock.now(), after=after, about=about)


def _queue(form: AnswerForm | None = None, *, wrong_id: int = 0) -> str:
    ids = _own_ids()
    return render_template(
        "privacy/requests.html",
        waiting=db.session.scalars(queries.queue(ids)).all(),
        answered=db.session.scalars(queries.answered(ids)).all(),
        mentions=list(mentions.shown(db.session.scalars(mentions.waiting(ids)).all())),
        clock_runs=asking.CLOCK,
        kinds=KINDS,
        form=form,
        wrong_id=wrong_id,
        now=clock.now(),
        tzid=settings().default_timezone,
    )


def _filing(registration: Registration, form: RequestForm, status: int = 200) -> ResponseReturnValue:
    shown = {"registration": registration, "event": registration.event, "form": form}
    return private((render_template("privacy/new_request.html", **shown), status))
