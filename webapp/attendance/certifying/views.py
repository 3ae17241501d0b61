"""The committee's pages of an event's certificates: who may have one, issuing, putting right, fetching them."""

from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.attendance.certifying import archiving, issuing, listing, papers, queries
from webapp.attendance.certifying.eligibility import candidates
from webapp.attendance.certifying.forms import OneForm
from webapp.attendance.certifying.models import PARTICIPANT, Certificate
from webapp.attendance.certifying.noting import noted
from webapp.attendance.certifying.telling import promise_all
from webapp.attendance.participants.queries import whole
from webapp.database import db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in

bp = Blueprint("certificates", __name__, url_prefix="/manage/events/<slug>/certificates")


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    return listing.page(organizers_event(slug))


@bp.post("")
@signed_in
def create_all(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    made = issuing.issue_all(event, at=at)
    _tell(event, made, at=at)
    db.session.commit()
    return redirect(url_for("certificates.index", slug=slug), 303)


@bp.post("/selection")
@signed_in
def create_chosen(slug: str) -> ResponseReturnValue:
    """Those who were ticked: all of them or nobody."""
    event, at, keys = organizers_event(slug), clock.now(), request.form.getlist("chosen")
    try:
        made = issuing.issue_chosen(event, keys, at=at)
    except Refused as refusal:
        db.session.rollback()
        return listing.page(organizers_event(slug), chosen=keys, refusal=refusal.sentence), 422
    _tell(event, made, at=at)
    db.session.commit()
    return redirect(url_for("certificates.index", slug=slug), 303)


@bp.get("/new")
@signed_in
def new(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    return _new_page(event, OneForm(formdata=None))


@bp.post("/new")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    """One certificate, for `registration` or for `role` and `name` of the address."""
    event, at, form = organizers_event(slug), clock.now(), OneForm()
    if not form.validate():
        return _new_page(event, form), 422
    try:
        made = _issued(event, form)
        after, about = noted(made)
        noting.note("certificate.issued", event, at=at, after=after, about=about)
        promise_all([made], at=at)
    except Refused as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.sentence)
        return _new_page(organizers_event(slug), form), 422
    db.session.commit()
    flash(_("Sertifikat %(number)s diterbitkan.", number=made.number), "ok")
    return redirect(url_for("certificate.show", slug=slug, certificate_id=made.id), 303)


@bp.post("/archive")
@signed_in
def create_archive(slug: str) -> ResponseReturnValue:
    """All of them, as long work with a page of its own."""
    event, at = organizers_event(slug), clock.now()
    form = request.form.get("form", "")
    if form not in ("pdf", "zip"):
        abort(400)
    back = url_for("certificates.index", slug=slug)
    job = archiving.order(
        event, "zip" if form == "zip" else "pdf", back=back, owner_id=signed_in_identity().user.id, at=at
    )
    noting.note("certificates.exported", event, at=at, after={"format": form})
    db.session.commit()
    return redirect(url_for("work.show", ref=job.ref), 303)


def _issued(event: Event, form: OneForm) -> Certificate:
    at, number = clock.now(), form.number.data or ""
    registration_id = request.args.get("registration", 0, type=int)
    if not registration_id:
        role, name = request.args.get("role", ""), request.args.get("name", "")
        return issuing.issue_for_role(event, role=role, name=name, at=at, number=number)
    registration = db.session.scalar(whole(event.id, registration_id)) if registration_id < 2**31 else None
    if registration is None:
        abort(404)
    return issuing.issue_to(event, registration, at=at, reason=form.reason.data or "", number=number)


def _new_page(event: Event, form: OneForm) -> str:
    registration_id = request.args.get("registration", 0, type=int)
    registration = db.session.scalar(whole(event.id, registration_id)) if 0 < registration_id < 2**31 else None
    name, role = request.args.get("name", ""), request.args.get("role", "")
    if registration is None and not any((one.role, one.name) == (role, name) for one in candidates(event.id)):
        abort(404)
    was_there = {one.id for one in db.session.execute(queries.present(event.id))}
    return render_template(
        "attendance/certificate_new.html",
        event=event,
        form=form,
        name=registration.person.name if registration else name,
        role=papers.role_words(role if registration is None else PARTICIPANT),
        is_absent=registration is not None and registration.id not in was_there,
    )


def _tell(event: Event, made: list[Certificate], *, at: datetime) -> None:
    """The holders who asked for it by mail, the office's log, and whoever pressed the button."""
    told = promise_all(made, at=at) if request.form.get("tell") else 0
    noting.note("certificates.issued", event, at=at, after={"certificates": len(made), "told": told})
    flash(ngettext("%(num)d sertifikat diterbitkan.", "%(num)d sertifikat diterbitkan.", len(made)), "ok")
