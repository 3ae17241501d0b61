"""Approving and declining: what the committee answers to an application that waits for it."""

from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import guardians, placing, seating
from webapp.attendance.registering.promoting import tell
from webapp.database import db
from webapp.errors import Refused


def approve(registration: Registration, *, at: datetime) -> None:
    """Give a pending registration its place, or its place in the line. Refused when it is not pending."""
    places = seating.lock(registration.event_id)
    _refuse_unless_pending(registration)
    _refuse_without_guardian(registration)
    placing.seat(registration, places[registration.mode])
    placing.note_change(registration, at=at)
    db.session.flush()
    tell(registration, at=at, kind="approved")


def decline(registration: Registration, *, at: datetime) -> None:
    """Say no to a pending registration. Refused when it is not pending."""
    seating.lock(registration.event_id)
    _refuse_unless_pending(registration)
    placing.settle(registration, RegistrationStatus.DECLINED, at=at)
    db.session.flush()
    tell(registration, at=at)


def _refuse_without_guardian(registration: Registration) -> None:
    guardian = guardians.of(registration)
    if guardian is not None and guardian.consented_at is None:
        raise Refused(
            _("Pendaftaran ini menunggu izin orang tua atau wali. Catat izinnya dahulu."), reason="guardian_awaited"
        )


def _refuse_unless_pending(registration: Registration) -> None:
    placing.read_again(registration)
    if registration.status != RegistrationStatus.PENDING:
        raise Refused(_("Pendaftaran ini sudah diputuskan."), reason="not_pending")
