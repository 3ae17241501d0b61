"""What an organizer does to an event, written into the audit log from the pages where it is done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from webapp.accounts.identity import acting
from webapp.audit.acts import About, Act, Actor, Subject, changes
from webapp.audit.recording import record, record_reading
from webapp.events.models import Event
from webapp.events.plans import FACTS, Plan, plan_of

# Written down as changed, without what they say: what lets people in, and texts that may name people.
SILENT = {"conference_url", "conference_passcode", "stream_url", "description", "roles"}


def note(name: str, event: Event, *, at: datetime, by: Actor | None = None, **more: Any) -> None:
    """Record that `by`, else the signed-in person, did `name` to `event`; `more` are the fields of Act."""
    record(_act(name, event, **more), by=by or acting(), at=at)


def note_reading(name: str, event: Event, *, at: datetime, by: Actor | None = None, **what: Any) -> None:
    """Record that `by`, else the signed-in person, looked at or fetched the data of many people of `event`."""
    record_reading(_act(name, event, after=what), by=by or acting(), at=at)


def note_revision(event: Event, *, before: Plan, at: datetime) -> None:
    """Record what an edit changed; nothing when it changed nothing."""
    old, new = changes(_facts(before), _facts(plan_of(event)))
    if old or new:
        note("event.revised", event, at=at, before=_told(old), after=_told(new))


def _act(
    name: str,
    event: Event,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    about: About | None = None,
) -> Act:
    return Act(name, Subject("event", event.id, event.summary), event.organization_id, before or {}, after or {}, about)


def _facts(plan: Plan) -> dict[str, Any]:
    sessions = [f"{one.dtstart.isoformat()}/{one.dtend.isoformat() if one.dtend else ''}" for one in plan.sessions]
    seats = {mode.value: capacity for mode, capacity in plan.seats.items()}
    roles = [(one.role, one.name, one.affiliation, one.talk_title) for one in plan.roles]
    return {**{name: getattr(plan, name) for name in FACTS}, "sessions": sessions, "seats": seats, "roles": roles}


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "…" if name in SILENT and value else value for name, value in values.items()}
