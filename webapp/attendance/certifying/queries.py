"""Who may have a certificate, and which there are; the caller runs them."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.attendance.certifying.models import Certificate, CertificateLook
from webapp.attendance.models import COUNTED, Attendance, Person, Registration, Ticket
from webapp.events.models import Event, Role, Session


def present(event_id: int) -> Select[int, str, str]:
    """(registration id, name, folded name) of everybody who was there by verdict: those of every report."""
    was_there = (
        select(Attendance.registration_id)
        .join(Session, Session.id == Attendance.session_id)
        .where(Session.event_id == event_id, COUNTED)
    )
    return (
        select(Registration.id, Person.name, Person.folded_name)
        .join(Person, Person.id == Registration.person_id)
        .where(Registration.event_id == event_id, Registration.id.in_(was_there))
        .order_by(Person.folded_name, Registration.id)
    )


def roles(event_id: int) -> Select[str, str]:
    """(role, name) of everybody with a part in the event."""
    return select(Role.role, Role.name).where(Role.event_id == event_id).order_by(Role.position, Role.id)


def of_event(event_id: int) -> Select[Certificate]:
    """Every certificate of an event, revoked ones too, as they were numbered."""
    return (
        select(Certificate)
        .where(Certificate.event_id == event_id)
        .options(joinedload(Certificate.signed_file))
        .order_by(Certificate.id)
    )


def standing(event_id: int) -> Select[Certificate]:
    return of_event(event_id).where(Certificate.revoked_at.is_(None))


def one_of_event(event_id: int, certificate_id: int) -> Select[Certificate]:
    return of_event(event_id).where(Certificate.id == certificate_id)


def of_registration(registration_id: int) -> Select[Certificate]:
    """The one that a registration has now."""
    return select(Certificate).where(Certificate.registration_id == registration_id, Certificate.revoked_at.is_(None))


def by_code(code: str) -> Select[Certificate]:
    """One certificate with what its public page says."""
    return _shown().where(Certificate.code == code)


def by_number(number: str) -> Select[Certificate]:
    """Certificates of this number: each office numbers its own."""
    return _shown().where(Certificate.number == number).order_by(Certificate.id)


def by_ticket(code: str) -> Select[Certificate]:
    """The standing certificate of whoever holds this ticket."""
    return (
        _shown()
        .join(Ticket, Ticket.registration_id == Certificate.registration_id)
        .where(Ticket.code == code, Ticket.revoked_at.is_(None), Certificate.revoked_at.is_(None))
    )


def of_work(event_id: int) -> Select[Event]:
    """An event with all that its certificates say, for work that was asked for."""
    return select(Event).where(Event.id == event_id).options(joinedload(Event.organization), selectinload(Event.seats))


def look(event_id: int) -> Select[CertificateLook]:
    return select(CertificateLook).where(CertificateLook.event_id == event_id)


def _shown() -> Select[Certificate]:
    return select(Certificate).options(
        joinedload(Certificate.event).options(joinedload(Event.organization), selectinload(Event.seats)),
        joinedload(Certificate.signed_file),
    )
