"""All evidence of an event at hand, by session and registration."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from webapp.attendance.models import Channel
from webapp.attendance.verdicts import queries
from webapp.attendance.verdicts.intervals import Interval
from webapp.attendance.verdicts.judging import Evidence
from webapp.attendance.verdicts.models import Part, Source
from webapp.database import db
from webapp.events.models import Event

Key = tuple[int, int]  # session, registration


@dataclass
class Known:
    """All evidence of an event, by session and registration."""

    spans: dict[Key, list[Interval]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[Key, dict[Part, datetime]] = field(default_factory=lambda: defaultdict(dict))
    overrides: dict[Key, bool] = field(default_factory=dict)
    from_report: set[Key] = field(default_factory=set)
    from_room: set[Key] = field(default_factory=set)

    def keys(self) -> set[Key]:
        return self.spans.keys() | self.claims.keys() | self.overrides.keys()

    def evidence(self, key: Key) -> Evidence:
        return Evidence(
            spans=self.spans.get(key, ()), claims=self.claims.get(key, {}), override=self.overrides.get(key)
        )

    def channel(self, key: Key) -> Channel:
        """Which evidence a row without a scan stands for."""
        if key in self.from_report:
            return Channel.REPORT
        if key in self.from_room:
            return Channel.ROOM
        return Channel.PAGE if key in self.spans else Channel.CODE


def known_of(event: Event, *, at: datetime) -> Known:
    """What the event's evidence says; of our own pages only what has passed by now. Three statements."""
    known, connection = Known(), db.session.connection()
    for session_id, registration_id, source, start, end in connection.execute(queries.intervals(event.id)):
        key = (session_id, registration_id)
        if source is Source.REPORT:
            known.from_report.add(key)
            known.spans[key].append((start, end))
        elif start <= at:
            if source is Source.ROOM:
                known.from_room.add(key)
            known.spans[key].append((start, min(end, at)))
    for session_id, registration_id, part, claimed_at in connection.execute(queries.claims(event.id)):
        known.claims[session_id, registration_id][part] = claimed_at
    for override in db.session.scalars(queries.overrides(event.id)):
        known.overrides[override.session_id, override.registration_id] = override.is_present
    return known
