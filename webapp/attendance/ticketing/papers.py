"""The ticket as picture and paper: a registration's words handed to webapp.documents."""

from flask_babel import get_locale

from webapp.attendance.models import Registration, Ticket
from webapp.attendance.ticketing import links
from webapp.attendance.ticketing.wording import words
from webapp.documents.ticket import TicketDocument, ticket_pdf, ticket_png
from webapp.events.kinds import named
from webapp.web.formatting import local


def standing(registration: Registration) -> Ticket:
    """The ticket that admits now. Needs tickets loaded."""
    return next(ticket for ticket in registration.tickets if ticket.revoked_at is None)


def document_of(registration: Registration, ticket: Ticket) -> TicketDocument:
    """The ticket in the language of the moment. Needs person, and the event with organization, region, sessions."""
    event, said = registration.event, words(registration)
    return TicketDocument(
        name=registration.person.name,
        summary=event.summary,
        kind=event.kind,
        kind_label=named(event),
        uid=event.slug,
        date_text=said.day,
        time_text=said.time,
        place=said.place,
        mode_label=said.mode,
        short_code=ticket.short_code,
        ticket_url=links.qr_text(ticket.code),
        organizer=event.organization.name,
        issued_on=local(ticket.issued_at, event.tzid).date(),
        affiliation=registration.affiliation,
        status="cancelled" if said.closed else registration.status.value,
        status_label=said.closed or said.status,
        note=said.note,
        locale=str(get_locale() or "id"),
    )


def ticket_pdf_of(registration: Registration, ticket: Ticket) -> bytes:
    """A6, PDF/A-2a and PDF/UA-1."""
    return ticket_pdf(document_of(registration, ticket))


def ticket_png_of(registration: Registration, ticket: Ticket) -> bytes:
    """For a phone's gallery."""
    return ticket_png(document_of(registration, ticket))
