"""An event made anew from another: a draft with everything but its people."""

from collections.abc import Callable
from datetime import datetime

from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.models import Event
from webapp.events.plans import Plan
from webapp.events.scheduling import schedule

# What else belongs to an event is copied by who keeps it: a higher package adds its verb here at the
# start (attendance copies the registration form, the rule of attendance, ...). (original, copy).
after_duplicating: list[Callable[[Event, Event], None]] = []


def duplicate(event: Event, organizer: Organization, *, plan: Plan, at: datetime, address: str = "") -> Event:
    """Make a draft of `plan` that has what `event` has besides: places beyond the chairs, form, rules, look, words.

    `plan` is that of `event` on another day (`shifting.shifted`); registrations and decisions stay behind.
    Raises Refused when the plan is not sound. Needs `event.seats` loaded.
    """
    made = schedule(organizer, plan=plan, at=at, address=address)
    margins = {row.mode: row.margin for row in event.seats}
    for row in made.seats:
        row.margin = margins.get(row.mode, 0)
    db.session.flush()
    for carry_over in after_duplicating:
        carry_over(event, made)
    return made
