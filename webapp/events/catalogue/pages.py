"""A month or a week as its page takes it: the days, what stands on each, how to go on from here."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from webapp.events import months
from webapp.events.catalogue.gathering import Dated, by_day
from webapp.events.catalogue.spans import MONTH, WEEK, Span, month, week
from webapp.events.filters import Filters
from webapp.events.kinds import kind_label
from webapp.events.models import EventStatus
from webapp.web.formatting import clock_time, local
from webapp.web.saying import gettext as _
from webapp.web.weave import family_of

MOST = {MONTH: 4, WEEK: 60}
"""Shown at most on one day; the rest is counted and has a link."""
SAID = {EventStatus.CANCELLED, EventStatus.POSTPONED}

Found = Mapping[date, Sequence[Dated]]


class Slot(NamedTuple):
    """One session on one day. `status` is cancelled, postponed or empty."""

    href: str
    title: str
    kind_name: str
    family: str
    time: str
    place: str
    status: str


@dataclass(frozen=True)
class Day:
    """`more` are counted and not shown; `is_outside` the month."""

    date: date
    slots: list[Slot]
    more: int
    more_href: str
    is_outside: bool
    is_today: bool


@dataclass(frozen=True)
class Page:
    """`small` is the month for a phone, its days leading down the page; empty for a week. `ways` lead to the views."""

    span: Span
    days: list[Day]
    small: list[list[dict[str, Any]]]
    total: int
    ways: dict[str, dict[str, str]]


def page(span: Span, filters: Filters, *, today: date) -> Page:
    """Costs one statement, and the words of what is shown; `filters` without a month of its own."""
    weeks = Calendar().monthdatescalendar(span.first.year, span.first.month) if span.view == MONTH else [span.days]
    found = by_day(filters, first=span.first, after=span.after)
    near = today if span.first <= today < span.after else span.first
    kinds = {row.kind for rows in found.values() for row in rows}
    drawing = _Drawing(span, found, today, {kind: (kind_label(kind), family_of(kind).name) for kind in kinds})
    return Page(
        span=span,
        days=[
            drawing.day(day, rest)
            for row, rest in ((row, _rest(row[0], span, filters)) for row in weeks)
            for day in row
        ],
        small=_small(weeks, span, found, today) if span.view == MONTH else [],
        total=len({row.slug for rows in found.values() for row in rows}),
        ways={MONTH: month(near.replace(day=1)).args, WEEK: week(near).args},
    )


def _small(weeks: list[list[date]], span: Span, found: Found, today: date) -> list[list[dict[str, Any]]]:
    return [[months.day_cell(day, found.get(day, ()), f"#d-{day}", span.first, today) for day in row] for row in weeks]


def _rest(monday: date, span: Span, filters: Filters) -> dict[str, Any]:
    """Where a full row of days is told in full: a month's in its week, a week's in the list of its month."""
    if span.view == MONTH:
        return {**filters.as_args(), **week(monday).args}
    return replace(filters, month=monday.replace(day=1)).as_args()


@dataclass(frozen=True)
class _Drawing:
    span: Span
    found: Found
    today: date
    kinds: dict[str, tuple[str, str]]  # its name, its family

    def day(self, day: date, rest: dict[str, Any]) -> Day:
        rows = self.found.get(day, ())
        most = MOST[self.span.view]
        more = max(0, len(rows) - most)
        return Day(
            date=day,
            slots=[self._slot(row, day) for row in rows[:most]],
            more=more,
            more_href=f"{url_for('events.index', **rest)}#d-{day}" if more else "",
            is_outside=not self.span.first <= day < self.span.after,
            is_today=day == self.today,
        )

    def _slot(self, row: Dated, day: date) -> Slot:
        status = EventStatus.CANCELLED if row.cancelled_at else row.status
        begins_here = local(row.dtstart, row.tzid).date() == day
        usual, family = self.kinds[row.kind]
        name = row.kind_name or usual
        return Slot(
            href=url_for("events.show", slug=row.slug),
            title=row.summary,
            kind_name=_("%(kind)s · contoh", kind=name) if row.is_sample else name,
            family=family,
            time=clock_time(row.dtstart, row.tzid) if begins_here else _("lanjutan"),
            place=row.venue,
            status=str(status) if status in SAID else "",
        )
