"""Feeds: which events belong in one, what it is called, and when it last changed."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import Select, func, select, type_coerce
from sqlalchemy.types import NullType

from webapp.database import db
from webapp.events import public_queries
from webapp.events.calendars import windows
from webapp.events.calendars.entries import entries_of
from webapp.events.calendars.packing import Text, text_of
from webapp.events.calendars.shelf import Pieces, Shelf
from webapp.events.calendars.texts import Head, Piece, assembled, piece_of
from webapp.events.filters import Filters
from webapp.events.models import CalendarState, Event, Session
from webapp.events.narrowing import chosen
from webapp.events.queries import PAGE
from webapp.web.assets import asset
from webapp.web.pages import public_url, settings
from webapp.web.saying import speaking

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
    revision, changed_at = state()
    since = None if filters.month else windows.since(at)
    shelf: Shelf = current_app.extensions[EXTENSION]
    key = (filters, source, revision, changed_at, since)
    text = shelf.take(key, lambda: build(filters, source=source, since=since))
    return Feed(text, max(changed_at, windows.turned(at)) if since else changed_at)


def build(filters: Filters, *, source: str, since: datetime | None) -> Text:
    """The feed of public events that touch the time from `since` on, or of all when it is None."""
    with speaking(settings().default_locale):
        return text_for(public_queries.listed(filters), _head(filters, source), since=since)


def text_for(events: Select[Event], head: Head, *, since: datetime | None) -> Text:
    """The calendar of these events, in the language of the moment: that of the installation.

    One narrow statement tells which events stand in it and when each was last revised; only those that
    no feed of this process has shown as they are now are loaded and written anew.
    """
    pieces: Pieces = current_app.extensions[PIECES]
    query = events if since is None else events.where(windows.touches(since))
    return text_of(*assembled(pieces.take(_marks(query), _write), head))


def _marks(events: Select[Event]) -> list[tuple[int, Hashable]]:
    """(id, what rises with every visible change) of the events, in the order of the feed."""
    retold = select(func.max(Session.revised_at)).where(Session.event_id == Event.id).scalar_subquery()
    # As the driver gives them: a mark is only compared, and reading them as moments would take longer than the rest.
    event_mark, session_mark = type_coerce(Event.revised_at, NullType()), type_coerce(retold, NullType())
    query = events.with_only_columns(Event.id, event_mark, session_mark)
    # Past the session, which would look at each of the thousand rows for what it may hold.
    rows = db.session.connection().execute(query.order_by(Event.dtstart, Event.id)).all()
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
        image=mark(),
    )


def mark() -> str:
    """The picture of every calendar (RFC 7986, 5.10): that of the pages."""
    return settings().public_url + asset("icons/touch-180.png")


def state() -> tuple[int, datetime]:
    """The calendar's revision and its date; both at their beginning while nothing was ever published."""
    query = select(CalendarState.revision, CalendarState.changed_at).where(CalendarState.id == 1)
    row = db.session.execute(query).one_or_none()
    return (row.revision, row.changed_at) if row else (0, datetime(1970, 1, 1, tzinfo=UTC))
