"""The lines of a recap: one activity, one kabupaten/kota, one KIM."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from webapp.attendance.reporting.axes import region_of
from webapp.events.models import Event


@dataclass(frozen=True)
class EventLine:
    """One activity with its counts; those outside the quota stand apart, as in its own report."""

    event: Event
    capacity: int
    registered: int
    in_person: int
    online: int
    outside: int
    no_show: int
    men: int
    women: int
    kims: int
    regencies: int
    certificates: int

    @property
    def came(self) -> int:
        return self.in_person + self.online + self.outside

    @property
    def unstated(self) -> int:
        return self.came - self.men - self.women


@dataclass(frozen=True)
class RegionLine:
    """One kabupaten/kota: what was held there, and who came from there."""

    code: str
    name: str
    events: int
    men: int
    women: int
    came: int
    persons: int
    kims_known: int
    kims_decree: int
    kims_active: int
    kims_came: int
    districts: int  # kecamatan that somebody came from, as far as it is known: by KIM, or by their own answer
    all_districts: int
    villages: int
    all_villages: int

    @property
    def unstated(self) -> int:
        return self.came - self.men - self.women


class Kim(NamedTuple):
    """A KIM of the directory, as the query gives it; without a profile five of these are None."""

    id: int
    name: str
    region_code: str | None
    district_code: str | None
    village_code: str | None
    decree_number: str | None
    decree_date: date | None
    is_active: bool | None
    stands: bool  # not dissolved: one that is, may still have come before

    @property
    def region(self) -> str:
        return region_of(self.region_code)


@dataclass(frozen=True)
class KimLine:
    """One KIM that came: how often, and how many different people."""

    id: int
    name: str
    region_code: str
    events: int
    came: int
    persons: int
