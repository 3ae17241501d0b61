"""The values of the board. Six statements, however many people come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.attendance.checking_in.board import queries
from webapp.attendance.checking_in.people.counting import counter
from webapp.attendance.checking_in.people.searching import short_name
from webapp.attendance.checking_in.scanning.gates import gate_of
from webapp.attendance.models import Action, Desk, Outcome
from webapp.database import db
from webapp.events.models import Event, Mode, Session

MOST_POINTS = 60
# A phone speaks every fifteen seconds; after two minutes it has no network, or sleeps.
SILENCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was presented. `name` is short, "" when nobody's."""

    at: datetime
    desk: str
    action: Action
    outcome: Outcome
    name: str


@dataclass(frozen=True, slots=True)
class Board:
    """How one session stands. `curve` runs from the first arrival to the last: (share of the time, share of all)."""

    come: int  # in the room, with a place in it
    expected: int
    outside_quota: int
    online: int
    inside: int  # in the room now: who left is not counted
    groups: list[tuple[str, int, int]]
    curve: list[tuple[float, float]]
    first_at: datetime | None
    last_at: datetime | None
    lines: list[Line]
    desks: list[tuple[Desk, bool]]  # and whether its phone has spoken of late


def board(event: Event, session: Session, *, at: datetime) -> Board:
    counted = counter(gate_of(session))
    modes = db.session.execute(queries.by_mode(session.id)).all()
    arrivals = [moment for moment in db.session.scalars(queries.arrivals(session.id)) if moment is not None]
    lines = db.session.execute(queries.last_scans(session.id)).all()
    return Board(
        come=counted["in"],
        expected=counted["expected"],
        outside_quota=sum(come for _mode, is_outside, come, _inside in modes if is_outside),
        online=sum(come for mode, is_outside, come, _inside in modes if mode is Mode.ONLINE and not is_outside),
        inside=sum(inside for mode, _is_outside, _come, inside in modes if mode is Mode.IN_PERSON),
        groups=[(name, came, of) for name, of, came in db.session.execute(queries.groups(event.id, session.id))],
        curve=curve(arrivals),
        first_at=arrivals[0] if arrivals else None,
        last_at=arrivals[-1] if arrivals else None,
        lines=[
            Line(when, desk, action, outcome, short_name(name or "")) for when, desk, action, outcome, name in lines
        ],
        desks=[(desk, _speaks(desk, at)) for desk in db.session.scalars(queries.open_desks(event.id))],
    )


def curve(arrivals: Sequence[datetime]) -> list[tuple[float, float]]:
    """Everybody who has come so far, over time; at most MOST_POINTS points. Empty while nobody came.

    It ends with the last arrival, not with now: so the answer stays the same while nobody comes.
    """
    if not arrivals:
        return []
    span = max((arrivals[-1] - arrivals[0]).total_seconds(), 1.0)
    every = -(-len(arrivals) // MOST_POINTS)
    steps = [(n, moment) for n, moment in enumerate(arrivals, 1) if n % every == 0 or n == len(arrivals)]
    points = [((moment - arrivals[0]).total_seconds() / span, n / len(arrivals)) for n, moment in steps]
    return [(0.0, 0.0), *points, (1.0, 1.0)]


def _speaks(desk: Desk, at: datetime) -> bool:
    return desk.contacted_at is not None and at - desk.contacted_at < SILENCE
