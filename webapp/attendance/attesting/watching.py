"""Watching together ("nobar"): somebody declares who sits before one screen, the committee approves, and it counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import Select, func, insert, select, update

from webapp.attendance.attesting.models import Watcher, WatchParty
from webapp.attendance.models import Person, Registration, RegistrationStatus
from webapp.attendance.verdicts.settling import settle
from webapp.database import db
from webapp.errors import Refused
from webapp.events import timing
from webapp.events.models import Event, EventStatus, Session

LONGEST_PLACE = 120
MOST_WATCHERS = 300
# A chair writes it down when everybody has gone home, at the latest on the next day.
LATEST = timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Who watches where, and who says so; `group_id` is the chair's group, None for the committee's own desk."""

    place: str
    declared_by: str
    registration_ids: Collection[int]
    group_id: int | None = None


def may_declare(event: Event, *, at: datetime) -> bool:
    """Whether there is a session to have watched. The event must be loaded with its sessions."""
    return _watched_session(event, at=at) is not None


def declare(event: Event, declaration: Declaration, *, at: datetime) -> WatchParty:
    """Write down a screen and who sits before it. Nothing counts before `approve`.

    The same people at the same place are the same declaration. Refused without a place, without people with a
    place of this event (for a chair: of their own group), and when no session has been watched.
    """
    place, session = declaration.place.strip()[:LONGEST_PLACE], _watched_session(event, at=at)
    if session is None:
        raise Refused(_("Nonton bersama dicatat sejak sesi dibuka sampai dua hari sesudahnya."), reason="session")
    if not place:
        raise Refused(_("Tulis di mana layarnya, misalnya Balai Desa Handep."), reason="place")
    people = set(db.session.scalars(_having_a_place(event.id, declaration)))
    if not people or len(people) != len(set(declaration.registration_ids)) or len(people) > MOST_WATCHERS:
        raise Refused(_("Pilih siapa yang menonton; semuanya harus sudah mendapat tempat."), reason="people")
    if (same := _same(session, place, declaration.group_id, people)) is not None:
        return same
    party = WatchParty(
        session_id=session.id,
        place=place,
        declared_by=declaration.declared_by,
        group_id=declaration.group_id,
        declared_at=at,
    )
    db.session.add(party)
    db.session.flush()
    db.session.execute(insert(Watcher), [{"party_id": party.id, "registration_id": one} for one in sorted(people)])
    return party


def decide(party: WatchParty, event: Event, *, is_approved: bool, by: int, at: datetime) -> None:
    """Let it count, or not; either may be changed. The event must be loaded with its sessions."""
    values = {"approved_at": at if is_approved else None, "declined_at": None if is_approved else at}
    db.session.execute(update(WatchParty).where(WatchParty.id == party.id).values(decided_by_id=by, **values))
    settle(event, at=at)


def of_event(event_id: int, party_id: int) -> Select[WatchParty]:
    return select(WatchParty).join(Session).where(WatchParty.id == party_id, Session.event_id == event_id)


def parties(event_id: int) -> Select[WatchParty, int]:
    """(party, how many watch) of an event, the undecided first."""
    count = select(func.count()).where(Watcher.party_id == WatchParty.id).scalar_subquery()
    return (
        select(WatchParty, count)
        .join(Session, Session.id == WatchParty.session_id)
        .where(Session.event_id == event_id)
        .order_by(func.coalesce(WatchParty.approved_at, WatchParty.declined_at).is_not(None), WatchParty.id)
    )


def count_undecided(event_id: int) -> Select[int]:
    return (
        select(func.count())
        .select_from(WatchParty)
        .join(Session, Session.id == WatchParty.session_id)
        .where(Session.event_id == event_id, WatchParty.approved_at.is_(None), WatchParty.declined_at.is_(None))
    )


def names(party_ids: Collection[int]) -> Select[int, str]:
    """(party, name) of everybody, by name."""
    return (
        select(Watcher.party_id, Person.name)
        .join(Registration, Registration.id == Watcher.registration_id)
        .join(Registration.person)
        .where(Watcher.party_id.in_(party_ids))
        .order_by(Person.folded_name, Registration.id)
    )


def of_group(group_id: int) -> Select[WatchParty, int]:
    """(party, how many watch) that a chair declared."""
    count = select(func.count()).where(Watcher.party_id == WatchParty.id).scalar_subquery()
    return select(WatchParty, count).where(WatchParty.group_id == group_id).order_by(WatchParty.id)


def _watched_session(event: Event, *, at: datetime) -> Session | None:
    """The session whose door is open, or the last one that has ended lately."""
    if event.status is not EventStatus.PUBLISHED:
        return None
    begun = [one for one in event.sessions if one.cancelled_at is None and one.dtstart <= at + timing.JOIN_OPENS]
    if not begun or at >= timing.end_of(begun[-1], event.tzid) + LATEST:
        return None
    return begun[-1]


def _having_a_place(event_id: int, declaration: Declaration) -> Select[int]:
    found = select(Registration.id).where(
        Registration.event_id == event_id,
        Registration.status == RegistrationStatus.CONFIRMED,
        Registration.id.in_(declaration.registration_ids),
    )
    return found.where(Registration.group_id == declaration.group_id) if declaration.group_id else found


def _same(session: Session, place: str, group_id: int | None, people: set[int]) -> WatchParty | None:
    for party in db.session.scalars(
        select(WatchParty).filter_by(session_id=session.id, place=place, group_id=group_id)
    ):
        watching = select(Watcher.registration_id).where(Watcher.party_id == party.id)
        if set(db.session.scalars(watching)) == people:
            return party
    return None
