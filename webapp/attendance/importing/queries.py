"""What imports ask; the caller runs them."""

from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.attendance.importing.models import AttendanceImport, ImportedParticipant
from webapp.attendance.models import LIVE, Person, Registration, Ticket

UNMATCHED = ImportedParticipant.registration_id.is_(None)
GUESSED = and_(~UNMATCHED, ImportedParticipant.is_guess)
SURE = and_(~UNMATCHED, ~ImportedParticipant.is_guess)
SHOWN = {"unmatched": UNMATCHED, "guessed": GUESSED, "matched": SURE}


def known(event_id: int) -> Select[*tuple[Any, ...]]:
    """Everybody who may be in a report: id, name, phone, email, affiliation, short code, ref."""
    return (
        select(
            Registration.id,
            Person.name,
            Person.phone,
            Person.email,
            Registration.affiliation,
            func.coalesce(Ticket.short_code, ""),
            Registration.ref,
        )
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(Ticket, and_(Ticket.registration_id == Registration.id, Ticket.revoked_at.is_(None)))
        .where(Registration.event_id == event_id, Registration.status.in_(LIVE))
        .order_by(Registration.id)
    )


def standing(event_id: int, sha256: str) -> Select[AttendanceImport]:
    return select(AttendanceImport).where(
        AttendanceImport.event_id == event_id,
        AttendanceImport.sha256 == sha256,
        AttendanceImport.undone_at.is_(None),
    )


def one(event_id: int, import_id: int) -> Select[AttendanceImport]:
    return (
        select(AttendanceImport)
        .where(AttendanceImport.event_id == event_id, AttendanceImport.id == import_id)
        .options(joinedload(AttendanceImport.file))
    )


def of_event(event_id: int) -> Select[*tuple[Any, ...]]:
    """The imports of an event, newest first: each with who uploaded it and how many are sure, guessed and unmatched."""
    counted = [func.count(ImportedParticipant.id).filter(condition) for condition in (SURE, GUESSED, UNMATCHED)]
    return (
        select(AttendanceImport, User.name, *counted)
        .outerjoin(ImportedParticipant, ImportedParticipant.import_id == AttendanceImport.id)
        .outerjoin(User, User.id == AttendanceImport.uploaded_by_id)
        .where(AttendanceImport.event_id == event_id)
        .group_by(AttendanceImport.id, User.name)
        .order_by(AttendanceImport.id.desc())
    )


def counts(import_id: int) -> Select[*tuple[Any, ...]]:
    """One row: matched, guessed, unmatched."""
    counted = [func.count().filter(condition).label(name) for name, condition in SHOWN.items()]
    return select(*counted).where(ImportedParticipant.import_id == import_id)


def participants(import_id: int, show: str) -> Select[ImportedParticipant]:
    """Who stands in a report: who needs a look first."""
    rank = case((UNMATCHED, 0), (GUESSED, 1), else_=2)
    found = select(ImportedParticipant).where(ImportedParticipant.import_id == import_id)
    if show in SHOWN:
        found = found.where(SHOWN[show])
    return found.options(joinedload(ImportedParticipant.registration).joinedload(Registration.person)).order_by(
        rank, ImportedParticipant.number
    )


def participant(event_id: int, import_id: int, participant_id: int) -> Select[ImportedParticipant]:
    return (
        select(ImportedParticipant)
        .join(AttendanceImport, AttendanceImport.id == ImportedParticipant.import_id)
        .where(
            AttendanceImport.event_id == event_id,
            AttendanceImport.undone_at.is_(None),
            ImportedParticipant.import_id == import_id,
            ImportedParticipant.id == participant_id,
        )
        .options(joinedload(ImportedParticipant.registration).joinedload(Registration.person))
    )


def evidence(event_id: int) -> Select[*tuple[Any, ...]]:
    """All that counts: shift, session of rows without times, spans, seconds, registration."""
    return (
        select(
            AttendanceImport.shift,
            AttendanceImport.session_id,
            ImportedParticipant.spans,
            ImportedParticipant.seconds,
            ImportedParticipant.registration_id,
        )
        .join(AttendanceImport, AttendanceImport.id == ImportedParticipant.import_id)
        .where(
            AttendanceImport.event_id == event_id,
            AttendanceImport.confirmed_at.is_not(None),
            AttendanceImport.undone_at.is_(None),
            ImportedParticipant.registration_id.is_not(None),
        )
    )


def like(event_id: int, words: list[str], *, limit: int = 20) -> Select[Registration]:
    """Live registrations whose name holds any of these folded words, the most alike for a person to choose from."""
    hits = [Person.folded_name.contains(word, autoescape=True) for word in words]
    score = sum((case((hit, 1), else_=0) for hit in hits[1:]), case((hits[0], 1), else_=0))
    return (
        select(Registration)
        .join(Registration.person)
        .where(Registration.event_id == event_id, Registration.status.in_(LIVE), or_(*hits))
        .options(joinedload(Registration.person))
        .order_by(score.desc(), Person.folded_name, Registration.id)
        .limit(limit)
    )
