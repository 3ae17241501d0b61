"""What the messages of attendance say: rendered at delivery, so that corrections and erasure reach them."""

from collections.abc import MutableMapping

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.attendance.models import Registration, Ticket
from webapp.attendance.ticketing import papers
from webapp.database import db
from webapp.events import queries as events
from webapp.events.models import Mode
from webapp.messages.delivering import Renderer
from webapp.messages.mail import Attachment, Mail
from webapp.messages.models import Message
from webapp.web import formatting
from webapp.web.pages import public_url, settings
from webapp.web.tokens import derived_token


def register(renderers: MutableMapping[str, Renderer]) -> None:
    """Own these kinds of message."""
    renderers["ticket"] = ticket_mail
    renderers["link"] = link_mail


def ticket_mail(message: Message) -> Mail | None:
    """The ticket, its links and its PDF; None when the registration lives no more or has no address."""
    registration = _with_everything(message.registration_id)
    if registration is None or not registration.is_live or not registration.person.email:
        return None
    with current_app.test_request_context(), force_locale(registration.locale):
        subject = _("Tiket: %(event)s", event=registration.event.summary)
        return _mail(registration, "ticket", subject)


def link_mail(message: Message) -> Mail | None:
    """"You are registered already": the link to the standing registration, and nothing about who asked."""
    registration = _with_everything(message.registration_id)
    if registration is None or not registration.is_live or not registration.person.email:
        return None
    with current_app.test_request_context(), force_locale(registration.locale):
        subject = _("Bapak/Ibu sudah terdaftar: %(event)s", event=registration.event.summary)
        return _mail(registration, "link", subject)


def _mail(registration: Registration, template: str, subject: str) -> Mail:
    ticket = _standing(registration)
    values = _values(registration, ticket)
    paper = papers.ticket_pdf_of(registration, ticket)
    return Mail(
        to=registration.person.email,
        to_name=registration.person.name,
        subject=subject,
        text=render_template(f"mail/{template}.txt", **values),
        html=render_template(f"mail/{template}.html", subject=subject, **values),
        attachments=(Attachment(f"tiket-{ticket.short_code}.pdf", "application/pdf", paper),),
    )


def _values(registration: Registration, ticket: Ticket) -> dict[str, object]:
    event = registration.event
    key, ref, version = settings().secret_key, registration.ref, registration.link_version
    is_online = registration.mode == Mode.ONLINE
    return {
        "registration": registration,
        "ticket": ticket,
        "event": event,
        "date": formatting.date_range(event.dtstart, event.dtend, event.tzid),
        "time": formatting.time_range(event.sessions[0].dtstart, event.sessions[0].dtend, event.tzid),
        "ticket_url": f"{settings().public_url}/T/{ticket.code}",
        "manage_url": public_url("registration.manage", token=derived_token(key, "manage", ref, version)),
        "join_url": public_url("joining.show", token=derived_token(key, "join", ref, version)) if is_online else "",
    }


def _standing(registration: Registration) -> Ticket:
    return next(ticket for ticket in registration.tickets if ticket.revoked_at is None)


def _with_everything(registration_id: int) -> Registration | None:
    event = joinedload(Registration.event)
    return db.session.scalar(
        select(Registration)
        .where(Registration.id == registration_id)
        .options(
            joinedload(Registration.person),
            selectinload(Registration.tickets),
            *(event.options(option) for option in events.PAGE),
        )
        .execution_options(populate_existing=True)
    )
