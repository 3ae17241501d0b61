"""Servers, rooms, and the sessions whose rooms are open; the caller runs them."""

from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.rooms.models import EventRoom, RoomServer, RoomVisit, Server
from webapp.events import timing
from webapp.events.models import Event, EventStatus, Session


def servers(organization_id: int) -> Select[RoomServer]:
    return select(RoomServer).where(RoomServer.organization_id == organization_id).order_by(RoomServer.kind)


def server(organization_id: int, kind: Server) -> Select[RoomServer]:
    return servers(organization_id).where(RoomServer.kind == kind)


def server_of(event_id: int) -> Select[RoomServer]:
    """The server that holds the room of an event, if one does."""
    return (
        select(RoomServer)
        .join(Event, Event.organization_id == RoomServer.organization_id)
        .join(EventRoom, EventRoom.event_id == Event.id)
        .where(EventRoom.event_id == event_id, EventRoom.kind == RoomServer.kind)
    )


def by_hook(hook: str) -> Select[RoomServer]:
    return select(RoomServer).where(RoomServer.hook == hook, RoomServer.kind == Server.ZOOM)


def running(*, at: datetime) -> Select[Session, RoomServer, str]:
    """(session, server, the event's zone) of each BigBlueButton room whose door is open, or nearly."""
    return (
        select(Session, RoomServer, Event.tzid)
        .join(Event, Event.id == Session.event_id)
        .join(EventRoom, EventRoom.event_id == Event.id)
        .join(RoomServer, RoomServer.organization_id == Event.organization_id)
        .where(EventRoom.kind == Server.BIGBLUEBUTTON, RoomServer.kind == EventRoom.kind)
        .where(Event.status == EventStatus.PUBLISHED, Session.cancelled_at.is_(None))
        .where(Session.dtstart <= at + timing.JOIN_OPENS, Session.dtstart > at - timedelta(days=1))
        .where(or_(Session.dtend.is_(None), Session.dtend > at))
        .order_by(Session.id)
    )


def confirmed_by_ref(event_id: int) -> Select[str, int]:
    """(opaque id, id) of everybody whose evidence may count."""
    return select(Registration.ref, Registration.id).where(
        Registration.event_id == event_id, Registration.status == RegistrationStatus.CONFIRMED
    )


def near(organization_id: int, *, at: datetime) -> Select[Event]:
    """Events of an organization with a session around this moment, with their sessions."""
    near_by = (Session.dtstart <= at + timing.DOORS_OPEN, Session.dtstart > at - timedelta(days=1))
    return (
        select(Event)
        .where(Event.organization_id == organization_id, Event.status == EventStatus.PUBLISHED)
        .where(Event.sessions.any(Session.cancelled_at.is_(None) & near_by[0] & near_by[1]))
        .options(selectinload(Event.sessions))
        .order_by(Event.id)
    )


def unregistered(event_id: int) -> Select[RoomVisit]:
    """Visits of nobody who is registered."""
    return (
        select(RoomVisit)
        .join(Session, Session.id == RoomVisit.session_id)
        .where(Session.event_id == event_id, RoomVisit.registration_id.is_(None))
        .order_by(RoomVisit.name, RoomVisit.id)
    )


def strangers(event_id: int) -> Select[RoomVisit]:
    """The same, until the committee has looked."""
    return unregistered(event_id).where(RoomVisit.ignored_at.is_(None))
