"""Plans for tests: the least that is sound, everything else by keyword."""

from datetime import UTC, datetime, timedelta
from typing import Any

from webapp.events.models import Mode
from webapp.events.plans import Plan, PlannedRole, PlannedSession

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
