"""Reused queries of events; the caller runs them."""

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.events.models import Event, EventStatus, Visibility

PAGE = (
    joinedload(Event.organization),
    joinedload(Event.region),
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


def of_organizations(organization_ids: Collection[int] | None) -> Select[Event]:
    """Events that an organizer may touch; None means all (a platform's admin)."""
    query = select(Event).options(*PAGE)
    return query if organization_ids is None else query.where(Event.organization_id.in_(organization_ids))
