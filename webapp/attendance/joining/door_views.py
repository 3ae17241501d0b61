"""One door for an event, made for a WhatsApp group: GET shows it, POST finds the person, records and leads on."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.attendance.checking_in.scanning.codes import parsed_code
from webapp.attendance.joining import finding
from webapp.attendance.joining.door_forms import DoorForm
from webapp.attendance.joining.entering import ZONES, Door, entrance_of, join, leads_to, overflow_of
from webapp.attendance.joining.noticing import notice
from webapp.attendance.joining.responses import leads_away
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.ticketing import devices, links
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import queries as events
from webapp.events.filters import is_slug
from webapp.events.models import Event, Mode
from webapp.events.timing import RegistrationState, registration_state
from webapp.web.access import public
from webapp.web.compressing import compress

bp = Blueprint("door", __name__)
bp.after_request(compress)


@bp.get("/events/<slug>/join")
@public
def show(slug: str) -> ResponseReturnValue:
    return _page(door_event(slug), DoorForm())


@bp.post("/events/<slug>/join")
@public
def create_join(slug: str) -> ResponseReturnValue:
    """Record the join of whoever the form names, and lead on to the conference."""
    form, at = DoorForm(), clock.now()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(door_event(slug), form, 422)
    event, address = door_event(slug), request.remote_addr or ""
    if wait := finding.wait_for_guessers(event, address, at=at):
        return _page(event, form, 429, wait=wait)
    registration = found_at_door(event, form)
    if registration is None:
        finding.note_failure(event, address, at=at)
        db.session.commit()
        form.not_found()
        return _page(door_event(slug), form, 422)
    try:
        join(registration, at=at)
        notice(registration, at=at)
        db.session.commit()
        begin_for_writing(may_write=False)  # a server may be asked now, and nobody waits for that
        return leads_away(make_response(redirect(leads_to(registration, at=at), 303)))
    except Refused as refusal:
        db.session.rollback()
        begin_for_writing(may_write=False)
        form.refused(refusal.sentence)
        return _page(door_event(slug), form, 409)


def found_at_door(event: Event, form: DoorForm) -> Registration | None:
    """Whoever the form names, by code or by name."""
    if form.code.data:
        return finding.by_code(event, parsed_code(form.code.data))
    return finding.by_name(event, name=form.name.data or "", digits=form.digits.data or "")


def door_event(slug: str) -> Event:
    """A published event that is held online, too; anything else has no such door."""
    event = db.session.scalar(events.published(slug)) if is_slug(slug) else None
    if event is None or all(seats.mode is not Mode.ONLINE for seats in event.seats):
        abort(404)
    return event


def _page(event: Event, form: DoorForm, status: int = 200, *, wait: timedelta | None = None) -> Response:
    at = clock.now()
    entrance = entrance_of(event, at=at)
    page = render_template(
        "attendance/door.html",
        event=event,
        form=form,
        entrance=entrance,
        is_open=entrance.door is Door.OPEN,
        known=known_here(event),
        may_register=registration_state(event, at=at) is RegistrationState.OPEN,
        zones=ZONES,
        overflow=overflow_of(event),
        minutes=max(1, ceil(wait / timedelta(minutes=1))) if wait else 0,
    )
    answer = leads_away(make_response(page, status))
    if wait:
        answer.headers["Retry-After"] = str(max(1, ceil(wait.total_seconds())))
    return answer


def known_here(event: Event) -> Sequence[tuple[str, str]]:
    """(name, personal joining address) of those online tickets of this event that this device keeps."""
    return [
        (registration.person.name, links.join_url(registration))
        for _secret, registration in devices.known_to(request)
        if registration.event_id == event.id
        and registration.mode is Mode.ONLINE
        and registration.status is RegistrationStatus.CONFIRMED
    ]
