"""The rules of a door: what one presented code means, given what is known of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.attendance.checking_in.scanning.answers import First, Presented, Reason
from webapp.attendance.checking_in.scanning.codes import Code, Form
from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.models import Action, Outcome, RegistrationStatus
from webapp.events.models import Mode

_NOT_CONFIRMED = {
    RegistrationStatus.CANCELLED: Reason.CANCELLED,
    RegistrationStatus.DECLINED: Reason.DECLINED,
    RegistrationStatus.PENDING: Reason.PENDING,
    RegistrationStatus.WAITING: Reason.WAITING,
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say of one presented code; an `is_change` still has to win its row."""

    outcome: Outcome
    reason: Reason = Reason.NONE
    first: First | None = None
    is_change: bool = False


def rule(gate: Gate, code: Code, presented: Presented, row: Any, *, at: datetime) -> Ruling:
    """Decide by what a lookup of `statements` found; nothing is written."""
    if row.registration_id is None:
        reason = Reason.UNKNOWN_SHORT_CODE if code.form is Form.SHORT else Reason.UNKNOWN_CODE
        return Ruling(Outcome.UNKNOWN, reason)
    if refusal := _refusal(gate, row):
        return Ruling(Outcome.REFUSED, refusal)
    if presented.action is Action.OUT:
        if not row.is_standing:
            return Ruling(Outcome.REFUSED, Reason.NOT_IN)
        return Ruling(Outcome.ADMITTED, Reason.OUT, is_change=True)
    moves_into_the_room = row.standing_mode == Mode.ONLINE and presented.mode is Mode.IN_PERSON
    if row.is_standing and not moves_into_the_room:
        reason = Reason.CONFLICT if presented.told == Outcome.ADMITTED else Reason.NONE
        return Ruling(Outcome.ALREADY, reason, First(row.standing_at, row.standing_desk))
    return Ruling(Outcome.ADMITTED, _mark(presented, at), is_change=True)


def _mark(presented: Presented, at: datetime) -> Reason:
    """What somebody should look at later, although the person is in."""
    if presented.is_absurd(at):
        return Reason.CLOCK
    return Reason.SHARED if presented.is_shared_phone else Reason.NONE


def _refusal(gate: Gate, row: Any) -> Reason:
    if row.event_id != gate.event_id:
        return Reason.OTHER_EVENT
    if gate.closed:
        return gate.closed
    if row.revoked_at is not None:
        return Reason.REVOKED
    return _NOT_CONFIRMED.get(row.status, Reason.NONE)
