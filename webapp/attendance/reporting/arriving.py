"""When people came: first arrivals in spans of a round number of minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.attendance.reporting.axes import OUTSIDE
from webapp.events.models import Mode

# The arrival chart has at most this many columns, each a round number of minutes wide.
MOST_COLUMNS = 24
WIDTHS = tuple(timedelta(minutes=m) for m in (5, 10, 15, 30, 60, 120, 240, 720, 1440))


@dataclass(frozen=True)
class Arrivals:
    """How many arrived in each span: one column a span, by mode, those outside the quota apart as everywhere."""

    starts: tuple[datetime, ...]
    width: timedelta
    in_person: tuple[int, ...]
    online: tuple[int, ...]
    outside_quota: tuple[int, ...]


def arrivals(arrived: Sequence[tuple[datetime, str, int]]) -> Arrivals:
    """Arrivals (minute, row of the axis of modes, how many) in at most 24 spans of a round number of minutes."""
    if not arrived:
        return Arrivals((), WIDTHS[0], (), (), ())
    earliest, latest = min(arrived)[0], max(arrived)[0]
    width = next((w for w in WIDTHS if (latest - earliest) / w < MOST_COLUMNS - 1), WIDTHS[-1])
    start = _floor(earliest, width)
    columns = min(MOST_COLUMNS, (latest - start) // width + 1)
    counts = {kind: [0] * columns for kind in (*Mode, OUTSIDE)}
    for moment, kind, n in arrived:
        counts[kind][min(columns - 1, (moment - start) // width)] += n
    return Arrivals(
        starts=tuple(start + n * width for n in range(columns)),
        width=width,
        in_person=tuple(counts[Mode.IN_PERSON]),
        online=tuple(counts[Mode.ONLINE]),
        outside_quota=tuple(counts[OUTSIDE]),
    )


def _floor(moment: datetime, width: timedelta) -> datetime:
    return moment - timedelta(seconds=moment.timestamp() % width.total_seconds())
