"""The values of an attendance report. Every total is the length of a list that can be shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import nsmallest

from sqlalchemy import Select

from webapp.attendance.models import Attendance, Channel, Registration
from webapp.attendance.reporting import queries
from webapp.attendance.reporting.places import ID, KIM, NAME, REGION, Row
from webapp.attendance.reporting.presences import Presence, told
from webapp.attendance.reporting.tallies import Tally
from webapp.database import db
from webapp.directory.regions import HOME_PROVINCE
from webapp.events.models import Event, Mode
from webapp.web.text import sorting_key


def in_order(rows: Sequence[Row], most: int | None = None) -> list[Row]:
    """The rows by bare names, the first `most` of them; of one name who registered first stands first."""
    if most is None or most > len(rows) // 8:  # a page near the end of the list costs no more than all of it
        return sorted(rows, key=_name)[:most]
    return nsmallest(most, rows, key=_name)


def _name(row: Row) -> tuple[str, str]:
    return sorting_key(row[NAME], row[NAME])


@dataclass(frozen=True)
class Attendee:
    """One registration with what came of it, as lists and files show it."""

    registration: Registration
    came: Presence | None

    @property
    def is_present(self) -> bool:
        return self.came is not None

    @property
    def mode(self) -> Mode | None:
        """How the person really took part, None when absent."""
        return self.came.mode if self.came else None

    @property
    def first_at(self) -> datetime | None:
        return self.came.first_at if self.came else None

    @property
    def last_at(self) -> datetime | None:
        return self.came.last_at if self.came else None

    @property
    def channel(self) -> Channel | None:
        return self.came.channel if self.came else None

    @property
    def desk(self) -> str:
        return self.came.desk if self.came else ""

    @property
    def sessions(self) -> int:
        """How many sessions were attended."""
        return len(self.came.sessions) if self.came else 0

    @property
    def name(self) -> str:
        return self.registration.person.name


@dataclass(frozen=True, kw_only=True)
class Report(Tally):
    """Everything that page, files and papers show of one event's attendance."""

    event: Event
    waiting: int
    pending: int
    cancelled: int

    @cached_property
    def attendees(self) -> tuple[Attendee, ...]:
        """Confirmed, or came all the same; in the order of bare names. Two more statements."""
        whole, details = queries.registrations_of(self.event.id), queries.details(self.event.id)
        return _with_all(in_order(self.chosen("all")), whole, details)

    def shown(self, rows: Sequence[Row], *, start: int, stop: int) -> tuple[Attendee, ...]:
        """These of the rows in the order of bare names, as `attendees`. Two statements."""
        listed = in_order(rows, stop)[start:]
        ids = [row[ID] for row in listed]
        details = queries.details(self.event.id).where(Attendance.registration_id.in_(ids))
        return _with_all(listed, queries.registrations(ids), details)

    def everyone(self) -> list[Attendee]:
        """Everybody who came, also outside the quota: the names on the daftar hadir."""
        return self._listed("everyone")

    def present(self, mode: Mode | None = None) -> list[Attendee]:
        """Who came with a place: in all, or in one mode. A person who came both ways came in person."""
        return self._listed(mode.value if mode else "present")

    def outside_quota(self) -> list[Attendee]:
        """Who came and found no place left: admitted and counted apart."""
        return self._listed("outside_quota")

    def registered(self, mode: Mode | None = None) -> list[Attendee]:
        """Who had a confirmed place, also when it was let go because they did not come in time."""
        return [one for one in self._listed("registered") if mode in (None, one.registration.mode)]

    def absent(self) -> list[Attendee]:
        return self._listed("absent")

    def walk_ins(self) -> list[Attendee]:
        return self._listed("walk_ins")

    def _listed(self, show: str) -> list[Attendee]:
        ids = {row[ID] for row in self.chosen(show)}
        return [one for one in self.attendees if one.registration.id in ids]

    @property
    def regencies(self) -> int:
        """How many kabupaten/kota of the home province somebody came from."""
        codes = {row[REGION] for row in self.came}
        return len({code[:5] for code in codes if code and code.startswith(HOME_PROVINCE)})

    @property
    def groups(self) -> int:
        """How many KIM groups had somebody there."""
        return len({row[KIM] for row in self.came} - {None})


def _with_all(rows: Sequence[Row], whole: Select[Registration], details: Select[Attendance]) -> tuple[Attendee, ...]:
    """The rows with what belongs to them, in the same order."""
    came: dict[int, list[Attendance]] = defaultdict(list)
    for one in db.session.scalars(details):
        came[one.registration_id].append(one)
    by_id = {one.id: one for one in db.session.scalars(whole)}
    return tuple(Attendee(by_id[row[ID]], told(came[row[ID]]) if row[ID] in came else None) for row in rows)
