"""The evidence of a whole event, one statement for each kind of it; the caller runs them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from webapp.attendance.attesting.models import Watcher, WatchParty
from webapp.attendance.models import Action, Attendance, Channel, Outcome, Registration, RegistrationStatus, Scan
from webapp.attendance.verdicts.models import (
    AttendanceRule,
    CodeClaim,
    Part,
    PresenceInterval,
    Source,
    VerdictOverride,
)
from webapp.database import UTCDateTime
from webapp.events.models import Session

JUDGED = (
    "id", "session_id", "registration_id", "channel", "mode", "first_at", "last_at",
    "is_present", "why", "minutes", "is_late", "is_early", "is_standing",
)  # fmt: skip
# Rows that stand for evidence other than a scan: nobody showed a ticket.
WITHOUT_SCAN = (
    Channel.PAGE, Channel.CODE, Channel.REPORT, Channel.ROOM, Channel.WATCHING,
)  # fmt: skip


def rule(event_id: int) -> Select[AttendanceRule]:
    return select(AttendanceRule).where(AttendanceRule.event_id == event_id)


def attendances(event_id: int) -> Select[Any]:
    """What is judged of every row of an event, in the order in which they are written: two writers do not meet."""
    columns = Attendance.__table__.c
    return (
        select(*(columns[name] for name in JUDGED))
        .join(Session, Session.id == Attendance.session_id)
        .where(Session.event_id == event_id)
        .order_by(Attendance.id)
    )


def intervals(event_id: int) -> Select[int, int, Source, datetime, datetime]:
    """(session, registration, source, start, end) as plain columns: a large event has tens of thousands."""
    row = PresenceInterval
    return (
        select(row.session_id, row.registration_id, row.source, row.started_at, row.ended_at)
        .join(Session, Session.id == PresenceInterval.session_id)
        .where(Session.event_id == event_id)
    )


def claims(event_id: int) -> Select[int, int, Part, datetime]:
    """(session, registration, part, when) as plain columns."""
    return (
        select(CodeClaim.session_id, CodeClaim.registration_id, CodeClaim.part, CodeClaim.claimed_at)
        .join(Session, Session.id == CodeClaim.session_id)
        .where(Session.event_id == event_id)
    )


def watchers(event_id: int) -> Select[int, int]:
    """(session, registration) of everybody before a screen that the committee approved."""
    return (
        select(WatchParty.session_id, Watcher.registration_id)
        .join(Watcher, Watcher.party_id == WatchParty.id)
        .join(Session, Session.id == WatchParty.session_id)
        .where(Session.event_id == event_id, WatchParty.approved_at.is_not(None))
    )


def in_hall(event_id: int) -> Select[int, int | None, bool, datetime]:
    """(session, registration, is on paper, first time): what was shown or signed in the hall and stands.

    An attendance keeps one of them; a rule that tells them apart needs both.
    """
    undo, is_paper = aliased(Scan), Scan.channel == Channel.PAPER
    return (
        select(Scan.session_id, Scan.registration_id, is_paper, func.min(Scan.scanned_at, type_=UTCDateTime))
        .join(Session, Session.id == Scan.session_id)
        .where(
            Session.event_id == event_id,
            Scan.registration_id.is_not(None),
            Scan.outcome.in_((Outcome.ADMITTED, Outcome.ALREADY)),
            Scan.action == Action.IN,
            Scan.channel != Channel.JOIN,
            ~select(undo.id).where(undo.undoes_id == Scan.id).exists(),
        )
        .group_by(Scan.session_id, Scan.registration_id, is_paper)
    )


def overrides(event_id: int) -> Select[VerdictOverride]:
    return (
        select(VerdictOverride)
        .join(Session, Session.id == VerdictOverride.session_id)
        .where(Session.event_id == event_id)
    )


def confirmed(event_id: int) -> Select[int]:
    """Ids of those whose evidence may become an attendance."""
    return select(Registration.id).where(
        Registration.event_id == event_id, Registration.status == RegistrationStatus.CONFIRMED
    )
