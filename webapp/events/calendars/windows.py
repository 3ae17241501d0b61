"""From when on a feed tells: the first day of the month three months back, so that its window moves once a month."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_

from webapp.events.models import Event
from webapp.web.formatting import local
from webapp.web.pages import settings

MONTHS_BACK = 3


def since(at: datetime) -> datetime:
    """Where the window of a feed begins that is fetched at `at`."""
    month = _month(at)
    for _back in range(MONTHS_BACK):
        month = (month - timedelta(days=1)).replace(day=1)
    return datetime.combine(month, time.min, _home_zone())


def turned(at: datetime) -> datetime:
    """When the window moved last: a change like any other, though nothing was changed in the calendar."""
    return datetime.combine(_month(at), time.min, _home_zone()).astimezone(UTC)


def touches(beginning: datetime) -> ColumnElement[bool]:
    """Events that are not over before `beginning`."""
    return or_(Event.dtstart >= beginning, Event.dtend > beginning)


def _month(at: datetime) -> date:
    return local(at, settings().default_timezone).date().replace(day=1)


def _home_zone() -> ZoneInfo:
    return ZoneInfo(settings().default_timezone)
