"""Bringing a table in: kept first, looked at, then all of its people registered in one transaction or none."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.attendance.importing.models import RegistrationImport
from webapp.attendance.importing.registrations.reading import Sheet
from webapp.attendance.models import Registration
from webapp.attendance.registering import people, seating
from webapp.attendance.registering.applications import AlreadyRegistered, Application
from webapp.attendance.registering.applying import register
from webapp.database import db
from webapp.documents.tables import Limits, read_table
from webapp.errors import Refused
from webapp.events.models import Event, Mode
from webapp.files import storing

LONGEST_NOTE = 300


def keep_table(
    event: Event, content: bytes, filename: str, *, limits: Limits, by: int, at: datetime
) -> RegistrationImport:
    """Keep an uploaded table; the same one again is the same import. Raises Unreadable for what is no table."""
    digest = sha256(content).hexdigest()
    seating.lock(event.id)
    same = select(RegistrationImport).where(
        RegistrationImport.event_id == event.id, RegistrationImport.sha256 == digest
    )
    if found := db.session.scalar(same):
        return found
    read_table(content, limits=limits)
    made = RegistrationImport(
        event_id=event.id,
        file=storing.store_data(content, filename, at=at),
        filename=filename,
        sha256=digest,
        mapping={},
        mode=Mode.IN_PERSON,
        uploaded_at=at,
        uploaded_by_id=by,
    )
    db.session.add(made)
    db.session.flush()
    return made


def content_of(made: RegistrationImport) -> bytes:
    """The bytes of the kept table. Refused when they are gone."""
    path = storing.path_of(made.file) if made.file else None
    if path is None or not path.is_file():
        raise Refused(_("Berkas ini sudah tidak tersimpan. Mohon unggah lagi."), reason="gone")
    return path.read_bytes()


@dataclass(frozen=True)
class Outcome:
    """How many were registered now, and how many stood in the list already."""

    registered: int
    known: int


def register_all(event: Event, made: RegistrationImport, sheet: Sheet, *, note: str, at: datetime) -> Outcome:
    """Register everybody of a table by the rules of the form; who is registered already stays as they are.

    Run again, also on a longer export of the same form, it makes no doubles and tells nobody twice. Refused
    (faults) while a single cell is wrong, (no_note) without a word on where the consent was given, and as `register`
    refuses: the caller rolls back, and nobody is registered.
    """
    if not note.strip() or len(note) > LONGEST_NOTE:
        raise Refused(_("Tuliskan di mana persetujuan mereka diberikan, misalnya pada Google Form."), reason="no_note")
    if sheet.faults:
        raise Refused(_("Masih ada isian yang keliru. Belum seorang pun didaftarkan."), reason="faults")
    seating.lock(event.id)
    registered = sum(_register(event, application, at=at) for application in sheet.applications)
    known = len(sheet.applications) - registered + sheet.twice
    made.consent_note, made.done_at = note.strip(), at
    made.registered += registered
    db.session.flush()
    return Outcome(registered, known)


def _register(event: Event, application: Application, *, at: datetime) -> bool:
    """Whether this made a registration. Whoever is known is not told again."""
    sent = select(Registration.id).where(
        Registration.event_id == event.id, Registration.form_token == application.form_token
    )
    who = {name: getattr(application, name) for name in ("name", "phone", "email")}
    if db.session.scalar(sent) is not None or people.find(event.id, **who)[1] is not None:
        return False
    return not isinstance(register(event, application, at=at), AlreadyRegistered)
