"""Writing a check-in for good: the commit, and once more when somebody wrote the same at the same instant."""

from collections.abc import Callable

from sqlalchemy import Connection

from webapp.attendance.checking_in.scanning.answers import Answer, Collided
from webapp.database import db

ATTEMPTS = 3


def settle(record: Callable[[], Answer], connection: Connection | None = None) -> Answer:
    """Record and commit, on `connection` or the session's own.

    After a collision the other's row stands, so the next attempt finds it and only reads.
    """
    transaction = connection or db.session
    for attempt in range(1, ATTEMPTS + 1):
        try:
            answer = record()
        except Collided:
            transaction.rollback()
            if attempt == ATTEMPTS:
                raise
        else:
            transaction.commit()
            return answer
    raise AssertionError("unreachable")
