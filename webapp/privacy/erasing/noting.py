"""Erasing and withdrawing, written into the audit log: whose registration by number, nobody's name."""

from datetime import datetime

from webapp.attendance.models import Registration
from webapp.audit.acts import SYSTEM, Act, Actor, Subject
from webapp.audit.models import ActorKind
from webapp.audit.recording import record
from webapp.privacy.retaining.models import RetentionRun


def note_own(name: str, registration: Registration, *, at: datetime) -> None:
    """What somebody did with their own data, by the managing secret or a proved address. Needs event loaded."""
    act = Act(name, Subject("registration", registration.id), registration.event.organization_id)
    record(act, by=Actor(ActorKind.PARTICIPANT, registration.id), at=at)


def note_night(run: RetentionRun, *, at: datetime) -> None:
    """What a night's work forgot; nothing when it forgot nobody."""
    if run.contacts or run.persons:
        after = {"contacts": run.contacts, "persons": run.persons}
        record(Act("retention.ran", Subject("retention", run.id), after=after), by=SYSTEM, at=at)
