"""From the database to the values of a recap: the same statements whatever its size."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Select

from webapp.attendance.evaluating.results import FEWEST
from webapp.attendance.recapping import queries
from webapp.attendance.recapping.counting import EVENT, HOW, REGISTRATION, Presence
from webapp.attendance.recapping.lines import Kim
from webapp.attendance.recapping.periods import Period
from webapp.attendance.recapping.values import Recap
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.models import Mode

MOST_AT_ONCE = 10_000  # ids in one statement


def recap(organization: Organization, period: Period, *, at: datetime) -> Recap:
    """Gather the recap: seven statements, whatever its size."""
    events = db.session.scalars(queries.events(organization.id, period, at=at)).all()
    rows = _raw(queries.presences(organization.id, period, at=at))
    places = db.session.execute(queries.registered(organization.id, period, at=at)).all()
    kims = db.session.execute(queries.kims())
    papers = db.session.execute(queries.certificates(organization.id, period, at=at))
    opinions = db.session.execute(queries.opinions(organization.id, period, at=at))
    rank = {event.id: n for n, event in enumerate(events)}
    return Recap(
        organization=organization,
        period=period,
        events=tuple(events),
        presences=_once(rows, rank),
        places={(event, mode): n for event, mode, n in places if event in rank},
        kims=tuple(Kim(*row) for row in kims),
        certificates={row[0]: row[1] for row in papers if row[0] in rank},
        opinions={event: (n, total or 0) for event, n, total in opinions if n >= FEWEST},
    )


def everyone(found: Recap, *, at: datetime) -> list[tuple[int, str, int, str]]:
    """Each person of the period by name: id, name, how many places, affiliation; also who came without a place."""
    rows = db.session.execute(queries.everyone(found.organization.id, found.period, at=at)).all()
    known = {row[0] for row in rows}
    more = [person for person in found.came_to if person not in known]
    people = [(person, name, places, affiliation) for person, name, places, affiliation in rows]
    for start in range(0, len(more), MOST_AT_ONCE):
        names = db.session.execute(queries.people(more[start : start + MOST_AT_ONCE]))
        people += [(person, name, found.came_to[person], "") for person, name in names]
    return people


def _once(rows: Sequence[Any], rank: dict[int, int]) -> list[Presence]:
    """One presence for each registration; who came both ways came in person. In the order of the activities."""
    found = {row[REGISTRATION]: row for row in rows}
    if len(found) < len(rows):
        hall = Mode.IN_PERSON.value
        found.update((row[REGISTRATION], row) for row in rows if row[HOW].startswith(hall))
    # An activity that was published between two statements is not in the list yet: its people wait for the next look.
    known = (one for one in found.values() if one[EVENT] in rank)
    runs = [(rank[event], list(run)) for event, run in groupby(known, key=itemgetter(EVENT))]
    runs.sort(key=itemgetter(0))
    return list(chain.from_iterable(run for _rank, run in runs))


def _raw(query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    """Fetch plain columns as the driver gives them: a hundred thousand rows take half the time."""
    cursor = db.session.connection().execute(query).cursor
    return cursor.fetchall() if cursor is not None else []
