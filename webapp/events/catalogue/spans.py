"""Which days a view shows: a month or a week, read from an address and written into one again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.events.filters import Filters
from webapp.events.public_queries import next_month
from webapp.web.formatting import EN_DASH, month_year

LIST, MONTH, WEEK = "list", "month", "week"
_WEEK = re.compile(r"(20\d{2})-W(\d{2})", re.ASCII)
DAY = timedelta(days=1)
# The months that an address can name (filters.py), and so the last ones that a link may lead to.
FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True)
class Span:
    """The days of one page: `first` up to, without, `after`. The others are the arguments of links."""

    view: str
    first: date
    after: date
    title: str
    args: dict[str, str]
    previous: dict[str, str] | None
    following: dict[str, str] | None
    today: dict[str, str]

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.after - self.first).days)]


def asked(args: Mapping[str, str], filters: Filters, *, today: date) -> Span | None:
    """The month or week of an address, that of `today` where it names none or nonsense; None for the list."""
    if args.get("view") == MONTH:
        return month(filters.month or today.replace(day=1))
    if args.get("view") == WEEK:
        return week(_monday_of(args.get("week", "")) or today)
    return None


def month(first: date) -> Span:
    before, after = (first - DAY).replace(day=1), next_month(first)
    return Span(
        MONTH, first, after, month_year(first),
        args=_month_args(first) or {},
        previous=_month_args(before),
        following=_month_args(after),
        today={"view": MONTH},
    )  # fmt: skip


def week(day: date) -> Span:
    """The week from Monday to Sunday in which `day` lies (ISO 8601)."""
    first = day - timedelta(days=day.weekday())
    after = first + 7 * DAY
    return Span(
        WEEK, first, after, _week_title(first, after - DAY),
        args=_week_args(first) or {},
        previous=_week_args(first - 7 * DAY),
        following=_week_args(after),
        today={"view": WEEK},
    )  # fmt: skip


def _month_args(first: date) -> dict[str, str] | None:
    return {"view": MONTH, "month": f"{first:%Y-%m}"} if FIRST_YEAR <= first.year <= LAST_YEAR else None


def _week_args(monday: date) -> dict[str, str] | None:
    year, number, _weekday = monday.isocalendar()
    return {"view": WEEK, "week": f"{year}-W{number:02}"} if FIRST_YEAR <= year <= LAST_YEAR else None


def _monday_of(text: str) -> date | None:
    found = _WEEK.fullmatch(text)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:  # a year has 52 or 53 weeks
        return None


def _week_title(first: date, last: date) -> str:
    if first.month == last.month:
        return f"{first.day}{EN_DASH}{last.day} {month_year(first)}"
    year = first.year if first.year != last.year else ""
    begins = f"{first.day} {month_year(first, short=True).rsplit(' ', 1)[0]} {year}".strip()
    return f"{begins} {EN_DASH} {last.day} {month_year(last, short=True)}"
