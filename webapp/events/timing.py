"""What is read from the clock and never stored: whether an event runs, is over, takes registrations."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from webapp.events.models import Event, EventStatus, Session

# People arrive before the hour: the doors of a session open this long before it starts.
DOORS_OPEN = timedelta(hours=3)
JOIN_OPENS = timedelta(minutes=30)


class Phase(StrEnum):
    UPCOMING = "upcoming"
    RUNNING = "running"
    DONE = "done"


class RegistrationState(StrEnum):
    """Why people may register, or why not."""

    OPEN = "open"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    OVER = "over"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    UNPUBLISHED = "unpublished"


def end_of(session: Session, tzid: str) -> datetime:
    """The end, or, while it is open ("s.d. selesai"), the end of that day on the event's wall clock."""
    return end_of_span(session.dtstart, session.dtend, tzid)


def end_of_event(event: Event) -> datetime:
    return end_of_span(event.dtstart, event.dtend, event.tzid)


def end_of_span(dtstart: datetime, dtend: datetime | None, tzid: str) -> datetime:
    """The end, or midnight after the start on the wall clock of `tzid` while it is open."""
    if dtend is not None:
        return dtend
    day = dtstart.astimezone(ZoneInfo(tzid)).date() + timedelta(days=1)
    return datetime.combine(day, time.min, ZoneInfo(tzid))


def phase(event: Event, *, at: datetime) -> Phase:
    """Upcoming, running or done by the event's own first and last moment."""
    if at < event.dtstart:
        return Phase.UPCOMING
    return Phase.RUNNING if at < end_of_event(event) else Phase.DONE


def registration_state(event: Event, *, at: datetime) -> RegistrationState:
    """Whether people may register now. Unless closed earlier, an event takes people until it ends."""
    settled = {
        EventStatus.DRAFT: RegistrationState.UNPUBLISHED,
        EventStatus.ARCHIVED: RegistrationState.OVER,
        EventStatus.CANCELLED: RegistrationState.CANCELLED,
        EventStatus.POSTPONED: RegistrationState.POSTPONED,
    }
    if event.status in settled:
        return settled[event.status]
    if at >= end_of_event(event):
        return RegistrationState.OVER
    if event.registration_opens_at and at < event.registration_opens_at:
        return RegistrationState.NOT_YET
    if event.registration_closes_at and at >= event.registration_closes_at:
        return RegistrationState.CLOSED
    return RegistrationState.OPEN


def session_at(event: Event, *, at: datetime) -> Session:
    """The session a desk means at this moment: the one running, else the next, else the last.

    Needs `event.sessions` loaded, ordered by start.
    """
    standing = [session for session in event.sessions if session.cancelled_at is None] or event.sessions
    for session in standing:
        if at < end_of(session, event.tzid):
            return session
    return standing[-1]
