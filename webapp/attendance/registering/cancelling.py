"""Cancelling a registration: its place goes to the next in line at once."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.attendance.models import Attendance, Registration, RegistrationStatus
from webapp.attendance.registering import placing, promoting, seating
from webapp.database import db
from webapp.errors import Refused


def cancel(registration: Registration, *, at: datetime) -> None:
    """Take a live registration back; done twice it changes nothing. Needs event and person loaded.

    Refused (attended) once an attendance stands: who was there cannot not have come.
    """
    places = seating.lock(registration.event_id)
    placing.read_again(registration)
    if not registration.is_live:
        return
    _refuse_if_attended(registration)
    if registration.mode in places:
        placing.vacate(registration, places[registration.mode])
    placing.settle(registration, RegistrationStatus.CANCELLED, at=at)
    db.session.flush()
    promoting.confirm_by_mail(registration, at=at)
    promoting.fill(registration.event, list(places.values()), at=at)


def _refuse_if_attended(registration: Registration) -> None:
    attended = select(Attendance.id).where(
        Attendance.registration_id == registration.id, Attendance.first_at.is_not(None)
    )
    if db.session.scalar(attended.limit(1)) is not None:
        raise Refused(
            _("Kehadiran Bapak/Ibu sudah tercatat, sehingga pendaftaran ini tidak dapat dibatalkan lagi."),
            reason="attended",
        )
