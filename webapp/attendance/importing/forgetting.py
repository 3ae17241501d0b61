"""Imported files are not kept longer than the contacts that stand in them."""

from datetime import datetime

from sqlalchemy import func, or_, select, update

from webapp.attendance.importing.models import AttendanceImport, ImportedParticipant, RegistrationImport
from webapp.attendance.importing.names import readings, words
from webapp.attendance.models import Person, Registration
from webapp.database import db
from webapp.events.models import Event
from webapp.files.discarding import discard


def forget_files(*, before: datetime) -> int:
    """Erase the raw files, and addresses and telephones of their rows, of events that ended before; return how many.

    Names stay with the attendance they gave, as on the daftar hadir.
    """
    over = select(Event.id).where(func.coalesce(Event.dtend, Event.dtstart) <= before)
    files = [
        file_id
        for kind in (AttendanceImport, RegistrationImport)
        for file_id in db.session.scalars(
            select(kind.file_id).where(kind.event_id.in_(over), kind.file_id.is_not(None))
        )
    ]
    gone = {"synchronize_session": False}
    discard(files)
    old = select(AttendanceImport.id).where(AttendanceImport.event_id.in_(over))
    stated = (ImportedParticipant.email != "") | (ImportedParticipant.phone != "")
    db.session.execute(
        update(ImportedParticipant).where(ImportedParticipant.import_id.in_(old), stated).values(email="", phone=""),
        execution_options=gone,
    )
    return len(files)


def forget_person(registration: Registration, *, anonymous: str) -> None:
    """Erase what reports say of one person, and the raw files of the event; what was counted stays.

    Rows that were never recognised go by the same name, address or telephone. Needs person loaded.
    """
    imports = select(AttendanceImport.id).where(AttendanceImport.event_id == registration.event_id)
    for kind in (AttendanceImport, RegistrationImport):
        discard(db.session.scalars(select(kind.file_id).where(kind.event_id == registration.event_id)))
    rows = select(ImportedParticipant).where(
        ImportedParticipant.import_id.in_(imports),
        or_(ImportedParticipant.registration_id == registration.id, ImportedParticipant.registration_id.is_(None)),
    )
    for row in db.session.scalars(rows):
        if row.registration_id == registration.id or _is_of(row, registration.person):
            row.name, row.email, row.phone = anonymous, "", ""
    db.session.flush()


def _is_of(row: ImportedParticipant, person: Person) -> bool:
    """Whether an unrecognised row says the person's name, alone or beside an origin, or their contact."""
    sought = words(person.name)
    return (
        any(sought in (reading.name, reading.beside) for reading in readings(row.name))
        or bool(person.email and row.email.casefold() == person.email.casefold())
        or bool(person.phone and row.phone == person.phone)
    )
