"""One month at a glance: which days have activities, for the small calendar beside a list."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for

from webapp.events.catalogue.gathering import Dated, by_day
from webapp.events.filters import NONE
from webapp.events.public_queries import next_month
from webapp.web.formatting import month_year


@dataclass(frozen=True)
class Month:
    """A month for the calendar at the side: weeks of seven days as the macro takes them."""

    title: str
    weeks: list[list[dict[str, Any]]]
    previous: str
    next: str


def month_shown(first: date, *, today: date) -> Month:
    """One small statement, whatever the number of events."""
    found = by_day(NONE, first=first, after=next_month(first))
    whole = url_for("events.index", view="month", month=f"{first:%Y-%m}")
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    before = first - timedelta(days=1)
    return Month(
        title=month_year(first),
        weeks=[[_day(day, found.get(day, ()), whole, first, today) for day in week] for week in weeks],
        previous=url_for("home.index", month=f"{before:%Y-%m}"),
        next=url_for("home.index", month=f"{next_month(first):%Y-%m}"),
    )


def _day(day: date, rows: Sequence[Dated], whole: str, month: date, today: date) -> dict[str, Any]:
    """A day with one activity leads to it, a day with several to the month's page."""
    alone = url_for("events.show", slug=rows[0].slug) if len(rows) == 1 else ""
    return day_cell(day, rows, alone or f"{whole}#d-{day.isoformat()}", month, today)


def day_cell(day: date, rows: Sequence[Dated], href: str, month: date, today: date) -> dict[str, Any]:
    """A day as the small month's macro takes it; only a day with activities is a link."""
    kinds = [row.kind for row in rows]
    outside = (day.year, day.month) != (month.year, month.month)
    return {"date": day, "href": href if rows else None, "kinds": kinds, "today": day == today, "outside": outside}
