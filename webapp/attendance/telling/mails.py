"""Mails to registrants: rendered at delivery, so that corrections and erasure reach them."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, render_template
from flask_babel import force_locale
from sqlalchemy import select

from webapp.attendance.calendars import inviting
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import queries
from webapp.attendance.telling import announced, kinds, timely, writing
from webapp.attendance.telling.kinds import KINDS, NEWS, SCHEDULED, STANDING, Kind
from webapp.attendance.telling.more import FEEDBACK, more_values
from webapp.attendance.telling.texts import Text, text_of
from webapp.attendance.ticketing import links, papers
from webapp.attendance.ticketing.wording import Words, words
from webapp.database import db
from webapp.events.models import EventStatus, Mode
from webapp.messages.delivering import Renderer
from webapp.messages.mail import Attachment, Mail
from webapp.messages.models import Message
from webapp.messages.promising import is_superseded


@dataclass(frozen=True)
class Written:
    """A message in the language of the moment, before it is dressed as a mail or as a chat text."""

    registration: Registration
    kind: Kind
    said: Words
    subject: str
    text: str  # the organizer's words with everything filled in; the facts and links stand below them
    feedback_url: str = ""  # where they say what they thought, when they are asked


def register(renderers: MutableMapping[str, Renderer]) -> None:
    """Own these kinds of message; "ticket" is what rows of an older version say of a standing."""
    for code in ("ticket", announced.ANNOUNCEMENT.code, *KINDS):
        renderers[code] = mail_of


def mail_of(message: Message) -> Mail | None:
    """The mail of one message; None when it is no longer true, no longer wanted, or has no address."""
    registration = registration_of(message)
    if registration is None or not registration.person.email:
        return None
    with current_app.test_request_context(), force_locale(registration.locale):
        written = write(message, registration)
        return dressed(written) if written else None


def registration_of(message: Message) -> Registration | None:
    """The registration as it stands now, with what a message may show."""
    ref = db.session.scalar(select(Registration.ref).where(Registration.id == message.registration_id))
    return db.session.scalar(queries.by_ref(ref).execution_options(populate_existing=True)) if ref else None


def write(message: Message, registration: Registration, *, at: datetime | None = None) -> Written | None:
    """What there is to say now; None when a newer promise says it all: nobody is told twice how things stand.

    What the clock brought is judged by `at`, else by the moment at which a deliverer took it up.
    """
    kind = _kind_now(message, registration, at or message.claimed_at or message.due_at)
    if kind is None or is_superseded(message, kind.group):
        return None
    text = _words_of(kind, message, registration)
    return composed(registration, kind, text, more_values(message, kind, registration)) if text else None


def _words_of(kind: Kind, message: Message, registration: Registration) -> Text | None:
    if kind is announced.ANNOUNCEMENT:
        return announced.words_of(message, registration)
    return text_of(kind, registration.event, registration.locale)


def composed(registration: Registration, kind: Kind, text: Text, more: Mapping[str, str]) -> Written:
    """The words with everything filled in; `more` comes before what every kind knows."""
    said = words(registration)
    values = writing.values_of(registration, said, more)
    subject, body = writing.filled(text.subject, values), writing.filled(text.body, values)
    return Written(registration, kind, said, subject, body, more.get(FEEDBACK, ""))


def dressed(written: Written, *, addresses: Mapping[str, str] | None = None, to: tuple[str, str] | None = None) -> Mail:
    """The mail with its text and HTML parts, which say the same, and the ticket where the kind brings one.

    An example has `addresses` that stand for the ticket's, goes `to` somebody else, and brings no ticket.
    """
    registration = written.registration
    address, name = to or (registration.person.email, registration.person.name)
    invited = inviting.invitations(registration, written.kind.code) if addresses is None else ()
    shown = {**_shown(written, addresses or _links(registration)), "invited": inviting.note(invited)}
    return Mail(
        to=address,
        to_name=name,
        subject=written.subject,
        text=render_template("mail/notice.txt", **shown),
        html=render_template("mail/notice.html", **shown),
        headers=announced.headers_of(registration) if _is_letter(written) and addresses is None else {},
        attachments=(_paper(registration),) if addresses is None and _brings_ticket(written) else (),
        invitations=invited,
    )


def _shown(written: Written, addresses: Mapping[str, str]) -> dict[str, object]:
    registration = written.registration
    return {
        "written": written,
        "registration": registration,
        "event": registration.event,
        "ticket": registration.tickets[-1],
        "said": written.said,
        "paragraphs": writing.paragraphs(written.text),
        "is_off": registration.event.status in {EventStatus.CANCELLED, EventStatus.POSTPONED},
        "is_over": written.kind.code == "thanks",
        "ticket_url": addresses["tautan_tiket"],
        "feedback_url": written.feedback_url,
        "manage_url": addresses["tautan_atur"],
        "stop_url": announced.stop_url(registration) if _is_letter(written) else "",
        "join_url": addresses["tautan_gabung"] if may_join(registration) else "",
    }


def _links(registration: Registration) -> dict[str, str]:
    return {
        "tautan_tiket": links.ticket_url(registration.tickets[-1].code),
        "tautan_atur": links.manage_url(registration),
        "tautan_gabung": links.join_url(registration),
    }


def may_join(registration: Registration) -> bool:
    is_on = registration.event.status is not EventStatus.CANCELLED
    return registration.mode == Mode.ONLINE and registration.status == RegistrationStatus.CONFIRMED and is_on


def _kind_now(message: Message, registration: Registration, at: datetime) -> Kind | None:
    """The kind as it is true now. News and links are for those who still hold their registration."""
    if message.kind in STANDING:
        return KINDS[kinds.of_standing(registration.status, message.kind)]
    if message.kind in SCHEDULED and not timely.is_true(message, registration, at=at):
        return None
    kind = announced.ANNOUNCEMENT if message.kind == announced.ANNOUNCEMENT.code else KINDS[message.kind]
    return kind if registration.is_live else None


def _is_letter(written: Written) -> bool:
    return written.kind is announced.ANNOUNCEMENT


def _brings_ticket(written: Written) -> bool:
    registration = written.registration
    is_news = written.kind.code in NEWS
    return written.kind.brings_ticket and (
        registration.status == RegistrationStatus.CONFIRMED if is_news else registration.is_live
    )


def _paper(registration: Registration) -> Attachment:
    ticket = registration.tickets[-1]
    content = papers.ticket_pdf_of(registration, ticket)
    return Attachment(f"tiket-{ticket.short_code}.pdf", "application/pdf", content)
