"""A signature on the list of paper, found by the committee: evidence of having been in the hall."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select

from webapp.attendance.attesting.models import PaperMark
from webapp.attendance.checking_in.correcting import deriving
from webapp.attendance.models import Attendance, Registration, RegistrationStatus
from webapp.attendance.verdicts.settling import settle
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event


def mark(event: Event, registration: Registration, session_id: int, *, by: int, at: datetime) -> None:
    """Write down that the signature is there; twice is once.

    Refused for another event's session, and for somebody without a confirmed place. The event must be loaded with
    its sessions.
    """
    if session_id not in {session.id for session in event.sessions}:
        raise Refused(_("Sesi ini bukan bagian dari kegiatan ini."), reason="session")
    if registration.status != RegistrationStatus.CONFIRMED:
        raise Refused(_("Pendaftaran ini tidak mempunyai tempat."), reason="status")
    key = {"session_id": session_id, "registration_id": registration.id}
    if db.session.scalar(select(PaperMark).filter_by(**key)) is None:
        db.session.add(PaperMark(user_id=by, marked_at=at, **key))
    settle(event, at=at)


def unmark(event: Event, registration_id: int, session_id: int, *, at: datetime) -> None:
    """It was somebody else's signature; whoever had joined online is online again."""
    here = (PaperMark.session_id == session_id, PaperMark.registration_id == registration_id)
    db.session.execute(delete(PaperMark).where(*here))
    row = db.session.scalar(select(Attendance).filter_by(session_id=session_id, registration_id=registration_id))
    scans = db.session.scalars(deriving.evidence(session_id, registration_id)).all()
    if row is not None and scans and (mode := deriving.presence(scans).mode):
        row.mode = mode
    settle(event, at=at)
