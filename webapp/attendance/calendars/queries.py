"""Queries of personal calendars; the caller runs them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.attendance.calendars.models import SubscribedRegistration, Subscription
from webapp.attendance.models import Registration, Ticket
from webapp.events import queries as events
from webapp.events.models import Event, EventStatus, Session
from webapp.web.tokens import token_hash

MOMENTS = 4
_WHOLE = (joinedload(Registration.event).options(*events.PAGE), selectinload(Registration.tickets))


def by_token(token: str) -> Select[Subscription]:
    """The calendar of a secret, revoked ones too."""
    return select(Subscription).where(Subscription.token_hash == token_hash(token))


def standing_of_user(user_id: int) -> Select[Subscription]:
    return (
        select(Subscription)
        .where(Subscription.user_id == user_id, Subscription.revoked_at.is_(None))
        .order_by(Subscription.id)
    )


def standing_with(registration_ids: Collection[int]) -> Select[Subscription]:
    """The calendars in which any of these registrations stands, the oldest first."""
    held = select(SubscribedRegistration.subscription_id).where(
        SubscribedRegistration.registration_id.in_(registration_ids)
    )
    return (
        select(Subscription)
        .where(Subscription.id.in_(held), Subscription.revoked_at.is_(None))
        .order_by(Subscription.id)
    )


def members(subscription_ids: Collection[int]) -> Select[int, int]:
    """(calendar, registration) of what stands in these calendars."""
    return select(SubscribedRegistration.subscription_id, SubscribedRegistration.registration_id).where(
        SubscribedRegistration.subscription_id.in_(subscription_ids)
    )


def _in(subscription: Subscription) -> Select[int]:
    return select(SubscribedRegistration.registration_id).where(
        SubscribedRegistration.subscription_id == subscription.id
    )


def marks(subscription: Subscription) -> Select[Any]:
    """For each registration in the calendar: all that changes when its entry does; the last MOMENTS are times."""
    retold = select(func.max(Session.revised_at)).where(Session.event_id == Event.id).scalar_subquery()
    issued = select(func.max(Ticket.issued_at)).where(Ticket.registration_id == Registration.id).scalar_subquery()
    return (
        select(Registration.id, Registration.sequence, Registration.link_version, Registration.status)
        .add_columns(Registration.status_at, Event.revised_at, retold, issued)
        .join(Registration.event)
        .where(Registration.id.in_(_in(subscription)))
        .order_by(Registration.id)
    )


def whole(subscription: Subscription) -> Select[Registration]:
    """The registrations with everything their entries say, in the order of the calendar."""
    return (
        select(Registration)
        .join(Registration.event)
        .where(Registration.id.in_(_in(subscription)), Event.status != EventStatus.DRAFT)
        .options(*_WHOLE)
        .order_by(Event.dtstart, Event.id, Registration.id)
    )


def together(registration: Registration) -> Select[Registration]:
    """All registrations of this person for this event, with everything their entries say."""
    return (
        select(Registration)
        .where(Registration.event_id == registration.event_id, Registration.person_id == registration.person_id)
        .options(*_WHOLE)
        .order_by(Registration.id)
    )


def held_by(organization_ids: Collection[int] | None) -> Select[Event]:
    """What an organizer's calendar holds: everything that was published, alone or with others, confidential too."""
    query = select(Event).where(Event.status != EventStatus.DRAFT)
    return query if organization_ids is None else query.where(events.held_by(organization_ids))
