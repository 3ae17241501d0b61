"""Attendance from its evidence: what the scans of one registration at one session add up to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from webapp.attendance.checking_in.scanning.answers import ONE_MOMENT, Presented
from webapp.attendance.models import Action, Attendance, Channel, Outcome, Scan
from webapp.events.models import Mode


@dataclass(frozen=True)
class Presence:
    """The derived columns of an attendance. Nobody came while `first_at` is None."""

    is_standing: bool = False
    first_at: datetime | None = None
    first_desk: str = ""
    standing_at: datetime | None = None
    standing_desk: str = ""
    last_at: datetime | None = None
    channel: Channel | None = None
    mode: Mode | None = None


NOBODY = Presence()


def evidence(session_id: int, registration_id: int) -> Select[Scan]:
    """The scans that count and were not taken back, in the order in which they were decided.

    Whoever was in already counts too: a desk without a network may have let them in earlier than anybody knew.
    """
    undo = aliased(Scan)
    return (
        select(Scan)
        .where(
            Scan.session_id == session_id,
            Scan.registration_id == registration_id,
            Scan.outcome.in_((Outcome.ADMITTED, Outcome.ALREADY)),
            Scan.action != Action.UNDO,
            ~select(undo.id).where(undo.undoes_id == Scan.id).exists(),
        )
        .order_by(Scan.id)
    )


def presence(scans: Iterable[Scan]) -> Presence:
    """Fold the evidence, one scan after the other, by the rules of the upsert in `statements`."""
    found = NOBODY
    for scan in scans:
        presented = Presented(scan.uuid, "", scan.action, scan.scanned_at, scan.channel, scan.desk)
        fold = _after if scan.outcome is Outcome.ADMITTED else _earlier
        found = fold(found, presented, presented.counted_at(scan.received_at))
    return found


def _after(before: Presence, scan: Presented, at: datetime) -> Presence:
    last_at = max(before.last_at or at, at)
    if scan.action is Action.OUT:
        if not before.is_standing:
            return before
        return replace(before, is_standing=False, last_at=last_at)
    is_first = before.first_at is None or at < before.first_at
    came_in_person = before.first_at is not None and before.mode is Mode.IN_PERSON
    return Presence(
        is_standing=True,
        first_at=at if is_first else before.first_at,
        first_desk=scan.desk if is_first else before.first_desk,
        standing_at=at,
        standing_desk=scan.desk,
        last_at=last_at,
        channel=scan.channel,
        mode=Mode.IN_PERSON if came_in_person else scan.mode,
    )


def _earlier(before: Presence, scan: Presented, at: datetime) -> Presence:
    if not before.is_standing or before.first_at is None or at + ONE_MOMENT >= before.first_at:
        return before
    found = replace(before, first_at=at, first_desk=scan.desk)
    return replace(found, standing_at=at, standing_desk=scan.desk) if before.standing_at == before.first_at else found


def apply(found: Presence, attendance: Attendance, *, at: datetime) -> None:
    """Write what was derived into its row; without evidence the row stays and says that nobody came."""
    attendance.is_standing = found.is_standing
    attendance.first_at, attendance.first_desk = found.first_at, found.first_desk
    attendance.standing_at, attendance.standing_desk = found.standing_at, found.standing_desk
    attendance.last_at = found.last_at or at
    attendance.channel = found.channel or attendance.channel
    attendance.mode = found.mode or attendance.mode
