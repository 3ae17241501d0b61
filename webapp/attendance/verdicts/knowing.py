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
    reported: dict[Key, list[Interval]] = field(default_factory=lambda: defaultdict(list))
    watched: dict[Key, datetime] = field(default_factory=dict)
    scanned: dict[Key, datetime] = field(default_factory=dict)  # in the hall; known where a rule tells it
    signed: dict[Key, datetime] = field(default_factory=dict)  # from the other: `read_hall`
    from_room: set[Key] = field(default_factory=set)

    def keys(self) -> set[Key]:
        known = (self.spans, self.reported, self.claims, self.overrides, self.watched)
        return set().union(*(one.keys() for one in known))

    def evidence(self, key: Key) -> Evidence:
        return Evidence(
            spans=self.spans.get(key, ()),
            reported=self.reported.get(key, ()),
            claims=self.claims.get(key, {}),
            watched_at=self.watched.get(key),
            override=self.overrides.get(key),
        )

    def read_hall(self, event: Event, *, is_told: bool) -> None:
        """Tell tickets that were shown from signatures on paper, if the rule does. One statement."""
        hall = db.session.connection().execute(queries.in_hall(event.id)) if is_told else ()
        for session_id, registration_id, is_paper, at in hall:
            if registration_id is not None:
                (self.signed if is_paper else self.scanned)[session_id, registration_id] = at

    def channel(self, key: Key) -> Channel:
        """Which evidence a row without a scan stands for."""
        ranked = (
            (self.watched, Channel.WATCHING),
            (self.reported, Channel.REPORT),
            (self.from_room, Channel.ROOM),
            (self.spans, Channel.PAGE),
        )
        return next((channel for known, channel in ranked if key in known), Channel.CODE)


def known_of(event: Event, *, at: datetime) -> Known:
    """What the event's evidence says; of our own pages only what has passed by now. Four statements."""
    known, connection = Known(), db.session.connection()
    starts = {session.id: session.dtstart for session in event.sessions}  # of what nobody timed
    for session_id, registration_id, source, start, end in connection.execute(queries.intervals(event.id)):
        key = (session_id, registration_id)
        if source is Source.REPORT:
            known.reported[key].append((start, end))
        elif start <= at:
            if source is Source.ROOM:
                known.from_room.add(key)
            known.spans[key].append((start, min(end, at)))
    for session_id, registration_id, part, claimed_at in connection.execute(queries.claims(event.id)):
        known.claims[session_id, registration_id][part] = claimed_at
    for session_id, registration_id in connection.execute(queries.watchers(event.id)):
        known.watched[session_id, registration_id] = starts[session_id]
    for override in db.session.scalars(queries.overrides(event.id)):
        known.overrides[override.session_id, override.registration_id] = override.is_present
    return known
