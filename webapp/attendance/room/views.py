"""The organizer's room of one event, and the list of its people."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Registration
from webapp.attendance.outbox import queries as outbox
from webapp.attendance.registering.approving import approve, decline
from webapp.attendance.registering.releasing import may_release, release_empty_seats
from webapp.attendance.room import answers, invitations, queries
from webapp.attendance.room.checklists import Done, steps
from webapp.audit.acts import About
from webapp.database import db
from webapp.events import loading, noting
from webapp.events.event_pages import SeatLine
from webapp.events.filters import is_slug
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.events.presenting import shown_phase
from webapp.messages.models import MessageState
from webapp.web.access import signed_in
from webapp.web.forms import has_control_characters
from webapp.web.pages import public_url

bp = Blueprint("room", __name__, url_prefix="/manage/events/<slug>")

PER_PAGE = 50
MOST_PAGES = 10_000
LONGEST_SEARCH = 100


@bp.get("")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    """Where the event stands and what comes next."""
    event, at = _event(slug, GrantRole.VIEWER), clock.now()
    figures = db.session.execute(queries.figures(event.id)).one()
    present = figures.in_person + figures.online + figures.outside_quota
    prepared = db.session.execute(queries.prepared(event.id)).one()
    done = Done(registered=figures.confirmed + figures.waiting, present=present, **prepared._asdict())
    return render_template(
        "attendance/room.html",
        event=event,
        phase=shown_phase(event, at=at),
        figures=figures,
        steps=steps(event, done=done, at=at),
        seats=[SeatLine(row.mode, row.free, row.capacity + row.margin, row.waiting) for row in event.seats],
        invitation=invitations.invitation(event),
        share_url=public_url("events.show", slug=event.slug),
        counts=outbox.by_state(outbox.counts_of_event(event.id)),
        states=MessageState,
        may_scan=_may(GrantRole.DESK, event),
        may_decide=_may(GrantRole.COMMITTEE, event),
        may_release=may_release(event, at=at),
    )


@bp.post("/released-seats")
@signed_in
def create_released_seats(slug: str) -> ResponseReturnValue:
    """The seats of those who did not come go to those who wait ("Lepas kursi kosong")."""
    event, at = _event(slug), clock.now()
    released = release_empty_seats(event, at=at)
    noting.note("seats.released", event, at=at, after={"seats": released.seats, "moved_up": released.moved_up})
    db.session.commit()
    flash(
        _("%(seats)s kursi kosong dilepas, %(moved)s orang naik dari daftar tunggu.",
          seats=released.seats, moved=released.moved_up), "ok",
    )  # fmt: skip
    return redirect(url_for("room.show", slug=slug), 303)


@bp.get("/participants")
@signed_in
def participants(slug: str) -> ResponseReturnValue:
    """The people, searched and filtered, fifty at a time."""
    event = _event(slug, GrantRole.VIEWER)
    figures = db.session.execute(queries.figures(event.id)).one()
    shown, search, page = _asked(figures._fields)
    may_decide = _may(GrantRole.COMMITTEE, event)
    found = queries.participants(event.id, show=shown, search=search, sees_phones=may_decide)
    total = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    rows = db.session.execute(found.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    noting.note_reading("participants.viewed", event, at=clock.now(), people=len(rows), phones="masked")
    return render_template(
        "attendance/room_participants.html",
        event=event,
        figures=figures,
        rows=rows,
        answers=answers.column(event.id, request.args.get("answer", ""), [one for one, _at in rows]),
        show=shown,
        search=search,
        page=page,
        pages=-(-total // PER_PAGE) or 1,
        total=total,
        may_scan=_may(GrantRole.DESK, event),
        may_decide=may_decide,
    )


@bp.post("/participants/<int(max=2147483647):registration_id>/approval")
@signed_in
def create_approval(slug: str, registration_id: int) -> ResponseReturnValue:
    registration = _registration(slug, registration_id)
    approve(registration, at=clock.now())
    _note("registration.approved", registration)
    db.session.commit()
    flash(_("%(name)s diterima.", name=registration.person.name), "ok")
    return redirect(url_for("room.participants", slug=slug, show="pending"), 303)


@bp.post("/participants/<int(max=2147483647):registration_id>/refusal")
@signed_in
def create_refusal(slug: str, registration_id: int) -> ResponseReturnValue:
    registration = _registration(slug, registration_id)
    decline(registration, at=clock.now())
    _note("registration.declined", registration)
    db.session.commit()
    flash(_("%(name)s belum diterima.", name=registration.person.name), "ok")
    return redirect(url_for("room.participants", slug=slug, show="pending"), 303)


def _event(slug: str, least: GrantRole = GrantRole.COMMITTEE) -> Event:
    if not is_slug(slug):
        abort(404)
    return organizers_event(slug, least)


def _registration(slug: str, registration_id: int) -> Registration:
    event = _event(slug)
    found = db.session.scalar(queries.of_event(event.id, registration_id))
    if found is None:
        abort(404)
    return found


def _note(name: str, registration: Registration) -> None:
    person = registration.person
    about = About("person", person.id, after={"name": person.name})
    noting.note(name, registration.event, at=clock.now(), after={"status": registration.status}, about=about)


def _may(least: GrantRole, event: Event) -> bool:
    return loading.may(least, event)


def _asked(known: tuple[str, ...]) -> tuple[str, str, int]:
    """(filter, search, page) of the address; what makes no sense is left out."""
    show = request.args.get("show", "")
    search = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    page = request.args.get("page", 1, type=int)
    if has_control_characters(search):
        search = ""
    return (show if show in known else ""), search, min(max(page, 1), MOST_PAGES)
