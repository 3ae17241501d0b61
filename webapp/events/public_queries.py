"""Queries of the public calendar: what anybody may find, narrowed by filters. The caller runs them."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.directory.models import Organization, Region
from webapp.directory.regions import folded
from webapp.events.filters import Filters
from webapp.events.kinds import KINDS
from webapp.events.models import Event, EventRevision, EventStatus, Mode, Role, Seats, Visibility
from webapp.events.program.models import CoHost
from webapp.web.formatting import ZONE_NAMES
from webapp.web.pages import settings

MAX_WORDS = 8
BLANKS = " .-'"
ROW = (joinedload(Event.organization), joinedload(Event.region), selectinload(Event.seats))


def listed(filters: Filters) -> Select[Event]:
    """Public events, in no order; drafts, unlisted and confidential ones are left out."""
    return select(Event).where(*_is_public(), *conditions(filters))


def one_listed(slug: str) -> Select[Event]:
    return select(Event).where(*_is_public(), Event.slug == slug)


def _is_public() -> tuple[ColumnElement[bool], ...]:
    return (
        Event.status != EventStatus.DRAFT,
        Event.published_at.is_not(None),
        Event.visibility == Visibility.PUBLIC,
    )


def is_over(at: datetime) -> ColumnElement[bool]:
    """The last moment has passed; an open end lasts until midnight on the event's own wall clock."""
    open_end = _on_wall_clocks(lambda zone: Event.dtstart < _midnight(at.astimezone(zone).date(), zone))
    # Each half is false, not unknown, where the other half holds: the answer is also asked in reverse.
    ended = or_(and_(Event.dtend.is_(None), open_end), and_(Event.dtend.is_not(None), Event.dtend <= at))
    return or_(Event.status == EventStatus.ARCHIVED, ended)


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What the filters ask of an Event, to be joined by AND."""
    asked = []
    if filters.kind:
        asked.append(Event.kind == filters.kind)
    if filters.region:
        asked.append(_within(filters.region))
    if filters.mode:
        asked += [_has_seats(mode) for mode in Mode if filters.mode in (mode, "hybrid")]
    if filters.month:
        asked.append(touches_month(filters.month))
    if filters.organizer:
        asked.append(_is_held_by(filters.organizer))
    asked += [_mentions(word) for word in filters.q.split()[:MAX_WORDS]]
    return asked


def _is_held_by(slug: str) -> ColumnElement[bool]:
    """This organization holds the event, alone or together with others."""
    shared = select(CoHost.event_id).join(Organization, Organization.id == CoHost.organization_id)
    alone = Event.organization.has(Organization.slug == slug)
    return or_(alone, Event.id.in_(shared.where(Organization.slug == slug)))


def touches_month(month: date) -> ColumnElement[bool]:
    """Some moment of the event lies in the month that begins with `month`, on the event's own wall clock."""

    def within(zone: ZoneInfo) -> ColumnElement[bool]:
        first, after = _midnight(month, zone), _midnight(next_month(month), zone)
        return and_(Event.dtstart < after, or_(Event.dtstart >= first, Event.dtend > first))

    return _on_wall_clocks(within)


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def changes_of(event: Event) -> Select[EventRevision]:
    """What was changed after publication, the newest first."""
    return (
        select(EventRevision)
        .where(EventRevision.event_id == event.id)
        .order_by(EventRevision.at.desc(), EventRevision.id.desc())
        .limit(20)
    )


def _on_wall_clocks(ask: Callable[[ZoneInfo], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Ask in each event's own zone: midnight comes to Jayapura two hours before Jakarta."""
    parts = [and_(Event.tzid == tzid, ask(ZoneInfo(tzid))) for tzid in ZONE_NAMES]
    elsewhere = ask(ZoneInfo(settings().default_timezone))
    return or_(*parts, and_(Event.tzid.not_in(ZONE_NAMES), elsewhere))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)


def _within(code: str) -> ColumnElement[bool]:
    return or_(Event.region_code == code, Event.region_code.startswith(f"{code}.", autoescape=True))


def _has_seats(mode: Mode) -> ColumnElement[bool]:
    return Event.seats.any(Seats.mode == mode)


def _mentions(word: str) -> ColumnElement[bool]:
    """The word stands in the title, topic, place, region, organizer, a speaker's name or talk, or is the kind."""
    is_plain = all(mark.isalnum() or mark in BLANKS for mark in word)
    contains = _loosely(word) if is_plain else _literally(word)
    kinds = [kind.code for kind in KINDS.values() if word.casefold() in str(kind.label).casefold()]
    return or_(
        contains(Event.summary),
        contains(Event.topic),
        contains(Event.venue),
        Event.kind.in_(kinds),
        Event.organization.has(contains(Organization.name)),
        Event.roles.any(or_(contains(Role.name), contains(Role.talk_title))),
        _in_region_named(folded(word) if is_plain else ""),
    )


def _in_region_named(sought: str) -> ColumnElement[bool]:
    """The event's region, or the one that it lies in, bears the name; asked once, not for each event."""
    if not sought:
        return false()
    named = select(Region.code).where(Region.folded_name.contains(sought, autoescape=True))
    # Codes are nested by their length: 62, 62.71, 62.71.02.
    return or_(*(func.substr(Event.region_code, 1, length).in_(named) for length in (2, 5, 8)))


def _literally(word: str) -> Callable[[Any], ColumnElement[bool]]:
    return lambda column: column.icontains(word, autoescape=True)


def _loosely(word: str) -> Callable[[Any], ColumnElement[bool]]:
    """Blanks, dots, hyphens and apostrophes do not count: "Palangkaraya" finds "Palangka Raya"."""
    sought = folded(word)
    if not sought:
        return _literally(word)

    def contains(column: Any) -> ColumnElement[bool]:
        for mark in BLANKS:
            column = func.replace(column, mark, "")
        return func.lower(column).contains(sought, autoescape=True)

    return contains
