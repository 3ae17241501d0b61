"""An edit of one date of a series that is meant for the following ones too."""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing, scheduling
from webapp.events.models import Event
from webapp.events.plans import FACTS, Plan, PlannedRole, plan_of
from webapp.events.repeating import queries
from webapp.events.repeating.serializing import hold
from webapp.events.repeating.shifting import first_day, shifted
from webapp.web.formatting import long_date

WINDOW = ("registration_opens_at", "registration_closes_at")
Shape = list[tuple[int, time, int | None, time | None, str]]


def revise_alone(event: Event, *, plan: Plan, at: datetime) -> list[tuple[Event, Plan]]:
    """Make this one date what `plan` says; the others of its series stay as they are."""
    scheduling.revise(event, plan=plan, at=at)
    return []


def revise_with_following(event: Event, *, plan: Plan, at: datetime) -> list[tuple[Event, Plan]]:
    """Make `event` what `plan` says, and carry what that changes to the later dates of its series.

    Only what changes is carried: a date that was given a place of its own keeps it while the hour
    moves for all. Each goes through `scheduling.revise`, so revisions, sequences and messages follow.
    Returns the later events with the plans that they had. Raises Refused, naming the date, when one
    of them cannot follow; then nothing is to be committed.
    """
    series = db.session.scalar(queries.series_of(event.id))
    if series is None:
        return revise_alone(event, plan=plan, at=at)
    hold(series)
    later = list(db.session.scalars(queries.following(event)))
    before = plan_of(event)
    scheduling.revise(event, plan=plan, at=at)
    return [(one, _carry(one, before, plan, at=at)) for one in later]


def _carry(event: Event, before: Plan, after: Plan, *, at: datetime) -> Plan:
    changing.hold(event)  # the plan is read behind the lock
    own = plan_of(event)
    try:
        scheduling.revise(event, plan=carried(own, before, after), at=at)
    except (OverflowError, Refused) as refusal:
        sentence = refusal.sentence if isinstance(refusal, Refused) else _("Tanggal ini di luar jangkauan kalender.")
        raise Refused(f"{long_date(event.dtstart, event.tzid)}: {sentence}") from refusal
    return own


def carried(own: Plan, before: Plan, after: Plan) -> Plan:
    """`own` with everything that differs between `before` and `after`, at its own distance from the first date."""
    facts = {
        name: getattr(after, name)
        for name in FACTS
        if name not in WINDOW and getattr(before, name) != getattr(after, name)
    }
    plan = replace(own, **facts)
    if before.seats != after.seats:
        plan = replace(plan, seats=after.seats)
    if _said(before.roles) != _said(after.roles):
        known = {(one.role, one.name): one.id for one in own.roles}
        plan = replace(plan, roles=tuple(replace(one, id=known.get((one.role, one.name))) for one in after.roles))
    moved = first_day(after) - first_day(before)
    as_after = shifted(after, first_day(own) + moved)
    if moved or _shape(before) != _shape(after) or before.tzid != after.tzid:
        ids = [one.id for one in own.sessions] + [None] * len(as_after.sessions)
        plan = replace(
            plan,
            sessions=tuple(replace(one, id=known_id) for one, known_id in zip(as_after.sessions, ids, strict=False)),
        )
    if any(getattr(before, name) != getattr(after, name) for name in WINDOW):
        plan = replace(plan, **{name: getattr(as_after, name) for name in WINDOW})
    return plan


def _said(roles: tuple[PlannedRole, ...]) -> list[PlannedRole]:
    return [replace(one, id=None) for one in roles]


def _shape(plan: Plan) -> Shape:
    """The sessions as days and hours of the wall clock, counted from the first day."""
    zone, first = ZoneInfo(plan.tzid), first_day(plan)

    def told(moment: datetime) -> tuple[int, time]:
        wall = moment.astimezone(zone)
        return (wall.date() - first).days, wall.time()

    return [(*told(one.dtstart), *(told(one.dtend) if one.dtend else (None, None)), one.title) for one in plan.sessions]
