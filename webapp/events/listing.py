"""The public list: a page of events, grouped as people speak of them: this week, next week, by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from math import ceil

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select

from webapp.database import db
from webapp.events import public_queries as queries
from webapp.events.filters import Filters
from webapp.events.models import Event
from webapp.web.formatting import local, month_year

PAGE_SIZE = 25
COMING, PAST = "coming", "past"


@dataclass(frozen=True)
class Group:
    """Events under one heading, in the order of the list."""

    title: str
    events: list[Event]


@dataclass(frozen=True)
class Listing:
    """One page of the list. `number` counts from 1; `total` counts the rows of all pages."""

    groups: list[Group]
    number: int
    pages: int
    total: int


def list_events(filters: Filters, *, when: str, number: int, at: datetime) -> Listing:
    """The page `number` of what is coming or past; a month shows all its days, whatever `when` says.

    A number beyond the last page gives the last page. Costs the same statements for one row and for many.
    """
    asked = _asked(filters, when, at)
    total = db.session.scalar(select(func.count()).select_from(queries.listed(filters).where(*asked).subquery())) or 0
    pages = max(1, ceil(total / PAGE_SIZE))
    number = min(max(1, number), pages)
    is_past = when == PAST and not filters.month
    order = (Event.dtstart.desc(), Event.id.desc()) if is_past else (Event.dtstart, Event.id)
    found = db.session.scalars(
        queries.listed(filters)
        .where(*asked)
        .order_by(*order)
        .limit(PAGE_SIZE)
        .offset(PAGE_SIZE * (number - 1))
        .options(*queries.ROW)
    )
    return Listing(grouped(list(found), at=at, by_month_only=bool(is_past or filters.month)), number, pages, total)


def coming(*, at: datetime, limit: int) -> list[Event]:
    """The nearest events, running ones first."""
    query = queries.listed(Filters()).where(~queries.is_over(at)).order_by(Event.dtstart, Event.id).limit(limit)
    return list(db.session.scalars(query.options(*queries.ROW)))


def nearest(*, at: datetime) -> Event | None:
    """The next event of all, to be named where a narrower question has no answer."""
    return next(iter(coming(at=at, limit=1)), None)


def grouped(events: Sequence[Event], *, at: datetime, by_month_only: bool = False) -> list[Group]:
    """Neighbouring events under "Pekan ini", "Pekan depan" or their month; weeks begin on Monday."""

    def title(event: Event) -> str:
        day, today = local(event.dtstart, event.tzid).date(), local(at, event.tzid).date()
        if by_month_only:
            return month_year(day)
        # What began earlier and is still in the list runs today.
        weeks = (_monday(max(day, today)) - _monday(today)).days // 7
        return {0: _("Pekan ini"), 1: _("Pekan depan")}.get(weeks) or month_year(day)

    return [Group(words, list(part)) for words, part in groupby(events, key=title)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _asked(filters: Filters, when: str, at: datetime) -> list[ColumnElement[bool]]:
    if filters.month:
        return []
    over = queries.is_over(at)
    return [over] if when == PAST else [~over]
