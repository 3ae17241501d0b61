"""Who was registered, as plain columns, and the lists and axes by which rows are counted without an object for each."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from webapp.attendance.models import RegistrationStatus
from webapp.attendance.reporting.axes import OUTSIDE, region_of
from webapp.events.models import Mode

CONFIRMED = RegistrationStatus.CONFIRMED.value
Row = Sequence[Any]
# The columns of queries.places.
ID, NAME, STATUS, IS_OUTSIDE, IS_RELEASED, IS_WALK_IN = range(6)
GENDER, AGE, OCCUPATION, NEEDS, REGION, KIM, AFFILIATION = range(6, 13)


class Kind(NamedTuple):
    """All that the lists ask of a registration; `came` is how the person took part, None for who did not come."""

    status: str
    is_outside_quota: bool
    is_released: bool
    is_walk_in: bool
    came: str | None

    @property
    def is_registered(self) -> bool:
        """Had a confirmed place, also when it was let go because they did not come in time."""
        return self.status == CONFIRMED and (not self.is_outside_quota or self.is_released)

    @property
    def took_part(self) -> str:
        """The row of the axis of modes."""
        return OUTSIDE if self.is_outside_quota else self.came or ""


def _with_place(one: Kind, mode: Mode | None = None) -> bool:
    return one.came is not None and not one.is_outside_quota and mode in (None, one.came)


# The lists behind the figures; every figure is the length of one of these.
LISTS: dict[str, Callable[[Kind], bool]] = {
    "all": lambda one: one.came is not None or one.status == CONFIRMED,
    "everyone": lambda one: one.came is not None,
    "present": _with_place,
    "in_person": lambda one: _with_place(one, Mode.IN_PERSON),
    "online": lambda one: _with_place(one, Mode.ONLINE),
    "outside_quota": lambda one: one.came is not None and one.is_outside_quota,
    "registered": lambda one: one.is_registered,
    "kept": lambda one: one.is_registered and one.came is not None,
    "no_show": lambda one: one.is_registered and one.came is None,
    "absent": lambda one: one.came is None and one.status == CONFIRMED,
    "walk_ins": lambda one: one.is_walk_in and (one.came is not None or one.status == CONFIRMED),
}

# What everybody who came is held against: the scan log, and the certificates.
HELD_AGAINST = ("scanned", "unscanned", "certified", "uncertified")

# What each axis reads of a row, and what it makes of that; the mode is told by the kind, the groups have names.
READ: dict[str, tuple[Callable[[Row], Any], Callable[[Any], str]]] = {
    "gender": (itemgetter(GENDER), str),
    "age_group": (itemgetter(AGE), str),
    "occupation": (itemgetter(OCCUPATION), str),
    "needs": (itemgetter(NEEDS), lambda has_any: "yes" if has_any else ""),
    "origin": (itemgetter(KIM, AFFILIATION), lambda pair: "kim" if pair[0] else "other" if pair[1] else ""),
    "region": (itemgetter(REGION), region_of),
}
AXES = frozenset({"mode", "group", *READ})
