"""Desks: named phones and computers with scan-only rights at one event, until a day after it ends or revocation.

One that is made after the end lasts a day too: a phone that came home late may still send what it kept.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import joinedload

from webapp.attendance.checking_in.desks.bearers import GRACE
from webapp.attendance.models import Desk, Scan
from webapp.database import db
from webapp.events import queries as events
from webapp.events import timing
from webapp.events.models import Event, Session
from webapp.web.tokens import new_token, token_hash


@dataclass(frozen=True, slots=True)
class Activity:
    """How much was presented at a desk, and when last; desks of one name are counted together."""

    scans: int
    last_at: datetime | None


def make_desk(event: Event, *, name: str, at: datetime) -> tuple[Desk, str]:
    """A new desk and its secret, which is shown once and stored hashed."""
    token = new_token()
    desk = Desk(
        event_id=event.id,
        name=name,
        token_hash=token_hash(token),
        created_at=at,
        expires_at=max(timing.end_of_event(event), at) + GRACE,
    )
    db.session.add(desk)
    db.session.flush()
    return desk, token


@dataclass(frozen=True, slots=True)
class Contact:
    """What a desk's phone says of itself: records not sent, tickets on its own list, whether its camera works and
    whether it keeps records by itself.
    """

    waiting: int
    listed: int
    has_camera: bool
    has_queue: bool = False


def note_contact(desk_id: int, contact: Contact, *, at: datetime) -> None:
    """The desk spoke to us; one statement."""
    db.session.execute(
        update(Desk).where(Desk.id == desk_id).values(contacted_at=at, **asdict(contact)),
        execution_options={"synchronize_session": False},
    )


def revoke_desk(desk: Desk, *, at: datetime) -> None:
    """Shut a desk at once; revoking it again changes nothing."""
    if desk.revoked_at is None:
        desk.revoked_at = at
        db.session.flush()


def by_token(token: str) -> Select[Desk]:
    """The desk of a secret, whatever has become of it, with all that its page shows."""
    return (
        select(Desk).where(Desk.token_hash == token_hash(token)).options(joinedload(Desk.event).options(*events.PAGE))
    )


def desks_of(event_id: int) -> Select[Desk]:
    """The event's desks, the newest first; revoked ones stay in the list."""
    return select(Desk).where(Desk.event_id == event_id).order_by(Desk.id.desc())


def with_activity(event_id: int) -> list[tuple[Desk, Activity]]:
    """The event's desks, the newest first, each with what was presented at it."""
    at_desk = (
        select(Scan.desk, func.count().label("scans"), func.max(Scan.received_at).label("last_at"))
        .join(Session, Session.id == Scan.session_id)
        .where(Session.event_id == event_id)
        .group_by(Scan.desk)
        .subquery()
    )
    rows = select(Desk, at_desk.c.scans, at_desk.c.last_at).outerjoin(at_desk, at_desk.c.desk == Desk.name)
    found = db.session.execute(rows.where(Desk.event_id == event_id).order_by(Desk.id.desc()))
    return [(desk, Activity(scans or 0, last_at)) for desk, scans, last_at in found]


def next_name(names: list[str]) -> str:
    """ "Pintu A", "Pintu B", …: the first that is not taken."""
    taken = {name.casefold() for name in names}
    offered = (f"Pintu {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return next((name for name in offered if name.casefold() not in taken), "")
