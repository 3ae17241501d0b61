"""Whom a server saw inside without a registration: looked at by the committee, given to somebody, or let be."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.attendance.checking_in.scanning.codes import Form, parsed_code
from webapp.attendance.joining import finding
from webapp.attendance.models import RegistrationStatus
from webapp.attendance.rooms.models import RoomVisit
from webapp.attendance.rooms.seeing import tell
from webapp.attendance.verdicts.settling import settle
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event


def give(visit: RoomVisit, event: Event, typed: str, *, at: datetime) -> None:
    """It was this ticket's owner: all visits under the same key count for them.

    Refused for a code that nobody with a place has. The event must be loaded with its sessions.
    """
    code = parsed_code(typed)
    registration = finding.by_code(event, code) if code.form is not Form.OTHER else None
    if registration is None or registration.status != RegistrationStatus.CONFIRMED:
        raise Refused(_("Kode ini belum ditemukan pada kegiatan ini. Mohon periksa kembali."), reason="code")
    same = select(RoomVisit).where(
        RoomVisit.session_id == visit.session_id, RoomVisit.kind == visit.kind, RoomVisit.key == visit.key
    )
    for one in db.session.scalars(same):
        if one.registration_id is None:
            one.registration_id, one.name = registration.id, ""
            tell(one)
    settle(event, at=at)


def let_be(visit: RoomVisit, *, at: datetime) -> None:
    """Nobody who counts: a technician, a guest of the office."""
    visit.ignored_at = at
    db.session.flush()
