"""From what an organizer writes (a day, an hour, a zone) to a moment, and back."""

import re
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from flask_babel import gettext as _

from webapp.errors import Refused

INDONESIAN_ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
# Outside these years a date is a slip of the finger; inside them every zone can be computed.
YEARS = range(1970, 2200)

_HOUR = re.compile(r"([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?", re.ASCII)


def parsed_hour(text: str) -> time | None:
    """`9`, `9.00`, `09.00` or `09:00` of a 24-hour clock; None for anything else, AM and PM included."""
    found = _HOUR.fullmatch(text.strip())
    return time(int(found[1]), int(found[2] or 0)) if found else None


def written_hour(moment: datetime, tzid: str) -> str:
    """09.00, as a form shows it."""
    return moment.astimezone(ZoneInfo(tzid)).strftime("%H.%M")


def is_zone(tzid: str) -> bool:
    """True for a name of the IANA database."""
    return tzid in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def moment(day: date, hour: time, tzid: str) -> datetime:
    """The moment, in UTC, at which a wall clock of the zone shows this day and hour.

    An hour that comes twice, when clocks are set back, is the first one. Raises Refused for an
    hour that is skipped when clocks are set forward, an unknown zone, or a year outside YEARS.
    """
    if not is_zone(tzid):
        raise Refused(_("Zona waktu %(name)s tidak dikenal.", name=tzid[:60]))
    if day.year not in YEARS:
        raise Refused(_("Tahun %(year)s di luar jangkauan kalender ini.", year=day.year))
    wall = datetime.combine(day, hour)
    found = wall.replace(tzinfo=ZoneInfo(tzid)).astimezone(UTC)
    if found.astimezone(ZoneInfo(tzid)).replace(tzinfo=None) != wall:
        raise Refused(
            _("Pukul %(hour)s tidak ada pada hari itu di zona %(name)s: jam dimajukan. Mohon pilih jam lain.",
              hour=f"{hour:%H.%M}", name=tzid)
        )  # fmt: skip
    return found
