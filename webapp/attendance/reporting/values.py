"""The values of an attendance report. Every total is the length of a list that can be shown."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from webapp.attendance.models import Channel, Registration
from webapp.attendance.reporting import queries
from webapp.attendance.reporting.arriving import Arrivals, arrivals
from webapp.attendance.reporting.axes import Axis
from webapp.attendance.reporting.places import HELD_AGAINST, LISTS, READ, Place, kind_of
from webapp.database import db
from webapp.directory.regions import HOME_PROVINCE
from webapp.events.models import Event, Mode
from webapp.web.text import sorting_key


@dataclass(frozen=True)
class Attendee:
    """One registration with what came of it, as lists and files show it."""

    registration: Registration
    place: Place

    @property
    def is_present(self) -> bool:
        return self.place.came is not None

    @property
    def mode(self) -> Mode | None:
        """How the person really took part, None when absent."""
        return self.place.came.mode if self.place.came else None

    @property
    def first_at(self) -> datetime | None:
        return self.place.came.first_at if self.place.came else None

    @property
    def last_at(self) -> datetime | None:
        return self.place.came.last_at if self.place.came else None

    @property
    def channel(self) -> Channel | None:
        return self.place.came.channel if self.place.came else None

    @property
    def desk(self) -> str:
        return self.place.came.desk if self.place.came else ""

    @property
    def sessions(self) -> int:
        """How many sessions were attended."""
        return len(self.place.came.sessions) if self.place.came else 0

    @property
    def name(self) -> str:
        return self.registration.person.name


@dataclass(frozen=True)
class Report:
    """Everything that page, files and papers show of one event's attendance."""

    event: Event
    places: tuple[Place, ...]  # every registration, also who waits or cancelled
    scanned: frozenset[int]  # registrations that the scan log admitted
    certified: frozenset[int]  # registrations whose certificate stands
    waiting: int
    pending: int
    cancelled: int

    def chosen(self, show: str) -> list[Place]:
        """The places behind a figure, in no order."""
        if show in HELD_AGAINST:
            known = self.scanned if show.endswith("scanned") else self.certified
            return [one for one in self.came if (one.stated.id in known) is not show.startswith("un")]
        return [one for one in self.places if LISTS[show](one)]

    @cached_property
    def came(self) -> list[Place]:
        """Everybody who came."""
        return self.chosen("everyone")

    @cached_property
    def counts(self) -> Counter[str]:
        """How long each list is: asked once of each kind of place, since ten thousand are of a few kinds."""
        kinds, found = Counter(map(kind_of, self.places)), Counter[str]()
        one_of = {kind_of(one): one for one in self.places}
        for show, belongs in LISTS.items():
            found[show] = sum(n for kind, n in kinds.items() if belongs(one_of[kind]))
        return found + Counter({show: len(self.chosen(show)) for show in HELD_AGAINST})

    @cached_property
    def arrivals(self) -> Arrivals:
        return arrivals(self.came)

    def by(self, axis: Axis) -> list[tuple[str, int]]:
        """Everybody who came by one axis, in its order, "" (not stated) last; the rows add up to everybody."""
        found = Counter(map(READ[axis.key], self.came))
        return [(value, found[value]) for value in (*axis.order, *sorted(set(found) - set(axis.order)))]

    def behind(self, key: str, value: str) -> list[Place]:
        """Who came and stands in one row of an axis."""
        return [one for one in self.came if READ[key](one) == value]

    @cached_property
    def attendees(self) -> tuple[Attendee, ...]:
        """Confirmed, or came all the same; in the order of bare names. One more statement."""
        rows = {one.id: one for one in db.session.scalars(queries.registrations_of(self.event.id))}
        found = [Attendee(rows[one.stated.id], one) for one in self.chosen("all")]
        return tuple(sorted(found, key=lambda one: sorting_key(one.name, one.place.stated.folded_name)))

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
        return [one for one in self.attendees if LISTS[show](one.place)]

    @property
    def regencies(self) -> int:
        """How many kabupaten/kota of the home province somebody came from."""
        codes = {one.stated.region_code for one in self.came}
        return len({code[:5] for code in codes if code and code.startswith(HOME_PROVINCE)})

    @property
    def groups(self) -> int:
        """How many KIM groups had somebody there."""
        return len({one.stated.kim_id for one in self.came} - {None})
