"""The values of an attendance report. Every total is the length of a list that can be shown."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.attendance.models import (
    Attendance,
    Channel,
    Registration,
    RegistrationStatus,
)
from webapp.attendance.reporting import queries
from webapp.database import db
from webapp.directory.regions import HOME_PROVINCE
from webapp.events.models import Event, Mode
from webapp.web.text import sorting_key

# The arrival chart has at most this many columns, each a round number of minutes wide.
MOST_COLUMNS = 24
WIDTHS = tuple(timedelta(minutes=m) for m in (5, 10, 15, 30, 60, 120, 240, 720, 1440))


@dataclass(frozen=True)
class Attendee:
    """One registration with what came of it. `mode` is how the person really took part, None when absent."""

    registration: Registration
    mode: Mode | None
    first_at: datetime | None
    last_at: datetime | None
    channel: Channel | None
    desk: str
    sessions: int  # how many sessions were attended

    @property
    def is_present(self) -> bool:
        return self.mode is not None

    @property
    def name(self) -> str:
        return self.registration.person.name


@dataclass(frozen=True)
class Arrivals:
    """How many arrived in each span: one column a span, by mode, those outside the quota apart as everywhere."""

    starts: tuple[datetime, ...]
    width: timedelta
    in_person: tuple[int, ...]
    online: tuple[int, ...]
    outside_quota: tuple[int, ...]


@dataclass(frozen=True)
class Report:
    """Everything that page, files and papers show of one event's attendance."""

    event: Event
    attendees: tuple[Attendee, ...]  # confirmed, or came all the same; in the order of names
    waiting: int
    pending: int
    cancelled: int
    arrivals: Arrivals

    def everyone(self) -> list[Attendee]:
        """Everybody who came, also outside the quota: the names on the daftar hadir."""
        return [one for one in self.attendees if one.is_present]

    def present(self, mode: Mode | None = None) -> list[Attendee]:
        """Who came with a place: in all, or in one mode. A person who came both ways came in person."""
        return [one for one in self.everyone() if not one.registration.is_outside_quota and mode in (None, one.mode)]

    def outside_quota(self) -> list[Attendee]:
        """Who came and found no place left: admitted and counted apart."""
        return [one for one in self.everyone() if one.registration.is_outside_quota]

    def registered(self, mode: Mode | None = None) -> list[Attendee]:
        """Who had a confirmed place, also when it was let go because they did not come in time."""
        return [
            one
            for one in self.attendees
            if one.registration.status == RegistrationStatus.CONFIRMED
            and (not one.registration.is_outside_quota or one.registration.released_at is not None)
            and mode in (None, one.registration.mode)
        ]

    def absent(self) -> list[Attendee]:
        return [one for one in self.attendees if not one.is_present]

    def walk_ins(self) -> list[Attendee]:
        return [one for one in self.attendees if one.registration.is_walk_in]

    def counted(self, axis: Callable[[Registration], str]) -> list[tuple[str, int]]:
        """Everybody who came by one axis, largest first; "" is "not stated" and comes last."""
        counts = Counter(axis(one.registration) for one in self.everyone())
        return sorted(counts.items(), key=lambda pair: (pair[0] == "", -pair[1], pair[0]))

    @property
    def regencies(self) -> int:
        """How many kabupaten/kota of the home province somebody came from."""
        codes = {one.registration.region_code for one in self.everyone()}
        return len({code for code in codes if code and code.startswith(HOME_PROVINCE)})

    @property
    def groups(self) -> int:
        """How many KIM groups had somebody there."""
        return len({one.registration.kim_id for one in self.everyone() if one.registration.kim_id})


def report(event: Event) -> Report:
    """Gather the report of an event; its sessions must be loaded. Two queries, whatever its size."""
    registrations = db.session.scalars(queries.registrations(event.id)).all()
    by_registration: dict[int, list[Attendance]] = defaultdict(list)
    for row in db.session.scalars(queries.attendances(event.id)):
        by_registration[row.registration_id].append(row)
    attendees = [_attendee(one, by_registration.get(one.id, [])) for one in registrations]
    counted = Counter(one.status for one in registrations)
    listed = [one for one in attendees if one.is_present or one.registration.status == RegistrationStatus.CONFIRMED]
    listed.sort(key=lambda one: sorting_key(one.name))
    return Report(
        event=event,
        attendees=tuple(listed),
        waiting=counted[RegistrationStatus.WAITING],
        pending=counted[RegistrationStatus.PENDING],
        cancelled=counted[RegistrationStatus.CANCELLED] + counted[RegistrationStatus.DECLINED],
        arrivals=arrivals([one for one in attendees if one.is_present]),
    )


def _attendee(registration: Registration, rows: Sequence[Attendance]) -> Attendee:
    if not rows:
        return Attendee(registration, None, None, None, None, "", 0)
    in_person = [row for row in rows if row.mode == Mode.IN_PERSON]
    first = (in_person or rows)[0]
    return Attendee(
        registration=registration,
        mode=first.mode,
        first_at=rows[0].first_at,
        last_at=max(row.last_at for row in rows),
        channel=first.channel,
        desk=first.first_desk,
        sessions=len({row.session_id for row in rows}),
    )


def arrivals(present: Sequence[Attendee]) -> Arrivals:
    """First arrivals in at most 24 spans of a round number of minutes; empty when nobody came."""
    moments = [one.first_at for one in present if one.first_at is not None]
    if not moments:
        return Arrivals((), WIDTHS[0], (), (), ())
    width = next(
        (w for w in WIDTHS if (max(moments) - min(moments)) / w < MOST_COLUMNS - 1),
        WIDTHS[-1],
    )
    start = _floor(min(moments), width)
    columns = min(MOST_COLUMNS, int((max(moments) - start) / width) + 1)
    counts = {kind: [0] * columns for kind in (*Mode, None)}
    for one in present:
        if one.first_at is not None and one.mode is not None:
            kind = None if one.registration.is_outside_quota else one.mode
            counts[kind][min(columns - 1, int((one.first_at - start) / width))] += 1
    return Arrivals(
        starts=tuple(start + n * width for n in range(columns)),
        width=width,
        in_person=tuple(counts[Mode.IN_PERSON]),
        online=tuple(counts[Mode.ONLINE]),
        outside_quota=tuple(counts[None]),
    )


def _floor(moment: datetime, width: timedelta) -> datetime:
    return moment - timedelta(seconds=moment.timestamp() % width.total_seconds())
