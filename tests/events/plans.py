"""Plans for tests: the least that is sound, everything else by keyword."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.factories import make_organization
from webapp.events import publishing
from webapp.events.models import Event, Mode
from webapp.events.plans import Plan, PlannedRole, PlannedSession
from webapp.events.scheduling import schedule

# 10 March 2022, 09.00 in Palangka Raya, and the day it was planned.
START = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
PLANNED_AT = START - timedelta(days=30)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def make_plan(**values: Any) -> Plan:
    given = {
        "kind": "webinar",
        "summary": "Mekanisme Pembentukan Forum KIM",
        "sessions": (PlannedSession(dtstart=START, dtend=START + 3 * HOUR),),
        "seats": {Mode.IN_PERSON: 60, Mode.ONLINE: 100},
        "venue": "Gedung Smart Province",
        "region_code": "62.71",
        "roles": (PlannedRole(role="narasumber", name="Cak Boni", talk_title="Tata Cara"),),
    } | values
    return Plan(**given)


def drafted(**values: Any) -> Event:
    """A stored draft of a plan."""
    return schedule(make_organization(), plan=make_plan(**values), at=PLANNED_AT)


def published(**values: Any) -> Event:
    event = drafted(**values)
    publishing.publish(event, at=PLANNED_AT)
    return event
