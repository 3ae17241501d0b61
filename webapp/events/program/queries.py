"""Reused queries of an event's program; the caller runs them."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.events.models import Role, Session
from webapp.events.program.models import CoHost, EventContact, Material, RundownLine


def rundown(event_id: int) -> Select[RundownLine]:
    return (
        select(RundownLine)
        .join(Session, RundownLine.session_id == Session.id)
        .where(Session.event_id == event_id)
        .order_by(Session.dtstart, RundownLine.position, RundownLine.id)
    )


def contacts(event_id: int) -> Select[EventContact]:
    return select(EventContact).where(EventContact.event_id == event_id).order_by(EventContact.position)


def co_hosts(event_id: int) -> Select[CoHost]:
    return (
        select(CoHost)
        .where(CoHost.event_id == event_id)
        .order_by(CoHost.added_at, CoHost.organization_id)
        .options(joinedload(CoHost.organization))
    )


def materials(event_id: int) -> Select[Material]:
    return (
        select(Material)
        .join(Role, Material.role_id == Role.id)
        .where(Role.event_id == event_id)
        .order_by(Role.position, Material.id)
        .options(joinedload(Material.role), joinedload(Material.file))
    )
