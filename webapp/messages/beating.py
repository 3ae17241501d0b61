"""The worker's heartbeat: when it last looked for what is due."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from webapp.database import db
from webapp.messages.models import WorkerBeat

# It looks every minute; after this long something is wrong with it.
LOST_AFTER = timedelta(minutes=5)
_ONLY = 1


def beat(*, at: datetime) -> None:
    """Note that a worker is there; of several the latest counts."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = insert(WorkerBeat).values(id=_ONLY, at=at)
    db.session.execute(row.on_conflict_do_update(index_elements=["id"], set_={"at": at}))


def last_beat() -> datetime | None:
    return db.session.scalar(select(WorkerBeat.at))


def is_lost(last: datetime | None, *, at: datetime) -> bool:
    """Whether nobody delivers: never began, or has not looked for a while."""
    return last is None or at - last > LOST_AFTER
