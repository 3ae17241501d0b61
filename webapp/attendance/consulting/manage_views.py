"""The officer's pages: consultation hours are set up, watched day by day, added, closed and passed on."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.consulting.days import days
from webapp.attendance.consulting.forms import HoursForm, OfferForm
from webapp.attendance.consulting.loading import officers_consultation
from webapp.attendance.ticketing.responses import private
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record, record_reading
from webapp.database import db
from webapp.errors import Refused
from webapp.events import loading
from webapp.events.consulting import offering
from webapp.events.consulting.models import Consultation
from webapp.web.access import signed_in
from webapp.web.pages import public_url

bp = Blueprint("consultations", __name__, url_prefix="/manage/consultations")
ONE = "/<int(max=2147483647):number>"
USUAL = {"minutes": 30, "weeks": 4, "starts": "09.00", "ends": "12.00", "mode": "in_person"}


@bp.get("/new")
@signed_in
def new() -> ResponseReturnValue:
    return _offer_page(OfferForm(formdata=None, data=USUAL))


@bp.post("")
@signed_in
def create() -> ResponseReturnValue:
    organizations = loading.own_organizations(signed_in_identity(), GrantRole.COMMITTEE) or abort(404)
    form, at = OfferForm(), clock.now()
    form.offer(organizations)
    if not form.validate():
        return _offer_page(form), 422
    organizer = next(one for one in organizations if one.slug == form.organization.data)
    try:
        made = offering.offer(organizer, form.offered(organizer), at=at)
    except Refused as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.sentence)
        return _offer_page(form), 422
    _note("consultation.offered", made, at=at)
    db.session.commit()
    flash(_("Jam konsultasi sudah dibuka. Kirimkan tautannya kepada yang membutuhkan."), "ok")
    return redirect(url_for("consultations.show", number=made.id), 303)


@bp.get(ONE)
@signed_in
def show(number: int) -> ResponseReturnValue:
    return _page(officers_consultation(number))


@bp.post(f"{ONE}/hours")
@signed_in
def create_hours(number: int) -> ResponseReturnValue:
    consultation, form, at = officers_consultation(number), HoursForm(), clock.now()
    if not form.validate():
        return _page(consultation, form), 422
    try:
        made = offering.add(consultation, form.hours(consultation.minutes), at=at)
    except Refused as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.sentence)
        return _page(officers_consultation(number), form), 422
    _note("consultation.extended", consultation, at=at, hours=len(made))
    db.session.commit()
    flash(ngettext("%(num)d janji temu ditambahkan.", "%(num)d janji temu ditambahkan.", len(made)), "ok")
    return redirect(url_for("consultations.show", number=number), 303)


@bp.post(f"{ONE}/closure")
@signed_in
def create_closure(number: int) -> ResponseReturnValue:
    consultation, at = officers_consultation(number), clock.now()
    offering.close(consultation, at=at)
    _note("consultation.closed", consultation, at=at)
    return _done(number)


@bp.post(f"{ONE}/closure/removal")
@signed_in
def delete_closure(number: int) -> ResponseReturnValue:
    consultation, at = officers_consultation(number), clock.now()
    offering.reopen(consultation)
    _note("consultation.reopened", consultation, at=at)
    return _done(number)


def _done(number: int) -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for("consultations.show", number=number), 303)


def _act(name: str, consultation: Consultation, what: dict[str, Any]) -> Act:
    subject = Subject("consultation", consultation.id, consultation.summary)
    return Act(name, subject, consultation.organization_id, after=what)


def _note(name: str, consultation: Consultation, *, at: datetime, **what: Any) -> None:
    record(_act(name, consultation, what), by=acting(), at=at)


def _offer_page(form: OfferForm) -> str:
    organizations = loading.own_organizations(signed_in_identity(), GrantRole.COMMITTEE) or abort(404)
    form.offer(organizations)
    return render_template("manage/consulting/new.html", form=form, several=len(organizations) > 1)


def _page(consultation: Consultation, form: HoursForm | None = None) -> Response:
    """The days with who comes; that names were read is noted."""
    at = clock.now()
    found = days(consultation, at=at)
    if people := sum(one.taken for one in found):
        record_reading(_act("consultation.viewed", consultation, {"people": people}), by=acting(), at=at)
    coming = [day for day in found if not all(hour.is_past for hour in day.hours)]
    usual = {"weeks": 1, "starts": USUAL["starts"], "ends": USUAL["ends"]}
    return private(
        render_template(
            "manage/consulting/show.html",
            consultation=consultation,
            coming=coming,
            past=[day for day in found if day not in coming],
            form=form or HoursForm(formdata=None, data=usual),
            address=public_url("appointments.index", code=consultation.code),
        )
    )
