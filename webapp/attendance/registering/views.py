"""The registration form of an event. What may be changed later stands in managing_views."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.calendars.following import follow
from webapp.attendance.joining.entering import Door, entrance, join, leads_to
from webapp.attendance.joining.noticing import notice
from webapp.attendance.joining.responses import leads_away
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.questions.asking import NOTHING, asked_by
from webapp.attendance.questions.sheets import sheet_form
from webapp.attendance.registering import consents, offers, opening, queries
from webapp.attendance.registering.applications import AlreadyRegistered
from webapp.attendance.registering.applying import register
from webapp.attendance.registering.forms import RegistrationForm
from webapp.attendance.ticketing import devices, links, wording
from webapp.attendance.ticketing.responses import private
from webapp.database import begin_for_writing, db
from webapp.directory.groups.finding import embedded_names
from webapp.errors import Refused
from webapp.events import queries as events
from webapp.events.filters import is_slug
from webapp.events.models import Event, Mode
from webapp.events.timing import Phase, RegistrationState, phase, registration_state
from webapp.web.access import public

bp = Blueprint("registration", __name__)


@bp.get("/events/<slug>/registration")
@public
def new(slug: str) -> ResponseReturnValue:
    event = _event(slug)
    state = registration_state(event, at=clock.now())
    if state is not RegistrationState.OPEN or not offers.offered(event):
        return _closed_page(event, state)
    return _form_page(event, RegistrationForm(mode=_asked_mode(event), enter=request.args.get("enter", "")[:1]))


@bp.post("/events/<slug>/registration")
@public
def create(slug: str) -> ResponseReturnValue:
    """Register, or show the form again; the form is judged before the database is asked anything."""
    form = RegistrationForm()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _judged_page(_event(slug), form)
    event, asks_more = _open_event(slug)
    asked = asked_by(event.id) if asks_more else NOTHING
    if asked:
        form.sheet = sheet_form(asked, mode=form.asked_mode())
        if not form.sheet.validate():
            db.session.rollback()
            begin_for_writing(may_write=False)
            return _form_page(_event(slug), form), 422
    try:
        outcome = register(event, form.application(), at=clock.now(), asked=asked)
    except Refused as refusal:
        return _refused(slug, form, refusal)
    if isinstance(outcome, Registration) and (known_here := devices.known_to(request)):
        follow(outcome, [row for _secret, row in known_here], at=clock.now())
    entering = _entering(outcome) if form.enter.data and isinstance(outcome, Registration) else None
    db.session.commit()
    if isinstance(outcome, AlreadyRegistered):
        return redirect(url_for("registration.known", slug=slug), 303)
    return _into_the_room(entering) if entering else _to_ticket(outcome)


@bp.get("/events/<slug>/registration/known")
@public
def known(slug: str) -> ResponseReturnValue:
    """Said to whoever typed a name and contact that have a place already. It shows nothing of it."""
    event = _event(slug)
    has_door = any(seats.mode is Mode.ONLINE for seats in event.seats) and phase(event, at=clock.now()) is Phase.RUNNING
    return render_template("attendance/registration_known.html", event=event, has_door=has_door)


def _open_event(slug: str) -> tuple[Event, bool]:
    found = opening.open_to_register(slug) if is_slug(slug) else None
    if found is None:
        abort(404)
    return found


def _judged_page(event: Event, form: RegistrationForm) -> tuple[Response, int]:
    """The form again, with what is wrong in the event's own questions said at the same time."""
    form.sheet = sheet_form(asked_by(event.id), mode=form.asked_mode())
    form.sheet.validate()
    return _form_page(event, form), 422


def _event(slug: str) -> Event:
    event = db.session.scalar(events.published(slug)) if is_slug(slug) else None
    if event is None:
        abort(404)
    return event


def _asked_mode(event: Event) -> str | None:
    """The mode of the link that led here, or the only one there is."""
    modes = [seats.mode.value for seats in offers.offered(event)]
    asked = request.args.get("mode")
    return asked if asked in modes else modes[0] if len(modes) == 1 else None


def _form_page(event: Event, form: RegistrationForm, *, is_repeated: bool = False) -> Response:
    form.offer(seats.mode for seats in offers.offered(event))
    if form.sheet is None:
        form.sheet = sheet_form(asked_by(event.id), mode=form.asked_mode())
    page = render_template(
        "attendance/registration_new.html",
        event=event,
        form=form,
        notes=offers.notes(event),
        place=wording.place(event),
        hours=wording.hours(event),
        groups=embedded_names(),
        notice_paragraphs=consents.notice(event.organization, event.summary),
        is_running=phase(event, at=clock.now()) is Phase.RUNNING,
        is_repeated=is_repeated,
    )
    return leads_away(make_response(page)) if form.enter.data else make_response(page)


def _closed_page(event: Event, state: RegistrationState) -> str:
    return render_template(
        "attendance/registration_closed.html", event=event, state=state, sentence=opening.why_not(event, state)
    )


def _refused(slug: str, form: RegistrationForm, refusal: Refused) -> ResponseReturnValue:
    """The rule that stood in the way, where the person can do something about it."""
    db.session.rollback()
    begin_for_writing(may_write=False)
    event = _event(slug)
    if refusal.reason == "key_reused":
        form.renew_token()
        return _form_page(event, form, is_repeated=True), 409
    if refusal.reason == "mode_not_offered" and offers.offered(event):
        form.mode.errors = [refusal.sentence]
        return _form_page(event, form), 422
    return _closed_page(event, registration_state(event, at=clock.now())), 409


def _to_ticket(registration: Registration) -> Response:
    """The ticket at once; this device keeps the secret with which it may be changed."""
    flash(_welcome(registration), "ok")
    session[devices.NEW_TICKET] = registration.ref
    code = next(ticket.code for ticket in registration.tickets if ticket.revoked_at is None)
    response = private(redirect(url_for("tickets.show", code=code), 303))
    devices.remember(request, response, links.token_of(registration, links.MANAGE))
    return response


def _entering(registration: Registration) -> Registration | None:
    """Record the join of somebody who has just registered at the open door; None while it is shut for them."""
    whole, at = db.session.scalars(queries.by_ref(registration.ref)).one(), clock.now()
    if entrance(whole, at=at).door is not Door.OPEN:
        return None
    join(whole, at=at)
    notice(whole, at=at)
    return whole


def _into_the_room(registration: Registration) -> Response:
    """On to the conference; the ticket waits in Tiket Saya."""
    begin_for_writing(may_write=False)  # a server may be asked now, and nobody waits for that
    try:
        room = leads_to(registration, at=clock.now())
    except Refused:
        return _to_ticket(registration)
    response = leads_away(make_response(redirect(room, 303)))
    devices.remember(request, response, links.token_of(registration, links.MANAGE))
    return response


def _welcome(registration: Registration) -> str:
    name = registration.person.name
    if registration.status == RegistrationStatus.CONFIRMED:
        return _(
            "Terima kasih. Tempat untuk %(name)s sudah kami siapkan. Simpan gambar tiket ini agar dapat dibuka"
            " tanpa internet.",
            name=name,
        )
    return _("Terima kasih. Pendaftaran %(name)s sudah kami terima.", name=name)
