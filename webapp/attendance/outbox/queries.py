"""What the pages of the outbox ask; the caller runs them. A scope of None means every organization."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, true
from sqlalchemy.orm import joinedload

from webapp.attendance.models import Registration
from webapp.database import db
from webapp.events.models import Event
from webapp.messages.models import Message, MessageState

Scope = Collection[int] | None
# What needs somebody first, then what needs time, then what is done.
ORDER = (
    MessageState.FAILED, MessageState.IN_DOUBT, MessageState.BY_HAND, MessageState.HELD, MessageState.WAITING,
    MessageState.SENT, MessageState.DROPPED,
)  # fmt: skip
_TROUBLED = (MessageState.WAITING, MessageState.FAILED, MessageState.IN_DOUBT)


def counts_of_events(scope: Scope) -> Select[Event, *tuple[Any, ...]]:
    """Events of which something waits, failed or is to be passed on, the longest waiting first."""
    open_states = (
        MessageState.WAITING, MessageState.FAILED, MessageState.IN_DOUBT, MessageState.BY_HAND, MessageState.HELD,
    )  # fmt: skip
    oldest = func.min(Message.created_at).filter(Message.state == MessageState.WAITING)
    return (
        select(Event, *(_count(state) for state in open_states), oldest)
        .join(Registration, Registration.event_id == Event.id)
        .join(Message, Message.registration_id == Registration.id)
        .where(_within(scope), Message.state.in_(open_states))
        .group_by(Event.id)
        .order_by(oldest, Event.dtstart)
    )


def counts(scope: Scope) -> Select[MessageState, int, datetime | None]:
    """By state, with the oldest of each; what is for no registration counts where everything is seen."""
    found = select(Message.state, func.count(), func.min(Message.created_at)).group_by(Message.state)
    if scope is None:
        return found
    return found.join(Registration, Registration.id == Message.registration_id).join(Event).where(_within(scope))


def by_state(found: Select[MessageState, int, datetime | None]) -> dict[MessageState, int]:
    """How many of each state; run here, since a row of figures is all that anybody wants of it."""
    return {state: count for state, count, _oldest in db.session.execute(found)}


def troubled(scope: Scope) -> Select[Message, Event]:
    """What was tried and did not arrive, the latest try first; an event is missing where none is behind it."""
    return (
        select(Message, Event)
        .outerjoin(Registration, Registration.id == Message.registration_id)
        .outerjoin(Event, Event.id == Registration.event_id)
        .where(_within(scope), Message.last_error != "", Message.state.in_(_TROUBLED))
        .order_by(Message.claimed_at.desc(), Message.id.desc())
    )


def counts_of_event(event_id: int) -> Select[MessageState, int, datetime | None]:
    return (
        select(Message.state, func.count(), func.min(Message.created_at))
        .join(Registration, Registration.id == Message.registration_id)
        .where(Registration.event_id == event_id)
        .group_by(Message.state)
    )


def of_event(event_id: int, state: MessageState | None) -> Select[Message, Registration]:
    """Messages with whom they are for; those to pass on oldest first, everything else newest first."""
    found = _joined(event_id)
    if state is not None:
        found = found.where(Message.state == state)
    if state is MessageState.BY_HAND:
        return found.order_by(Message.created_at, Message.id)
    rank = case({one.value: place for place, one in enumerate(ORDER)}, value=Message.state)
    return found.order_by(rank, Message.created_at.desc(), Message.id.desc())


def one_of(event_id: int, message_id: int) -> Select[Message, Registration]:
    return _joined(event_id).where(Message.id == message_id)


def next_by_hand(event_id: int, after: Message) -> Select[int]:
    """The next to be passed on: later in line, else from the beginning of it again."""
    is_earlier = (Message.created_at < after.created_at) | (
        (Message.created_at == after.created_at) & (Message.id < after.id)
    )
    return (
        select(Message.id)
        .join(Registration, Registration.id == Message.registration_id)
        .where(Registration.event_id == event_id, Message.state == MessageState.BY_HAND, Message.id != after.id)
        .order_by(case((is_earlier, 1), else_=0), Message.created_at, Message.id)
        .limit(1)
    )


def of_registration(registration_id: int) -> Select[Message]:
    return select(Message).where(Message.registration_id == registration_id).order_by(Message.id.desc())


def _joined(event_id: int) -> Select[Message, Registration]:
    return (
        select(Message, Registration)
        .join(Registration, Registration.id == Message.registration_id)
        .where(Registration.event_id == event_id)
        .options(joinedload(Registration.person))
    )


def _count(state: MessageState) -> ColumnElement[int]:
    return func.count().filter(Message.state == state)


def _within(scope: Scope) -> ColumnElement[bool]:
    return true() if scope is None else Event.organization_id.in_(scope)
