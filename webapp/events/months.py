"""One month at a glance: which days have activities, for the small calendar beside a list."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import Row

from webapp.database import db
from webapp.events import public_queries
from webapp.events.filters import Filters
from webapp.events.models import Event
from webapp.events.public_queries import next_month
from webapp.web.formatting import local, month_year

Dated = Row[str, str, datetime, datetime | None, str]  # slug, kind, beginning, end, zone


@dataclass(frozen=True)
class Month:
    """A month for the calendar at the side: weeks of seven days as the macro takes them."""

    title: str
    weeks: list[list[dict[str, Any]]]
    previous: str
    next: str


def month_shown(first: date, *, today: date) -> Month:
    """One small statement, whatever the number of events."""
    events: defaultdict[date, list[Dated]] = defaultdict(list)
    for row in db.session.execute(
        public_queries.listed(Filters(month=first))
        .with_only_columns(Event.slug, Event.kind, Event.dtstart, Event.dtend, Event.tzid)
        .order_by(Event.dtstart, Event.id)
    ):
        for day in _days(row, first):
            events[day].append(row)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    before = first - timedelta(days=1)
    return Month(
        title=month_year(first),
        weeks=[[_day(day, events[day], first, today) for day in week] for week in weeks],
        previous=url_for("home.index", month=f"{before:%Y-%m}"),
        next=url_for("home.index", month=f"{next_month(first):%Y-%m}"),
    )


def _days(row: Dated, first: date) -> list[date]:
    """The days of this month on which the event goes on, on its own wall clock."""
    start = max(local(row.dtstart, row.tzid).date(), first)
    end = local(row.dtend - timedelta(seconds=1), row.tzid).date() if row.dtend else start
    last = min(max(end, start), next_month(first) - timedelta(days=1))
    return [start + timedelta(days=n) for n in range((last - start).days + 1)]


def _day(day: date, events: list[Dated], month: date, today: date) -> dict[str, Any]:
    href = None
    if len(events) == 1:
        href = url_for("events.show", slug=events[0].slug)
    elif events:
        href = url_for("events.index", month=f"{month:%Y-%m}")
    kinds = [row.kind for row in events]
    return {"date": day, "href": href, "kinds": kinds, "today": day == today, "outside": day.month != month.month}
