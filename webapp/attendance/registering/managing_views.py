"""Behind the managing link: see, switch, complete, cancel. Every GET is harmless; mail scanners open links."""

from collections.abc import Mapping
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.models import Registration, Ticket
from webapp.attendance.questions import answering
from webapp.attendance.questions import queries as questions
from webapp.attendance.questions.asking import NOTHING, Asked, asked_by
from webapp.attendance.questions.sheets import SheetForm, filled_from, sheet_form
from webapp.attendance.registering import guardians, offers
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.registering.completing import complete
from webapp.attendance.registering.correcting import correct_own, substitute_own
from webapp.attendance.registering.details import DetailsForm, GuardianForm, SubstituteForm
from webapp.attendance.registering.forms import AnswersForm
from webapp.attendance.registering.switching import switch_mode
from webapp.attendance.registering.views import bp as bp
from webapp.attendance.ticketing import devices, links, remembered, wording
from webapp.attendance.ticketing.responses import private
from webapp.database import begin_for_writing, db
from webapp.events.models import Mode
from webapp.events.timing import Phase, phase
from webapp.web.access import secret_link


@bp.get("/registrations/<token>")
@secret_link
def manage(token: str) -> ResponseReturnValue:
    """The registration as its owner sees it; this device remembers it from now on."""
    registration = _registration(token)
    response = _page(registration, token)
    devices.remember(request, response, token)
    return response


@bp.post("/registrations/<token>/cancellation")
@secret_link
def create_cancellation(token: str) -> ResponseReturnValue:
    cancel(_registration(token), at=clock.now())
    db.session.commit()
    flash(_("Pendaftaran sudah dibatalkan. Terima kasih sudah memberi kabar."), "ok")
    return _back(token)


@bp.post("/registrations/<token>/mode")
@secret_link
def update_mode(token: str) -> ResponseReturnValue:
    wanted = request.form.get("mode", "")
    if wanted not in set(Mode):
        abort(400)
    registration = _registration(token)
    switch_mode(registration, Mode(wanted), at=clock.now())
    db.session.commit()
    if registration.mode is Mode.ONLINE:
        flash(_("Cara ikut sudah diganti: daring. Tautan untuk bergabung ada di halaman ini."), "ok")
    else:
        flash(_("Cara ikut sudah diganti: luring. Sampai bertemu di tempat kegiatan."), "ok")
    return _back(token)


@bp.post("/registrations/<token>/details")
@secret_link
def update_details(token: str) -> ResponseReturnValue:
    form = AnswersForm()
    is_valid = form.validate()
    registration = _registration(token)
    # The ticket page asks the four answers alone; what is not on the form is not taken back.
    sheet = _sheet(registration) if "own" in request.form else sheet_form(NOTHING)
    if not (sheet.validate() & is_valid):
        db.session.rollback()
        begin_for_writing(may_write=False)
        given = {"answers": form} | ({"sheet": sheet} if sheet.asked else {})
        return _page(_registration(token), token, given), 422
    complete(
        registration,
        gender=form.gender.data or "",
        age_group=form.age_group.data or "",
        occupation=form.occupation.data or "",
        position=form.position.data or "",
    )
    answering.replace_answers(registration.id, sheet.asked.own_for(registration.mode), sheet.values)
    db.session.commit()
    flash(_("Terima kasih. Isian sudah kami simpan."), "ok")
    response = private(redirect(url_for("tickets.show", code=_standing(registration).code), 303))
    remembered.remember(request, response, registration, {name: form[name].data or "" for name in remembered.NAMES})
    return response


@bp.post("/registrations/<token>/contact")
@secret_link
def update_contact(token: str) -> ResponseReturnValue:
    """Name, contact and origin, as they should have been written."""
    form = DetailsForm()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(_registration(token), token, {"details": form}), 422
    registration = _registration(token)
    correct_own(registration, form.details(), at=clock.now())
    db.session.commit()
    flash(_("Data sudah dibetulkan."), "ok")
    return _back(token)


@bp.post("/registrations/<token>/substitution")
@secret_link
def create_substitution(token: str) -> ResponseReturnValue:
    """Somebody else comes instead; the place, the ticket and this link stay."""
    form = SubstituteForm()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(_registration(token), token, {"substitute": form}), 422
    registration = _registration(token)
    substitute_own(registration, name=form.name.data or "", phone=form.parsed_phone, at=clock.now())
    db.session.commit()
    flash(_("Penggantinya sudah dicatat. Tiketnya tetap dapat dipakai."), "ok")
    return _back(token)


@bp.post("/registrations/<token>/guardian")
@secret_link
def create_guardian(token: str) -> ResponseReturnValue:
    form = GuardianForm()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(_registration(token), token, {"permission": form}), 422
    registration = _registration(token)
    given = {"name": form.name.data or "", "relation": form.relation.data or ""}
    guardians.permit(registration, **given, channel="form", at=clock.now())
    db.session.commit()
    flash(_("Terima kasih. Izin sudah kami catat."), "ok")
    return _back(token)


def _registration(token: str) -> Registration:
    found = links.registration_behind(token, links.MANAGE)
    if found is None:
        abort(404)
    return found


def _standing(registration: Registration) -> Ticket:
    return next(ticket for ticket in registration.tickets if ticket.revoked_at is None)


def _sheet(registration: Registration, **kwargs: Any) -> SheetForm:
    """The event's own questions, with what was answered; the four standard answers stand beside them."""
    asked = Asked(own=asked_by(registration.event_id).own_for(registration.mode))
    given = {row.question_id: row.value for row in db.session.scalars(questions.answers_of(registration.id))}
    filled = filled_from(registration, given, asked.own)
    return sheet_form(asked, mode=registration.mode, data=filled, **kwargs)


def _page(registration: Registration, token: str, forms: Mapping[str, Any] | None = None) -> Response:
    event, given = registration.event, dict(forms or {})
    return private(
        render_template(
            "attendance/registration_manage.html",
            registration=registration,
            event=event,
            ticket=_standing(registration),
            words=wording.words(registration),
            token=token,
            join_token=links.token_of(registration, links.JOIN),
            form=given.get("answers") or AnswersForm(obj=registration, formdata=None),
            sheet=given.get("sheet") or _sheet(registration, formdata=None),
            guardian=guardians.of(registration),
            details=given.get("details") or DetailsForm.of(registration, formdata=None),
            substitute=given.get("substitute") or SubstituteForm(formdata=None),
            permission=given.get("permission") or GuardianForm(formdata=None),
            wrong=next(iter(given.values()), None),
            wrong_part=next(iter(given), ""),
            modes=offers.offered(event),
            other=offers.other_with_room(event, registration.mode),
            may_change=registration.is_live and phase(event, at=clock.now()) is not Phase.DONE,
        )
    )


def _back(token: str) -> Response:
    return private(redirect(url_for("registration.manage", token=token), 303))
