"""Wanting no letters of committees, and wanting them again."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from webapp.attendance.announcing.models import NewsStop
from webapp.database import db


def stop(person_id: int, *, at: datetime) -> None:
    """No more; said twice it stays so."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(NewsStop).values(person_id=person_id, stopped_at=at).on_conflict_do_nothing())


def begin_again(person_id: int) -> None:
    db.session.execute(delete(NewsStop).where(NewsStop.person_id == person_id))


def has_stopped(person_id: int) -> bool:
    return db.session.scalar(select(NewsStop.person_id).where(NewsStop.person_id == person_id)) is not None
