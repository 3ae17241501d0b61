"""What goes on on each day: one statement for any stretch of days, whatever the number of events."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, or_

from webapp.database import db
from webapp.events import public_queries
from webapp.events.filters import Filters
from webapp.events.models import Event, EventStatus, Session
from webapp.web.formatting import local


class Dated(NamedTuple):
    """A session with what a calendar says of its event."""

    slug: str
    kind: str
    kind_name: str  # what the organizer calls this kind, empty for its usual name
    summary: str
    status: EventStatus
    tzid: str
    venue: str
    is_sample: bool
    dtstart: datetime
    dtend: datetime | None
    cancelled_at: datetime | None


# No wall clock is further from UTC; the days themselves are told in Python, each in the event's own zone.
FARTHEST = timedelta(hours=15)


def by_day(filters: Filters, *, first: date, after: date) -> Mapping[date, list[Dated]]:
    """The sessions of public events on each day from `first` up to `after`, on their own wall clocks, by hour.

    A session of several days stands on each; days without any are left out. The month of `filters` is passed over.
    """
    found: defaultdict[date, list[Dated]] = defaultdict(list)
    for row in map(Dated._make, db.session.execute(_between(filters, first, after))):
        for day in _days_of(row, first, after):
            found[day].append(row)
    return found


def _between(filters: Filters, first: date, after: date) -> Select[*tuple[Any, ...]]:
    begins = datetime.combine(first, time.min, UTC) - FARTHEST
    ends = datetime.combine(after, time.min, UTC) + FARTHEST
    return (
        public_queries.listed(filters.without("month"))
        .join(Event.sessions)
        .where(Session.dtstart < ends, or_(Session.dtstart >= begins, Session.dtend > begins))
        .with_only_columns(
            Event.slug, Event.kind, Event.kind_name, Event.summary, Event.status, Event.tzid, Event.venue,
            Event.is_sample, Session.dtstart, Session.dtend, Session.cancelled_at,
        )
        .order_by(Session.dtstart, Session.id)
    )  # fmt: skip


def _days_of(row: Dated, first: date, after: date) -> Iterator[date]:
    """The last second belongs to its day, so what ends at midnight does not touch the next."""
    start = local(row.dtstart, row.tzid).date()
    end = local(row.dtend - timedelta(seconds=1), row.tzid).date() if row.dtend else start
    day, last = max(start, first), min(end, after - timedelta(days=1))
    while day <= last:
        yield day
        day += timedelta(days=1)
