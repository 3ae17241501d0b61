"""Moving a sample by an hour, so that a newcomer can watch a calendar follow."""

from dataclasses import replace
from datetime import datetime, timedelta

from webapp.database import db
from webapp.events import public_queries, queries, scheduling
from webapp.events.filters import NONE
from webapp.events.models import Event, EventStatus
from webapp.events.plans import plan_of
from webapp.web.formatting import local

HOUR = timedelta(hours=1)
# From this hour on the sample goes back to the morning instead of on into the night.
LATE, BACK = 17, -8 * HOUR


def move_next(*, at: datetime) -> Event | None:
    """Let the next public sample begin an hour later; None when none is coming."""
    coming = public_queries.listed(NONE).where(
        Event.is_sample, Event.status == EventStatus.PUBLISHED, Event.dtstart > at + timedelta(days=1)
    )
    event = db.session.scalar(coming.options(*queries.PAGE).order_by(Event.dtstart, Event.id).limit(1))
    if event is None:
        return None
    later = HOUR if local(event.dtstart, event.tzid).hour < LATE else BACK
    plan = plan_of(event)
    moved = tuple(
        replace(one, dtstart=one.dtstart + later, dtend=one.dtend + later if one.dtend else None)
        for one in plan.sessions
    )
    scheduling.revise(event, plan=replace(plan, sessions=moved), at=at)
    return event
