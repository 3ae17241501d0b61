"""Imported files are not kept longer than the contacts that stand in them."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from webapp.attendance.importing.models import AttendanceImport, ImportedParticipant, RegistrationImport
from webapp.attendance.models import Registration
from webapp.database import db
from webapp.events.models import Event
from webapp.files.models import StoredFile


def forget_files(*, before: datetime) -> int:
    """Erase the raw files, and addresses and telephones of their rows, of events that ended before; return how many.

    Names stay with the attendance they gave, as on the daftar hadir. The bytes follow their rows (files.sweeping).
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
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)), execution_options=gone)
    old = select(AttendanceImport.id).where(AttendanceImport.event_id.in_(over))
    stated = (ImportedParticipant.email != "") | (ImportedParticipant.phone != "")
    db.session.execute(
        update(ImportedParticipant).where(ImportedParticipant.import_id.in_(old), stated).values(email="", phone=""),
        execution_options=gone,
    )
    return len(files)


def forget_person(registration: Registration, *, anonymous: str) -> None:
    """Erase what reports say of one person, and the raw files in which they may stand; what was counted stays."""
    mine = ImportedParticipant.registration_id == registration.id
    imports = select(ImportedParticipant.import_id).where(mine)
    files = [
        *db.session.scalars(select(AttendanceImport.file_id).where(AttendanceImport.id.in_(imports))),
        *db.session.scalars(
            select(RegistrationImport.file_id).where(RegistrationImport.event_id == registration.event_id)
        ),
    ]
    gone = {"synchronize_session": False}
    known = [file_id for file_id in files if file_id]
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(known)), execution_options=gone)
    db.session.execute(
        update(ImportedParticipant).where(mine).values(name=anonymous, email="", phone=""), execution_options=gone
    )
