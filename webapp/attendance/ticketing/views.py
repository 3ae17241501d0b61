"""The page behind a ticket code, its picture and paper, and the tickets this device knows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from webapp import clock
from webapp.attendance.certifying import queries as certificates
from webapp.attendance.certifying.models import Certificate
from webapp.attendance.checking_in.scanner.at_ticket import ticket_desk
from webapp.attendance.evaluating.answering import asking
from webapp.attendance.groups.links import forget_all as forget_groups
from webapp.attendance.groups.links import known_to as known_groups
from webapp.attendance.groups.links import token_of
from webapp.attendance.models import Registration, Ticket
from webapp.attendance.registering import queries
from webapp.attendance.registering.forms import AnswersForm
from webapp.attendance.ticketing import devices, links, owners, papers, remembered, wording
from webapp.attendance.ticketing.responses import private
from webapp.database import db
from webapp.documents import qr
from webapp.events.timing import JOIN_OPENS, Phase, phase, session_at
from webapp.web.access import public
from webapp.web.compressing import compress

bp = Blueprint("tickets", __name__)

# Hours and minutes say something only on the day itself.
NEAR = timedelta(days=1)


@bp.after_request
def lighten(response: Response) -> Response:
    """Compressed for whoever holds the code alone: the owner's page holds secrets (see compress)."""
    return response if devices.cookie_name() in request.cookies else compress(response)


@bp.get("/T/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    """Name, event and code for whoever holds the code; contact, join link and changes for whose device it is."""
    if code != code.upper():
        return redirect(url_for("tickets.show", code=code.upper()), 301)
    ticket = _ticket(code)
    if ticket is None or ticket.revoked_at is not None:
        return _unknown(ticket)
    registration, at = ticket.registration, clock.now()
    secret = devices.secret_for(request, registration)
    known = remembered.offered(request, registration) if secret else {}
    return private(
        render_template(
            "attendance/ticket.html",
            ticket=ticket,
            registration=registration,
            event=registration.event,
            words=wording.words(registration),
            qr=_symbol(ticket),
            certificate=_certificate(registration, at=at),
            feedback=asking(registration, at=at).value,
            is_over=phase(registration.event, at=at) is Phase.DONE,
            is_near=timedelta() < registration.event.dtstart - at < NEAR,
            is_room_open=session_at(registration.event, at=at).dtstart - JOIN_OPENS <= at,
            is_new=session.pop(devices.NEW_TICKET, None) == registration.ref,
            desk=ticket_desk(registration, at=at),
            owner=owners.owned(registration, secret) if secret else None,
            form=AnswersForm(obj=None if known else registration, formdata=None, data=known) if secret else None,
            is_remembered=bool(known),
        )
    )


@bp.get("/t/<code>")
@public
def lower_case(code: str) -> ResponseReturnValue:
    """Some apps write addresses in lower case, endings included."""
    stem, _dot, ending = code.partition(".")
    endpoint = ending if ending in {"svg", "png", "pdf"} else "show"
    return redirect(url_for(f"tickets.{endpoint}", code=stem.upper()), 301)


@bp.get("/T/<code>.svg")
@public
def svg(code: str) -> ResponseReturnValue:
    """The QR alone."""
    return _file(code, lambda ticket: _symbol(ticket).encode(), "image/svg+xml", "svg")


@bp.get("/T/<code>.png")
@public
def png(code: str) -> ResponseReturnValue:
    """The whole ticket as a picture for the gallery."""
    return _file(code, lambda ticket: papers.ticket_png_of(ticket.registration, ticket), "image/png", "png")


@bp.get("/T/<code>.pdf")
@public
def pdf(code: str) -> ResponseReturnValue:
    return _file(code, lambda ticket: papers.ticket_pdf_of(ticket.registration, ticket), "application/pdf", "pdf")


@bp.get("/tickets")
@public
def index() -> ResponseReturnValue:
    """The tickets that this device knows, without an account."""
    at = clock.now()
    known = [row for _secret, row in devices.known_to(request)]
    groups = [(event, token_of(group), group.affiliation) for group, event in known_groups(request)]
    past = [row for row in known if phase(row.event, at=at) is Phase.DONE]
    coming = [row for row in reversed(known) if row not in past]
    return private(render_template("attendance/tickets.html", coming=coming, past=past, groups=groups))


@bp.post("/tickets/forgotten")
@public
def forget() -> ResponseReturnValue:
    """On a phone that is lent or shared: the device forgets, the registrations stay."""
    response = private(redirect(url_for("tickets.index"), 303))
    devices.forget_all(response)
    remembered.forget(response)
    forget_groups(response)
    flash(_("Perangkat ini tidak lagi menyimpan tiket. Pendaftarannya tetap berlaku."), "ok")
    return response


def _certificate(registration: Registration, *, at: datetime) -> Certificate | None:
    """None is asked for before the event has begun: no certificate is issued that early."""
    if at < registration.event.dtstart:
        return None
    return db.session.scalar(certificates.of_registration(registration.id))


def _ticket(code: str) -> Ticket | None:
    return db.session.scalar(queries.by_code(code)) if links.is_code(code) else None


def _unknown(ticket: Ticket | None) -> Response:
    """One calm page: nobody knows this code, or a newer one has taken its place."""
    page = render_template("attendance/ticket_unknown.html", was_replaced=ticket is not None)
    return private((page, 404 if ticket is None else 410))


def _symbol(ticket: Ticket) -> Markup:
    label = _("QR tiket %(code)s", code=ticket.short_code)
    return Markup(qr.svg(links.qr_text(ticket.code), label))  # our own drawing; the label is escaped there


def _file(code: str, make: Callable[[Ticket], bytes], mimetype: str, ending: str) -> Response:
    if code != code.upper():
        return redirect(url_for(request.endpoint or "", code=code.upper()), 301)  # type: ignore[return-value]
    ticket = _ticket(code)
    if ticket is None or ticket.revoked_at is not None:
        abort(404 if ticket is None else 410)
    if not ticket.registration.is_live and ending == "svg":
        abort(410)
    content = make(ticket)
    response = private(Response(content, mimetype=mimetype))
    response.headers["Content-Disposition"] = f'inline; filename="tiket-{ticket.short_code}.{ending}"'
    return response
