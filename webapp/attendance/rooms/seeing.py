"""Whom a server saw inside: visits, and from those of registered people the evidence that verdicts read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite

from webapp.attendance.rooms.models import RoomVisit, Server
from webapp.attendance.verdicts.models import PresenceInterval, Source
from webapp.database import db

# Asked each minute: two answers may be lost before an absence is believed.
GRACE = timedelta(seconds=200)
LONGEST_NAME = 200
_table = cast(Table, PresenceInterval.__table__)


@dataclass(frozen=True)
class Seen:
    """Somebody inside, as the server names them; `registration_id` is None for who is not registered."""

    key: str
    name: str
    registration_id: int | None


def see(session_id: int, kind: Server, inside: Iterable[Seen], *, at: datetime) -> int:
    """Everybody in `inside` is there at this moment: their visits go on or begin. Returns how many there are.

    The same moment twice changes nothing. The caller commits.
    """
    people = {one.key: one for one in inside}
    open_visits = _open(session_id, kind, since=at - GRACE)
    for key, one in people.items():
        visit = open_visits.get(key)
        if visit is None:
            visit = RoomVisit(session_id=session_id, kind=kind, key=key, started_at=at, ended_at=at)
            db.session.add(visit)
        visit.registration_id = visit.registration_id or one.registration_id
        visit.name = "" if visit.registration_id else one.name[:LONGEST_NAME]
        visit.ended_at = max(visit.ended_at, at)
        tell(visit)
    db.session.flush()
    return len(people)


def tell(visit: RoomVisit) -> None:
    """Let verdicts know of a registered visitor: one interval for each visit, as long as the visit is."""
    if visit.registration_id is None:
        return
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    adding = insert(_table).values(
        session_id=visit.session_id,
        registration_id=visit.registration_id,
        source=Source.ROOM,
        started_at=visit.started_at,
        ended_at=visit.ended_at,
    )
    adding = adding.on_conflict_do_update(
        index_elements=["session_id", "registration_id", "source", "started_at"],
        set_={"ended_at": adding.excluded.ended_at},
        where=_table.c.ended_at < adding.excluded.ended_at,
    )
    db.session.execute(adding)


def _open(session_id: int, kind: Server, *, since: datetime) -> dict[str, RoomVisit]:
    """The visits that have not been given up, by key; the latest where there are several."""
    found = select(RoomVisit).where(
        RoomVisit.session_id == session_id, RoomVisit.kind == kind, RoomVisit.ended_at >= since
    )
    return {visit.key: visit for visit in db.session.scalars(found.order_by(RoomVisit.ended_at))}
