"""What people read of an event: where, how, when, how many seats. Words in the language of the moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from flask import url_for

from webapp.directory.regions import folded
from webapp.events.kinds import named
from webapp.events.models import Event, EventStatus, Mode, Session, Visibility
from webapp.events.publicity import showing
from webapp.events.timing import Phase, RegistrationState, phase, registration_state
from webapp.web.formatting import clock_time, local, time_range
from webapp.web.saying import gettext as _

MAP = "https://www.openstreetmap.org/search?"
POINT = "https://www.openstreetmap.org/?mlat={0.latitude:.6f}&mlon={0.longitude:.6f}#map=17/{0.latitude:.6f}/{0.longitude:.6f}"
EVERY_WAY = frozenset(Mode)
INDONESIAN_ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
_SAME_CLOCK = {"Asia/Pontianak": "Asia/Jakarta"}


@dataclass(frozen=True)
class Card:
    """An event as a row or card of a list; the fields are those of the templates' `event_row`."""

    title: str
    href: str
    seed: str
    kind: str
    kind_name: str
    start: date
    end: date | None
    time: str
    place: str
    mode: str
    phase: str
    seats: str


def card(event: Event, *, at: datetime) -> Card:
    """Needs organization, region and seats loaded."""
    name = named(event)
    return Card(
        title=event.summary,
        href=url_for("events.show", slug=event.slug),
        seed=event.slug,
        kind=event.kind,
        kind_name=_("%(kind)s · contoh", kind=name) if event.is_sample else name,
        start=first_day(event),
        end=last_day(event),
        time=time_range(event.dtstart, event.dtend, event.tzid),
        place=place_of(event),
        mode=mode_of(event),
        phase=shown_phase(event, at=at),
        seats=seats_words(event, at=at),
    )


def first_day(event: Event) -> date:
    return local(event.dtstart, event.tzid).date()


def last_day(event: Event) -> date | None:
    """The last day of an event of several days, else None; midnight belongs to the evening before."""
    if event.dtend is None:
        return None
    day = local(event.dtend - timedelta(seconds=1), event.tzid).date()
    return day if day > first_day(event) else None


def mode_of(event: Event) -> str:
    """in_person, online or hybrid, by the modes that have seats; with a venue alone, in_person."""
    modes = {seats.mode for seats in event.seats}
    if modes == EVERY_WAY:
        return "hybrid"
    return Mode.ONLINE if Mode.ONLINE in modes else Mode.IN_PERSON


def place_of(event: Event) -> str:
    """The venue with its region where the venue does not name it; "Daring" where there is none."""
    if mode_of(event) == Mode.ONLINE:
        return _("Daring")
    return ", ".join(part for part in (event.venue, region_beside(event)) if part)


def region_beside(event: Event) -> str:
    """The region's name unless the venue already says it: "Aula …, Palangka Raya" needs no "Kota Palangka Raya"."""
    if event.region is None:
        return ""
    name: str = event.region.name
    bare = folded(name.removeprefix("Kabupaten ").removeprefix("Kota "))
    return "" if bare in folded(event.venue) else name


def map_url(event: Event) -> str:
    """The venue's point on OpenStreetMap, or a search for it; empty without a venue."""
    if not event.venue or mode_of(event) == Mode.ONLINE:
        return ""
    if point := showing.point_of(event):
        return POINT.format(point)
    region = event.region.name if event.region else ""
    return MAP + urlencode({"query": ", ".join(part for part in (event.venue, region) if part)})


def other_zones(event: Event, session: Session | None = None) -> list[str]:
    """The same hours in the other Indonesian zones: two for an online event, the neighbour's for a hybrid one."""
    told = session or event
    own = _SAME_CLOCK.get(event.tzid, event.tzid)
    mode = mode_of(event)
    if mode == Mode.IN_PERSON or own not in INDONESIAN_ZONES:
        return []
    others = [tzid for tzid in INDONESIAN_ZONES if tzid != own]
    if mode == "hybrid":
        others = others[:1]
    return [_hours(told.dtstart, told.dtend, tzid) for tzid in others]


def _hours(dtstart: datetime, dtend: datetime | None, tzid: str) -> str:
    if dtend is None:
        return clock_time(dtstart, tzid)
    return f"{clock_time(dtstart, tzid, with_zone=False)}–{clock_time(dtend, tzid)}"


def shown_phase(event: Event, *, at: datetime) -> str:
    """What the clock and the stored status say together, as the status chip names it."""
    if event.status in {EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.POSTPONED}:
        return str(event.status)
    now = phase(event, at=at)
    if event.status == EventStatus.ARCHIVED or now is Phase.DONE:
        return "done"
    if now is Phase.RUNNING:
        return "running"
    if event.visibility is Visibility.CONFIDENTIAL:
        return "published"  # there is no page on which somebody could register
    return {RegistrationState.OPEN: "open", RegistrationState.CLOSED: "closed"}.get(
        registration_state(event, at=at), "published"
    )


def seats_words(event: Event, *, at: datetime) -> str:
    """ "Sisa 12 tempat luring", "Luring penuh, daring tersedia" or "Penuh · 4 menunggu"; nothing when closed."""
    if registration_state(event, at=at) is not RegistrationState.OPEN or not event.seats:
        return ""
    free = {seats.mode: max(0, seats.free) for seats in event.seats}
    if not any(free.values()):
        waiting = sum(seats.waiting for seats in event.seats)
        return _("Penuh · %(count)d menunggu", count=waiting) if waiting else _("Penuh")
    if free.get(Mode.IN_PERSON):
        return _("Sisa %(count)d tempat luring", count=free[Mode.IN_PERSON])
    if Mode.IN_PERSON in free:
        return _("Luring penuh, daring tersedia")
    return _("Sisa %(count)d tempat daring", count=free[Mode.ONLINE])
