"""A cap on what one address gets: registering somebody's address many times must not flood them (ASVS 1.3.11).

Every message counts once, by its first try. Twelve in an hour are a busy chair's; what is more waits for the hour to
end. Forty in a day are somebody's mischief or a mistake, and the rest is left to the committee.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from webapp.database import db
from webapp.messages.models import RecipientCount

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOST = {HOUR: 12, DAY: 40}


def count(address: str, *, key: str, at: datetime) -> timedelta | None:
    """Count one message to `address`; None when it may go, else how long it must wait (more than HOUR: too many)."""
    over = [window for window in (DAY, HOUR) if _is_over(window, address, key, at)]
    if over:
        return DAY if DAY in over else HOUR
    for window in (DAY, HOUR):
        _add(_hash(window, address, key), window, at)
    return None


def forget(*, at: datetime) -> None:
    """What is too old to count."""
    db.session.execute(delete(RecipientCount).where(RecipientCount.since <= at - DAY))


def _is_over(window: timedelta, address: str, key: str, at: datetime) -> bool:
    row = select(RecipientCount.messages).where(
        RecipientCount.key == _hash(window, address, key), RecipientCount.since > at - window
    )
    return (db.session.scalar(row) or 0) >= MOST[window]


def _add(key: str, window: timedelta, at: datetime) -> None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    is_old = RecipientCount.since <= at - window
    row = insert(RecipientCount).values(key=key, messages=1, since=at)
    fresh = {
        "messages": case((is_old, 1), else_=RecipientCount.messages + 1),
        "since": case((is_old, at), else_=RecipientCount.since),
    }
    db.session.execute(row.on_conflict_do_update(index_elements=["key"], set_=fresh))


def _hash(window: timedelta, address: str, key: str) -> str:
    """Keyed, so that nobody who reads the table can try out addresses."""
    text = f"recipient {window.total_seconds():.0f} {address.strip().lower()}"
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()
