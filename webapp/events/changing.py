"""What every change of an event shares: its lock, its snapshot, its trace, its seats and the calendar's revision."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import case, select, update
from sqlalchemy.dialects import postgresql, sqlite

from webapp.database import db
from webapp.directory import organizing
from webapp.directory.models import Organization
from webapp.events import capacity, queries
from webapp.events.models import CalendarState, Event, EventRevision, EventStatus, Mode, Session

# Who must act when capacity changed, in the same transaction: a higher package adds its verb here
# at the start (attendance gives the new places to those who wait).
after_capacity_change: list[Callable[[Event, datetime], None]] = []


def hold(event: Event) -> None:
    """Lock the event's row until the commit and read it again, whole, as it stands behind the lock."""
    db.session.execute(update(Event).where(Event.id == event.id).values(revised_at=Event.revised_at))
    fresh = queries.whole().where(Event.id == event.id).execution_options(populate_existing=True)
    db.session.scalars(fresh).one()


def snapshot(event: Event) -> dict[str, Any]:
    """Time, place and status as they stand, as JSON: the `before` and `after` of a revision."""
    return {
        "status": event.status.value,
        "tzid": event.tzid,
        "venue": event.venue,
        "region_code": event.region_code,
        "sessions": [
            {
                "uid": one.uid,
                "title": one.title,
                "dtstart": one.dtstart.astimezone(UTC).isoformat(),
                "dtend": one.dtend.astimezone(UTC).isoformat() if one.dtend else None,
                "cancelled": one.cancelled_at is not None,
            }
            for one in event.sessions
        ],
    }


def record_revision(event: Event, kind: str, *, before: dict[str, Any], at: datetime, reason: str = "") -> None:
    """Keep what changed: rescheduled, moved, postponed, cancelled or reopened."""
    db.session.add(
        EventRevision(event_id=event.id, at=at, kind=kind, before=before, after=snapshot(event), reason=reason)
    )


def raise_sequence(sessions: Iterable[Session], *, at: datetime) -> None:
    """Time, place or status changed: calendars must take this for news (RFC 5545, 3.8.7.4)."""
    for session in sessions:
        session.sequence += 1
        session.revised_at = at


def standing(event: Event) -> list[Session]:
    """The sessions that were not cancelled, in order."""
    return [session for session in event.sessions if session.cancelled_at is None]


def calendar_changed(at: datetime) -> None:
    """Raise the calendar's revision by one, so that feeds are built anew; its date never goes back."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = insert(CalendarState).values(id=1, revision=1, changed_at=at)
    newer = case(
        (row.excluded.changed_at > CalendarState.changed_at, row.excluded.changed_at), else_=CalendarState.changed_at
    )
    db.session.execute(
        row.on_conflict_do_update(
            index_elements=["id"], set_={"revision": CalendarState.revision + 1, "changed_at": newer}
        )
    )


def note_new_name(organization: Organization, at: datetime) -> None:
    """An organizer's name stands in every entry of the calendar that is theirs."""
    own = select(Event.id).where(Event.organization_id == organization.id, Event.status != EventStatus.DRAFT)
    db.session.execute(update(Session).where(Session.event_id.in_(own)).values(revised_at=at))
    calendar_changed(at)


organizing.after_renaming.append(note_new_name)


def note_visible_change(event: Event, *, at: datetime) -> None:
    """Anybody who may see the event sees something new. A draft is seen by nobody."""
    event.revised_at = at
    if event.status is not EventStatus.DRAFT:
        calendar_changed(at)


def apply_seats(event: Event, wanted: Mapping[Mode, int], *, at: datetime) -> bool:
    """Set the capacities; a mode that is not wanted is no longer offered. True when anything changed.

    Each row is locked before it is judged. Raises CapacityTooLow when more places are taken, and
    Refused when a mode is dropped in which people have or await a place. When an event that people
    may already register for gained or lost places, `after_capacity_change` is called.
    """
    changed = capacity.fit(event, wanted)
    db.session.flush()
    if changed and event.status is not EventStatus.DRAFT:
        for act in after_capacity_change:
            act(event, at)
    return changed
