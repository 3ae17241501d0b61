"""The first forty minutes at the door, once more: when each came and how, without names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from webapp.attendance.models import Attendance
from webapp.database import db
from webapp.events.models import Mode

SPAN = timedelta(minutes=40)
STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Replay:
    """`room` and `online` are the seconds after `first_at` at which somebody came that way, in order."""

    first_at: datetime | None
    room: list[int]
    online: list[int]

    @property
    def steps(self) -> list[tuple[datetime, int, int]]:
        """(until when, how many in the room, how many online), every five minutes: the same without a film."""
        if self.first_at is None:
            return []
        moments = [STEP * n for n in range(1, int(SPAN / STEP) + 1)]
        return [(self.first_at + after, _until(self.room, after), _until(self.online, after)) for after in moments]


def replay(session_id: int) -> Replay:
    """One statement, however many came."""
    rows = [(mode, at) for mode, at in db.session.execute(_arrivals(session_id)) if at is not None]
    if not rows:
        return Replay(None, [], [])
    first_at = rows[0][1]
    seconds = {mode: [int((at - first_at).total_seconds()) for how, at in rows if how is mode] for mode in Mode}
    within = {mode: [after for after in found if after <= SPAN.total_seconds()] for mode, found in seconds.items()}
    return Replay(first_at, within[Mode.IN_PERSON], within[Mode.ONLINE])


def _until(arrivals: Sequence[int], after: timedelta) -> int:
    return sum(one <= after.total_seconds() for one in arrivals)


def _arrivals(session_id: int) -> Select[Mode, datetime | None]:
    came = Attendance.first_at
    return select(Attendance.mode, came).where(Attendance.session_id == session_id, came.is_not(None)).order_by(came)
