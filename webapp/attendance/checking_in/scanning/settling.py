"""Writing a check-in for good: the commit, and once more when somebody wrote the same at the same instant."""

from collections.abc import Callable

from webapp.attendance.checking_in.scanning.answers import Answer, Collided
from webapp.database import db

ATTEMPTS = 3


def settle(record: Callable[[], Answer]) -> Answer:
    """Record and commit. After a collision the other's row stands, so the next attempt finds it and only reads."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            answer = record()
        except Collided:
            db.session.rollback()
            if attempt == ATTEMPTS:
                raise
        else:
            db.session.commit()
            return answer
    raise AssertionError("unreachable")
