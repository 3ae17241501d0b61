"""Reused queries of series; the caller runs them."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.events.models import Event, EventStatus
from webapp.events.queries import whole
from webapp.events.repeating.models import Series, SeriesDate

# What an edit of "this and the following" still reaches.
CHANGEABLE = (EventStatus.DRAFT, EventStatus.PUBLISHED, EventStatus.POSTPONED)


def series_of(event_id: int) -> Select[Series]:
    return select(Series).join(SeriesDate).where(SeriesDate.event_id == event_id)


def events_of(series_id: int) -> Select[Event]:
    """The events of a series as rows of a list, in the order of their dates."""
    return (
        select(Event)
        .join(SeriesDate, SeriesDate.event_id == Event.id)
        .where(SeriesDate.series_id == series_id)
        .order_by(Event.dtstart, Event.id)
        .options(joinedload(Event.organization), joinedload(Event.region), selectinload(Event.seats))
    )


def following(event: Event) -> Select[Event]:
    """The later dates of its series that an edit still reaches, whole, in the order of their ids."""
    own = select(SeriesDate.series_id).where(SeriesDate.event_id == event.id).scalar_subquery()
    return (
        whole()
        .join(SeriesDate, SeriesDate.event_id == Event.id)
        .where(SeriesDate.series_id == own, Event.dtstart > event.dtstart, Event.status.in_(CHANGEABLE))
        .order_by(Event.id)
    )


def count_following(event: Event) -> Select[int]:
    own = select(SeriesDate.series_id).where(SeriesDate.event_id == event.id).scalar_subquery()
    return (
        select(func.count())
        .select_from(Event)
        .join(SeriesDate, SeriesDate.event_id == Event.id)
        .where(SeriesDate.series_id == own, Event.dtstart > event.dtstart, Event.status.in_(CHANGEABLE))
    )
