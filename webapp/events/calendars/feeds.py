"""Feeds: which events belong in one, what it is called, and when it last changed."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, or_, select, type_coerce
from sqlalchemy.types import NullType

from webapp.database import db
from webapp.events import public_queries
from webapp.events.calendars.entries import entries_of
from webapp.events.calendars.packing import Text, text_of
from webapp.events.calendars.shelf import Pieces, Shelf
from webapp.events.calendars.texts import Head, Piece, assembled, piece_of
from webapp.events.filters import Filters
from webapp.events.models import CalendarState, Event, Session
from webapp.events.narrowing import chosen
from webapp.events.queries import PAGE
from webapp.web.formatting import local
from webapp.web.pages import public_url, settings

# A feed begins with the first day of the month that lies so far back, so that its window moves once a month.
MONTHS_BACK = 3
EXTENSION, PIECES = "gelar_feeds", "gelar_feed_pieces"
CHUNK = 500  # ids in one statement


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


def build(filters: Filters, *, source: str, since: datetime | None) -> Text:
    """The feed of events that touch the time from `since` on, or of all when it is None.

    One narrow statement tells which events stand in it and when each was last revised; only those that
    no feed of this process has shown as they are now are loaded and written anew.
    """
    with force_locale(settings().default_locale):
        pieces: Pieces = current_app.extensions[PIECES]
        built = pieces.take(_marks(filters, since), _write)
        return text_of(*assembled(built, _head(filters, source)))


def _marks(filters: Filters, since: datetime | None) -> list[tuple[int, Hashable]]:
    """(id, what rises with every visible change) of the events, in the order of the feed."""
    retold = select(func.max(Session.revised_at)).where(Session.event_id == Event.id).scalar_subquery()
    # As the driver gives them: a mark is only compared, and reading them as moments would take longer than the rest.
    event_mark, session_mark = type_coerce(Event.revised_at, NullType()), type_coerce(retold, NullType())
    query = public_queries.listed(filters).with_only_columns(Event.id, event_mark, session_mark)
    if since is not None:
        query = query.where(or_(Event.dtstart >= since, Event.dtend > since))
    rows = db.session.execute(query.order_by(Event.dtstart, Event.id))
    return [(event_id, (revised_at, retold_at)) for event_id, revised_at, retold_at in rows]


def _write(ids: list[int]) -> dict[int, Piece]:
    written = {}
    for start in range(0, len(ids), CHUNK):
        query = select(Event).where(Event.id.in_(ids[start : start + CHUNK])).options(*PAGE)
        for event in db.session.scalars(query):
            written[event.id] = piece_of(list(entries_of(event)))
    return written


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
    month = _month(at)
    for _back in range(MONTHS_BACK):
        month = (month - timedelta(days=1)).replace(day=1)
    return datetime.combine(month, time.min, _home_zone())
