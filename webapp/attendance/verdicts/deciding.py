"""What people decide about verdicts: the event's rule, and one person's verdict against it."""

from dataclasses import fields
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.verdicts.models import AttendanceRule, VerdictOverride
from webapp.attendance.verdicts.rules import Rule
from webapp.attendance.verdicts.settling import settle
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event

LONGEST_REASON = 300


def set_rule(event: Event, rule: Rule, *, at: datetime) -> int:
    """Let the event ask this of those who take part online, and judge everybody anew. Returns how many rows changed."""
    row = db.session.get(AttendanceRule, event.id) or AttendanceRule(event_id=event.id)
    for part in fields(rule):
        setattr(row, part.name, getattr(rule, part.name))
    db.session.add(row)
    return settle(event, at=at)


def override(
    event: Event, registration: Registration, session_id: int, *, is_present: bool, reason: str, by: int, at: datetime
) -> None:
    """Decide one verdict by hand, with a reason; a second decision replaces the first.

    Refused without a reason, for another event's session, and for somebody without a confirmed place.
    """
    if not reason.strip():
        raise Refused(_("Tulis alasannya: daftar hadir ini ditandatangani."), reason="reason")
    if session_id not in {session.id for session in event.sessions} or registration.event_id != event.id:
        raise Refused(_("Sesi ini bukan bagian dari kegiatan ini."), reason="session")
    if registration.status != RegistrationStatus.CONFIRMED:
        raise Refused(_("Pendaftaran ini tidak mempunyai tempat."), reason="status")
    found = db.session.scalar(
        select(VerdictOverride).where(
            VerdictOverride.session_id == session_id, VerdictOverride.registration_id == registration.id
        )
    ) or VerdictOverride(session_id=session_id, registration_id=registration.id)
    found.is_present, found.reason = is_present, reason.strip()[:LONGEST_REASON]
    found.user_id, found.decided_at = by, at
    db.session.add(found)
    settle(event, at=at)


def withdraw_override(event: Event, registration_id: int, session_id: int, *, at: datetime) -> None:
    """Let the rule judge again; without an override nothing changes."""
    found = db.session.scalar(
        select(VerdictOverride).where(
            VerdictOverride.session_id == session_id, VerdictOverride.registration_id == registration_id
        )
    )
    if found is not None:
        db.session.delete(found)
        settle(event, at=at)
