"""Feeds: which events belong in one, what it is called, and when it last changed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import or_, select

from webapp.database import db
from webapp.events import public_queries
from webapp.events.calendars.entries import entries_of
from webapp.events.calendars.shelf import Shelf, Text
from webapp.events.calendars.texts import Head, calendar_text
from webapp.events.filters import Filters
from webapp.events.models import CalendarState, Event
from webapp.events.narrowing import chosen
from webapp.events.queries import PAGE
from webapp.web.formatting import local
from webapp.web.pages import public_url, settings

# How much of the past a feed keeps, counted from the first of this month, so that it moves once a month.
KEPT_PAST = timedelta(days=90)
EXTENSION = "gelar_feeds"


@dataclass(frozen=True)
class Feed:
    """A feed as it stands: its text and when it last became what it is."""

    text: Text
    changed_at: datetime


def feed(filters: Filters, *, source: str, at: datetime) -> Feed:
    """The feed of `filters`, kept at the absolute address `source`.

    A pure function of the stored rows and of the month in which `at` lies. Costs one small
    statement while nothing changes.
    """
    revision, changed_at = _state()
    since = None if filters.month else _window(at)
    shelf: Shelf = current_app.extensions[EXTENSION]
    key = (filters, source, revision, changed_at, since)
    text = shelf.take(key, lambda: build(filters, source=source, since=since))
    # On the first of a month the window moves, though nothing was changed in the calendar.
    turned = datetime.combine(_month(at), time.min, _home_zone()).astimezone(UTC) if since else changed_at
    return Feed(text, max(changed_at, turned))


def build(filters: Filters, *, source: str, since: datetime | None) -> bytes:
    """The bytes of a feed: events that touch the time from `since` on, or all when it is None."""
    with force_locale(settings().default_locale):
        query = public_queries.listed(filters).options(*PAGE).order_by(Event.dtstart, Event.id)
        if since is not None:
            query = query.where(or_(Event.dtstart >= since, Event.dtend > since))
        entries = [entry for event in db.session.scalars(query) for entry in entries_of(event)]
        return calendar_text(entries, _head(filters, source))


def _head(filters: Filters, source: str) -> Head:
    words = chosen(filters)
    name = " · ".join(value for _name, value in words) if words else _("Kegiatan KIM")
    return Head(
        name=name,
        description=_("Jadwal kegiatan dari Gelar. Waktu yang berubah dan kegiatan yang batal ikut berubah di sini."),
        source=source,
        url=public_url("events.index", **filters.as_args()),
        tzid=settings().default_timezone,
    )


def _state() -> tuple[int, datetime]:
    """The calendar's revision and its date; both at their beginning while nothing was ever published."""
    query = select(CalendarState.revision, CalendarState.changed_at).where(CalendarState.id == 1)
    row = db.session.execute(query).one_or_none()
    return (row.revision, row.changed_at) if row else (0, datetime(1970, 1, 1, tzinfo=UTC))


def _home_zone() -> ZoneInfo:
    return ZoneInfo(settings().default_timezone)


def _month(at: datetime) -> date:
    return local(at, settings().default_timezone).date().replace(day=1)


def _window(at: datetime) -> datetime:
    return datetime.combine(_month(at) - KEPT_PAST, time.min, _home_zone())
