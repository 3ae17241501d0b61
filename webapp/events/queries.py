"""Reused queries of events; the caller runs them."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.events.models import Event, EventStatus, Visibility
from webapp.events.program.models import CoHost
from webapp.events.publicity.models import Publicity

PAGE = (
    joinedload(Event.organization),
    joinedload(Event.region),
    joinedload(Event.publicity).joinedload(Publicity.poster),
    selectinload(Event.sessions),
    selectinload(Event.seats),
    selectinload(Event.roles),
)


def whole() -> Select[Event]:
    """Events with everything their pages show."""
    return select(Event).options(*PAGE)


def published(slug: str) -> Select[Event]:
    """An event that anybody with its address may see, with everything its page shows."""
    return (
        select(Event)
        .where(Event.slug == slug, Event.status != EventStatus.DRAFT, Event.published_at.is_not(None))
        .where(Event.visibility != Visibility.CONFIDENTIAL)
        .options(*PAGE)
    )


def of_organizations(organization_ids: Collection[int] | None, *, co_hosted: bool = True) -> Select[Event]:
    """Events that an organizer may touch, those held together with others too; None means all (a platform's admin)."""
    query = select(Event).options(*PAGE)
    return query if organization_ids is None else query.where(held_by(organization_ids, co_hosted=co_hosted))


def held_by(organization_ids: Collection[int], *, co_hosted: bool = True) -> ColumnElement[bool]:
    """True for events of these organizations, alone or together with others."""
    own = Event.organization_id.in_(organization_ids)
    shared = select(CoHost.event_id).where(CoHost.organization_id.in_(organization_ids))
    return or_(own, Event.id.in_(shared)) if co_hosted else own
