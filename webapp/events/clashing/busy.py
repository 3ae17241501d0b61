"""What is planned already: the sessions of a stretch of time, as far as the asking person may know of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import load_only

from webapp.database import db
from webapp.directory.models import Organization
from webapp.directory.regions import folded
from webapp.events.calendars.entries import OPEN_END
from webapp.events.models import Event, EventStatus, Role, Session, Visibility
from webapp.events.program.models import CoHost
from webapp.events.queries import held_by

# More sessions than this in one stretch are not looked at: a courtesy may miss something, a page may not hang.
MOST = 5_000
# Nobody is called away from an event that lasts longer than this before the stretch began.
LONGEST = timedelta(days=2)
TOLD = (Event.summary, Event.venue, Event.region_code, Event.tzid, Event.visibility, Event.organization_id)


@dataclass(frozen=True)
class Busy:
    """One session that takes a place, some people and an organizer. `title` is empty for what is not to be named."""

    start: datetime
    end: datetime
    tzid: str
    title: str
    venue: str  # folded
    region_code: str | None
    hosts: dict[int, str]  # names of who holds it, by their ids
    people: frozenset[str]  # folded names


def busy_between(
    start: datetime, end: datetime, *, scope: Collection[int] | None, apart_from: int | None = None
) -> list[Busy]:
    """The sessions that meet this stretch, in order; three statements however many there are.

    Events of `scope` (None: of all) are known whole, drafts too; of others what is published: the
    public ones by name, the rest only as a place that is taken.
    """
    theirs = (Event.status == EventStatus.PUBLISHED,)
    mine = Event.status.in_((EventStatus.DRAFT, EventStatus.PUBLISHED))
    is_known = mine if scope is None else or_(and_(*theirs), and_(mine, held_by(scope)))
    where = [
        Session.cancelled_at.is_(None),
        Session.dtstart < end,
        Session.dtstart > start - LONGEST,
        is_known,
        *([Event.id != apart_from] if apart_from else []),
    ]
    rows = db.session.execute(
        select(Session.dtstart, Session.dtend, Event, Organization.name)
        .join(Event, Session.event_id == Event.id)
        .join(Organization, Event.organization_id == Organization.id)
        .where(*where)
        .order_by(Session.dtstart, Session.id)
        .options(load_only(*TOLD))
        .limit(MOST)
    ).all()
    people, co_hosts = _people(where), _co_hosts(where)
    found = [
        _busy(
            (dtstart, dtend),
            event,
            {event.organization_id: name} | co_hosts.get(event.id, {}),
            people=people.get(event.id, set()),
            scope=scope,
        )
        for dtstart, dtend, event, name in rows
    ]
    return [one for one in found if one.end > start]


def _people(where: Iterable[ColumnElement[bool]]) -> dict[int, set[str]]:
    rows = db.session.execute(
        select(Role.event_id, Role.name)
        .where(Role.event_id.in_(select(Session.event_id).join(Event, Session.event_id == Event.id).where(*where)))
        .limit(MOST)
    )
    found: dict[int, set[str]] = {}
    for event_id, name in rows:
        found.setdefault(event_id, set()).add(folded(name))
    return found


def _co_hosts(where: Iterable[ColumnElement[bool]]) -> dict[int, dict[int, str]]:
    rows = db.session.execute(
        select(CoHost.event_id, Organization.id, Organization.name)
        .join(Organization, Organization.id == CoHost.organization_id)
        .where(CoHost.event_id.in_(select(Session.event_id).join(Event, Session.event_id == Event.id).where(*where)))
        .limit(MOST)
    )
    found: dict[int, dict[int, str]] = {}
    for event_id, organization_id, name in rows:
        found.setdefault(event_id, {})[organization_id] = name
    return found


def _busy(
    hours: tuple[datetime, datetime | None],
    event: Event,
    hosts: dict[int, str],
    *,
    people: Collection[str],
    scope: Collection[int] | None,
) -> Busy:
    is_mine = scope is None or not hosts.keys().isdisjoint(scope)
    is_named = is_mine or event.visibility is Visibility.PUBLIC
    return Busy(
        start=hours[0],
        end=hours[1] or hours[0] + OPEN_END,
        tzid=event.tzid,
        title=event.summary if is_named else "",
        venue=folded(event.venue),
        region_code=event.region_code,
        hosts=hosts,
        people=frozenset(people) if is_named else frozenset(),
    )
