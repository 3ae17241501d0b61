"""A person checks themselves in: each ticket one scan through the door everybody uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from webapp.attendance.checking_in.scanning.answers import Answer, Presented
from webapp.attendance.checking_in.scanning.gates import gate_of
from webapp.attendance.checking_in.scanning.recording import record_scan
from webapp.attendance.models import Action, Channel, Registration
from webapp.events.models import Session


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whom one phone records: `entry` is the pass it was given, `others` how many it has recorded here before."""

    entry: str
    registrations: Sequence[Registration]
    others: int = 0


def arrive(session: Session, arrival: Arrival, *, at: datetime) -> list[Answer]:
    """Record each ticket; the same pass sent twice gives the same answers.

    Several tickets from one phone are a family or a whole KIM: they come in, and are marked for somebody to look at.
    """
    gate = gate_of(session)
    is_shared = arrival.others + len(arrival.registrations) > 1
    return [
        record_scan(gate, _presented(arrival.entry, one, is_shared=is_shared, at=at), at=at)
        for one in arrival.registrations
    ]


def _presented(entry: str, registration: Registration, *, is_shared: bool, at: datetime) -> Presented:
    ticket = next(ticket for ticket in registration.tickets if ticket.revoked_at is None)
    uuid = str(uuid5(NAMESPACE_URL, f"venue:{entry}:{registration.ref}"))
    return Presented(uuid, ticket.code, Action.IN, at, Channel.VENUE, "", is_shared_phone=is_shared)
