"""What the clock brings: a reminder the day before, the joining link the hour before, thanks after the end.

A message belongs to a day on the event's wall clock, and its version is that day: looking again, two workers and a
worker that slept promise it once, and an event that moved to another day has another one. Whether it is still true
and in time is asked again when it is delivered.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import selectinload

from webapp.attendance.models import COUNTED, Attendance, Person, Registration, RegistrationStatus
from webapp.attendance.telling.kind import NEWS, STANDING
from webapp.attendance.telling.many import promise_to_each
from webapp.database import db
from webapp.events.changing import standing
from webapp.events.models import Event, EventStatus, Mode, Session
from webapp.events.timing import end_of_event
from webapp.messages.models import Message

REMINDED_AT = time(15, 0)  # of the day before
LINK_BEFORE = timedelta(hours=1)
THANKS_AFTER = timedelta(hours=2)
# Late scans and imported reports still find their thanks; after that it would only surprise.
THANKS_UNTIL = timedelta(days=3)
ONCE = 1  # the version of thanks: there is one end
_AHEAD = timedelta(days=2)


def promise_scheduled(*, at: datetime) -> int:
    """Promise what the clock has brought since the last look; return how many messages."""
    count = 0
    for event in db.session.scalars(_near(at)):
        for day, session in first_of_days(event):
            if is_time("reminder", event, session, at=at) and day - timedelta(days=1) not in days_of(event):
                count += _promise("reminder", event, day, since=_reminded_at(event, session), at=at)
            if is_time("join", event, session, at=at):
                count += _promise("join", event, day, since=session.dtstart - LINK_BEFORE, at=at)
    for event in db.session.scalars(_ended(at)):
        if end_of_event(event) + THANKS_AFTER <= at <= end_of_event(event) + THANKS_UNTIL:
            count += promise_to_each("thanks", ONCE, (*_of(event), Person.email != "", was_present()), at=at)
    return count


def is_time(kind: str, event: Event, session: Session, *, at: datetime) -> bool:
    """Whether a reminder or a link for this session is due: never before its hour, never after the start."""
    opens = _reminded_at(event, session) if kind == "reminder" else session.dtstart - LINK_BEFORE
    return event.status is EventStatus.PUBLISHED and opens <= at < session.dtstart


def first_of_days(event: Event) -> Iterator[tuple[date, Session]]:
    """Each day of the event on its wall clock, with the first session that stands."""
    seen: set[date] = set()
    for session in standing(event):
        day = day_of(event, session)
        if day not in seen:
            seen.add(day)
            yield day, session


def days_of(event: Event) -> set[date]:
    return {day_of(event, session) for session in standing(event)}


def day_of(event: Event, session: Session) -> date:
    return session.dtstart.astimezone(ZoneInfo(event.tzid)).date()


def session_of(event: Event, version: int) -> Session | None:
    """The session that a message of this version is about; None when the event is no more on that day."""
    return next((session for day, session in first_of_days(event) if day.toordinal() == version), None)


def was_present() -> ColumnElement[bool]:
    """A condition on Registration: came to any session, by the verdict."""
    return exists().where(Attendance.registration_id == Registration.id, COUNTED)


def _reminded_at(event: Event, session: Session) -> datetime:
    day = day_of(event, session) - timedelta(days=1)
    return datetime.combine(day, REMINDED_AT, ZoneInfo(event.tzid))


def _promise(kind: str, event: Event, day: date, *, since: datetime, at: datetime) -> int:
    """To who can be reached, holds a place, and was not told of day and hour since the message fell due."""
    told = exists().where(
        Message.registration_id == Registration.id, Message.kind.in_((*STANDING, *NEWS)), Message.created_at > since
    )
    who = [
        *_of(event),
        Registration.registered_at <= since,
        or_(Person.email != "", Person.phone != ""),
        ~told,
    ]
    if kind == "join":
        who.append(Registration.mode == Mode.ONLINE)
    return promise_to_each(kind, day.toordinal(), who, at=at)


def _of(event: Event) -> Sequence[ColumnElement[bool]]:
    return Registration.event_id == event.id, Registration.status == RegistrationStatus.CONFIRMED


def _near(at: datetime) -> Select[Event]:
    soon = exists().where(Session.event_id == Event.id, Session.dtstart > at, Session.dtstart <= at + _AHEAD)
    return select(Event).where(Event.status == EventStatus.PUBLISHED, soon).options(selectinload(Event.sessions))


def _ended(at: datetime) -> Select[Event]:
    """As far as SQL can tell: an open end is at the most a day after the start."""
    since = at - THANKS_UNTIL - timedelta(days=1)
    closed = and_(Event.dtend > since, Event.dtend <= at)
    is_open = and_(Event.dtend.is_(None), Event.dtstart > since - timedelta(days=1), Event.dtstart <= at)
    return select(Event).where(Event.status == EventStatus.PUBLISHED, or_(closed, is_open))
