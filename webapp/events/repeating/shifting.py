"""A plan held on another day: the same wall clock, so many days later."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from webapp.events.plans import Plan, PlannedSession
from webapp.events.wall_clock import moment


def first_day(plan: Plan) -> date:
    """The day of the first session, on the plan's own wall clock."""
    return min(session.dtstart for session in plan.sessions).astimezone(ZoneInfo(plan.tzid)).date()


def shifted(plan: Plan, day: date, *, hour: time | None = None) -> Plan:
    """A new plan whose first session begins on `day`, at `hour` if it is given; everything else keeps its distance.

    Distances are those of the wall clock: what was at nine stays at nine where clocks were changed in
    between. Sessions and roles lose their ids, since they become rows of their own. Raises Refused for
    an hour that the new day does not have.
    """
    zone = ZoneInfo(plan.tzid)
    start = min(session.dtstart for session in plan.sessions).astimezone(zone).replace(tzinfo=None)
    distance = datetime.combine(day, hour or start.time()) - start

    def moved(when: datetime | None) -> datetime | None:
        return _later(when, distance, plan.tzid) if when else None

    sessions = (
        PlannedSession(dtstart=_later(one.dtstart, distance, plan.tzid), dtend=moved(one.dtend), title=one.title)
        for one in plan.sessions
    )
    return replace(
        plan,
        sessions=tuple(sessions),
        roles=tuple(replace(role, id=None) for role in plan.roles),
        registration_opens_at=moved(plan.registration_opens_at),
        registration_closes_at=moved(plan.registration_closes_at),
    )


def _later(when: datetime, distance: timedelta, tzid: str) -> datetime:
    wall = when.astimezone(ZoneInfo(tzid)).replace(tzinfo=None) + distance
    return moment(wall.date(), wall.time(), tzid)
