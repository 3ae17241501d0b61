"""The lines of a recap: one activity, one kabupaten/kota, one KIM."""

from dataclasses import dataclass

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
    men: int
    women: int
    kims: int
    regencies: int

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
    kims_came: int

    @property
    def unstated(self) -> int:
        return self.came - self.men - self.women


@dataclass(frozen=True)
class KimLine:
    """One KIM that came: how often, and how many different people."""

    id: int
    name: str
    region_code: str
    events: int
    came: int
    persons: int
