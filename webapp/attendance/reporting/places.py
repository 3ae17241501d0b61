"""One registration with what came of it, as plain values: ten thousand of them are counted in a blink."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from webapp.attendance.models import Channel, RegistrationStatus
from webapp.attendance.reporting.axes import OUTSIDE, region_of
from webapp.events.models import Mode

CONFIRMED = RegistrationStatus.CONFIRMED.value


class Stated(NamedTuple):
    """What was registered and said, in the order of the query."""

    id: int
    name: str
    folded_name: str
    mode: str
    status: str
    is_outside_quota: bool
    is_released: bool
    is_walk_in: bool
    gender: str
    age_group: str
    occupation: str
    needs: str
    origin: str
    region_code: str | None
    kim_id: int | None
    group: str


class Presence(NamedTuple):
    """What came of it. `mode` is how the person really took part: who came both ways came in person."""

    mode: Mode
    first_at: datetime
    last_at: datetime
    channel: Channel
    desk: str
    sessions: tuple[int, ...]


class Place(NamedTuple):
    """Both together; `came` is None for who did not come."""

    stated: Stated
    came: Presence | None

    @property
    def is_registered(self) -> bool:
        """Had a confirmed place, also when it was let go because they did not come in time."""
        one = self.stated
        return one.status == CONFIRMED and (not one.is_outside_quota or one.is_released)


def _with_place(one: Place, mode: Mode | None = None) -> bool:
    return one.came is not None and not one.stated.is_outside_quota and mode in (None, one.came.mode)


# The lists behind the figures; every figure is the length of one of these.
LISTS: dict[str, Callable[[Place], bool]] = {
    "all": lambda one: one.came is not None or one.stated.status == CONFIRMED,
    "everyone": lambda one: one.came is not None,
    "present": _with_place,
    "in_person": lambda one: _with_place(one, Mode.IN_PERSON),
    "online": lambda one: _with_place(one, Mode.ONLINE),
    "outside_quota": lambda one: one.came is not None and one.stated.is_outside_quota,
    "registered": lambda one: one.is_registered,
    "kept": lambda one: one.is_registered and one.came is not None,
    "no_show": lambda one: one.is_registered and one.came is None,
    "absent": lambda one: one.came is None and one.stated.status == CONFIRMED,
    "walk_ins": lambda one: one.stated.is_walk_in and (one.came is not None or one.stated.status == CONFIRMED),
}

# What everybody who came is held against: the scan log, and the certificates.
HELD_AGAINST = ("scanned", "unscanned", "certified", "uncertified")


def kind_of(one: Place) -> tuple[object, ...]:
    """All that the lists ask of a place: places of one kind stand in the same lists."""
    stated = one.stated
    mode = one.came.mode if one.came else None
    return stated.status, stated.is_outside_quota, stated.is_released, stated.is_walk_in, mode


# What each axis reads of somebody who came.
READ: dict[str, Callable[[Place], str]] = {
    "mode": lambda one: OUTSIDE if one.stated.is_outside_quota else one.came.mode.value if one.came else "",
    "gender": lambda one: one.stated.gender,
    "age_group": lambda one: one.stated.age_group,
    "occupation": lambda one: one.stated.occupation,
    "needs": lambda one: one.stated.needs,
    "origin": lambda one: one.stated.origin,
    "region": lambda one: region_of(one.stated.region_code),
    "group": lambda one: one.stated.group,
}
