"""New rows of an event, and the dates that follow from its sessions."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from webapp.events.changing import standing
from webapp.events.models import Event, Role, Session
from webapp.events.plans import PlannedRole, PlannedSession


def new_session(planned: PlannedSession, *, at: datetime) -> Session:
    return Session(dtstart=planned.dtstart, dtend=planned.dtend, title=planned.title, revised_at=at)


def new_role(planned: PlannedRole, position: int) -> Role:
    return Role(
        position=position,
        role=planned.role,
        name=planned.name,
        affiliation=planned.affiliation,
        talk_title=planned.talk_title,
    )


def derive_dates(event: Event) -> None:
    """First start and last end of the standing sessions.

    An open end stays open only on the first day: on a later one it is that day's midnight, so that
    the span of days can still be read from the event alone.
    """
    sessions = standing(event)
    zone = ZoneInfo(event.tzid)
    last = max(sessions, key=lambda session: session.dtstart)
    event.dtstart = min(session.dtstart for session in sessions)
    if last.dtend is not None:
        event.dtend = max(session.dtend for session in sessions if session.dtend is not None)
        return
    day = last.dtstart.astimezone(zone).date()
    same_day = day == event.dtstart.astimezone(zone).date()
    event.dtend = None if same_day else datetime.combine(day + timedelta(days=1), time.min, zone)
