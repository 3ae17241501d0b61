"""Behind the managing link: see, switch, complete, cancel. Every GET is harmless; mail scanners open links."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.models import Registration, Ticket
from webapp.attendance.registering import offers
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.registering.completing import complete
from webapp.attendance.registering.forms import AnswersForm
from webapp.attendance.registering.switching import switch_mode
from webapp.attendance.registering.views import bp as bp
from webapp.attendance.ticketing import devices, links, wording
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
    response = _page(registration, token, AnswersForm(obj=registration))
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
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(_registration(token), token, form), 422
    registration = _registration(token)
    complete(
        registration,
        gender=form.gender.data or "",
        age_group=form.age_group.data or "",
        occupation=form.occupation.data or "",
        position=form.position.data or "",
    )
    db.session.commit()
    flash(_("Terima kasih. Isian sudah kami simpan."), "ok")
    return private(redirect(url_for("tickets.show", code=_standing(registration).code), 303))


def _registration(token: str) -> Registration:
    found = links.registration_behind(token, links.MANAGE)
    if found is None:
        abort(404)
    return found


def _standing(registration: Registration) -> Ticket:
    return next(ticket for ticket in registration.tickets if ticket.revoked_at is None)


def _page(registration: Registration, token: str, form: AnswersForm) -> Response:
    event = registration.event
    return private(
        render_template(
            "attendance/registration_manage.html",
            registration=registration,
            event=event,
            ticket=_standing(registration),
            words=wording.words(registration),
            token=token,
            join_token=links.token_of(registration, links.JOIN),
            form=form,
            modes=offers.offered(event),
            other=offers.other_with_room(event, registration.mode),
            may_change=registration.is_live and phase(event, at=clock.now()) is not Phase.DONE,
        )
    )


def _back(token: str) -> Response:
    return private(redirect(url_for("registration.manage", token=token), 303))
