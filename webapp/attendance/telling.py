"""What the messages of attendance say: rendered at delivery, so that corrections and erasure reach them."""

from collections.abc import MutableMapping

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import queries
from webapp.attendance.ticketing import links, papers
from webapp.attendance.ticketing.wording import words
from webapp.database import db
from webapp.events.models import Mode
from webapp.messages.delivering import Renderer
from webapp.messages.mail import Attachment, Mail
from webapp.messages.models import Message
from webapp.messages.promising import is_superseded


def register(renderers: MutableMapping[str, Renderer]) -> None:
    """Own these kinds of message."""
    renderers["ticket"] = ticket_mail
    renderers["link"] = link_mail


def ticket_mail(message: Message) -> Mail | None:
    """How the registration stands now, with its links and, while it lives, its ticket as PDF.

    None when a newer promise will say the same: nobody is told twice how things stand.
    """
    if is_superseded(message):
        return None
    return _mail(message.registration_id, "ticket")


def link_mail(message: Message) -> Mail | None:
    """The link to a standing registration, for whom somebody registered again; nothing about who that was."""
    return _mail(message.registration_id, "link")


def _mail(registration_id: int, template: str) -> Mail | None:
    registration = _with_everything(registration_id)
    if registration is None or not registration.person.email:
        return None
    if template == "link" and not registration.is_live:
        return None
    with current_app.test_request_context(), force_locale(registration.locale):
        return _rendered(registration, template)


def _rendered(registration: Registration, template: str) -> Mail:
    ticket = registration.tickets[-1]
    subject = _subject(registration, template)
    values = {
        "registration": registration,
        "event": registration.event,
        "ticket": ticket,
        "said": words(registration),
        "ticket_url": links.ticket_url(ticket.code),
        "manage_url": links.manage_url(registration),
        "join_url": links.join_url(registration) if _may_join(registration) else "",
    }
    paper = Attachment(f"tiket-{ticket.short_code}.pdf", "application/pdf", papers.ticket_pdf_of(registration, ticket))
    return Mail(
        to=registration.person.email,
        to_name=registration.person.name,
        subject=subject,
        text=render_template(f"mail/{template}.txt", **values),
        html=render_template(f"mail/{template}.html", subject=subject, **values),
        attachments=(paper,) if registration.is_live else (),
    )


def _subject(registration: Registration, template: str) -> str:
    event = registration.event.summary
    if template == "link":
        return _("Bapak/Ibu sudah terdaftar: %(event)s", event=event)
    if registration.status == RegistrationStatus.DECLINED:
        return _("Pendaftaran belum dapat diterima: %(event)s", event=event)
    if not registration.is_live:
        return _("Pendaftaran dibatalkan: %(event)s", event=event)
    if registration.status == RegistrationStatus.WAITING:
        return _("Daftar tunggu: %(event)s", event=event)
    return _("Tiket: %(event)s", event=event)


def _may_join(registration: Registration) -> bool:
    return registration.mode == Mode.ONLINE and registration.status == RegistrationStatus.CONFIRMED


def _with_everything(registration_id: int) -> Registration | None:
    ref = db.session.scalar(select(Registration.ref).where(Registration.id == registration_id))
    return db.session.scalar(queries.by_ref(ref).execution_options(populate_existing=True)) if ref else None
