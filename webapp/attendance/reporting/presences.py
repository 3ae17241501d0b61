"""Who came, as plain columns: the details are asked only for those who are shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from webapp.attendance.models import Attendance, Channel
from webapp.attendance.reporting.places import Row
from webapp.events.models import Mode

# The columns of queries.attendances.
REGISTRATION, SESSION, MODE, FIRST = range(4)


class Presence(NamedTuple):
    """What came of it. `mode` is how the person really took part: who came both ways came in person."""

    mode: Mode
    first_at: datetime
    last_at: datetime
    channel: Channel
    desk: str
    sessions: tuple[int, ...]


@dataclass(frozen=True)
class Presences:
    """Every attendance that counts, by registration: the earliest, and all of those who have several."""

    first: Mapping[int, Row]
    several: Mapping[int, list[Row]]

    @cached_property
    def modes(self) -> dict[int, str]:
        """How each really took part."""
        hall, of = Mode.IN_PERSON.value, dict(zip(self.first, map(itemgetter(MODE), self.first.values()), strict=True))
        return of | {key: hall for key, rows in self.several.items() if any(row[MODE] == hall for row in rows)}

    @cached_property
    def sessions(self) -> Counter[int]:
        """How many came to each session."""
        alone = [row[SESSION] for key, row in self.first.items() if key not in self.several]
        return Counter(alone) + Counter(row[SESSION] for rows in self.several.values() for row in rows)

    def attended(self, registration_id: int, session_id: int) -> bool:
        rows = self.several.get(registration_id) or [self.first[registration_id]]
        return any(row[SESSION] == session_id for row in rows)


def gathered(rows: Sequence[Row]) -> Presences:
    first: dict[int, Row] = {}
    several: dict[int, list[Row]] = {}
    for row in rows:
        key = row[REGISTRATION]
        if (before := first.setdefault(key, row)) is not row:
            several.setdefault(key, [before]).append(row)
    for key, all_of_one in several.items():
        first[key] = min(all_of_one, key=itemgetter(FIRST))
    return Presences(first, several)


def told(rows: Sequence[Attendance]) -> Presence:
    """Of one registration, first things first. Channel and desk are those of the way the person took part."""
    shown = next((row for row in rows if row.mode is Mode.IN_PERSON), rows[0])
    firsts = [row.first_at for row in rows if row.first_at is not None]
    there = tuple(row.session_id for row in rows)
    return Presence(shown.mode, firsts[0], max(row.last_at for row in rows), shown.channel, shown.first_desk, there)


def moment(raw: Any) -> datetime:
    """SQLite keeps UTC as text, PostgreSQL gives an aware moment."""
    found: datetime = datetime.fromisoformat(raw) if isinstance(raw, str) else raw
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def minute(raw: Any) -> Any:
    """The minute that a moment as above lies in, cheaply: a value that `moment` takes."""
    return raw[:16] if isinstance(raw, str) else raw.replace(second=0, microsecond=0)
