"""The page that an organizer passes on: days and free hours, never a name, and the form that takes one."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.calendars.following import follow
from webapp.attendance.consulting.booking import TAKEN, book
from webapp.attendance.consulting.days import free_days
from webapp.attendance.models import Registration
from webapp.attendance.registering import consents
from webapp.attendance.registering.applications import AlreadyRegistered
from webapp.attendance.registering.forms import RegistrationForm
from webapp.attendance.ticketing import devices, links
from webapp.attendance.ticketing.responses import private
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events.consulting import queries
from webapp.events.consulting.models import Consultation
from webapp.events.models import Event
from webapp.web.access import secret_link
from webapp.web.formatting import zone_name

bp = Blueprint("appointments", __name__, url_prefix="/consultations/<code>")
HOUR = "/<int(max=2147483647):event_id>"


@bp.get("")
@secret_link
def index(code: str) -> ResponseReturnValue:
    return _days_page(_consultation(code))


@bp.get(HOUR)
@secret_link
def new(code: str, event_id: int) -> ResponseReturnValue:
    consultation = _consultation(code)
    event = _appointment(consultation, event_id)
    if consultation.closed_at is not None:
        return _days_page(consultation), 409
    if not db.session.scalar(queries.free(consultation.id, at=clock.now()).where(Event.id == event.id)):
        return _days_page(consultation, _("Jam itu sudah tidak kosong. Mohon pilih jam lain.")), 409
    return _form_page(consultation, event, RegistrationForm(formdata=None))


@bp.post(HOUR)
@secret_link
def create(code: str, event_id: int) -> ResponseReturnValue:
    """Exactly one of those who press at the same time gets the hour; the others see what is still free."""
    consultation = _consultation(code)
    event, form = _appointment(consultation, event_id), RegistrationForm()
    form.mode.data = consultation.mode.value
    if not form.validate():
        begin_for_writing(may_write=False)
        consultation = _consultation(code)
        return _form_page(consultation, _appointment(consultation, event_id), form), 422
    if consultation.closed_at is not None:
        return _days_page(consultation), 409
    try:
        outcome = book(event, form.application(), at=clock.now())
    except Refused as refusal:
        db.session.rollback()
        begin_for_writing(may_write=False)
        return _days_page(_consultation(code), refusal.sentence), 409
    if isinstance(outcome, Registration) and (known_here := devices.known_to(request)):
        follow(outcome, [row for _secret, row in known_here], at=clock.now())
    db.session.commit()
    # Whoever tries names on a taken hour learns nothing: its owner's link goes to their own contact.
    return (_days_page(consultation, TAKEN), 409) if isinstance(outcome, AlreadyRegistered) else _to_ticket(outcome)


def _consultation(code: str) -> Consultation:
    is_code = code.isascii() and code.isalnum() and len(code) < 60
    return (db.session.scalar(queries.by_code(code)) if is_code else None) or abort(404)


def _appointment(consultation: Consultation, event_id: int) -> Event:
    asked = queries.events_of(consultation.id).where(Event.id == event_id)
    return db.session.scalar(asked) or abort(404)


def _days_page(consultation: Consultation, refused: object = "") -> Response:
    is_open = consultation.closed_at is None
    return private(
        render_template(
            "attendance/consulting/index.html",
            consultation=consultation,
            days=free_days(consultation, at=clock.now()) if is_open else [],
            is_open=is_open,
            refused=refused,
            zone=zone_name(clock.now(), consultation.tzid),
        )
    )


def _form_page(consultation: Consultation, event: Event, form: RegistrationForm) -> Response:
    return private(
        render_template(
            "attendance/consulting/new.html",
            consultation=consultation,
            event=event,
            form=form,
            notice_paragraphs=consents.notice(consultation.organization, consultation.summary),
        )
    )


def _to_ticket(registration: Registration) -> Response:
    """The ticket at once; this device keeps the secret with which the hour may be given back."""
    flash(_("Janji temu Bapak/Ibu sudah tercatat. Simpan halaman ini; bila berhalangan, batalkan di sini juga."), "ok")
    session[devices.NEW_TICKET] = registration.ref
    ticket = next(one.code for one in registration.tickets if one.revoked_at is None)
    response = private(redirect(url_for("tickets.show", code=ticket), 303))
    devices.remember(request, response, links.token_of(registration, links.MANAGE))
    return response
