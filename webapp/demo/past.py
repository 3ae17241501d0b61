"""What the sample office did in the months before: finished activities, so that recaps have something to tell."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from webapp.attendance.models import Person, Registration
from webapp.attendance.narrating.models import Part
from webapp.database import db
from webapp.demo import opinions, stories
from webapp.demo.activities import ZONE
from webapp.demo.people import Origin, Somebody, invent
from webapp.directory.models import Organization
from webapp.events import publishing, scheduling
from webapp.events.models import Event, Mode
from webapp.events.plans import Plan, PlannedSession

NOTICE = timedelta(days=21)
POOL, SEED = 120, 4_217
# How many of those who registered came, luring and daring.
CAME = {Mode.IN_PERSON: 0.87, Mode.ONLINE: 0.71}


class Held(NamedTuple):
    """One finished activity: how many days ago, what, where, and how many registered in the hall and online."""

    days: int
    kind: str
    summary: str
    venue: str
    region: str
    in_person: int
    online: int


HELD = (
    Held(297, "webinar", "Literasi Digital untuk Pengurus KIM", "Aula Contoh, Palangka Raya", "62.71", 34, 52),
    Held(248, "sarasehan", "Radio Komunitas di Tepian Sungai", "Balai Desa Contoh", "62.04", 41, 0),
    Held(191, "diskusi", "Diskusi Menangkal Kabar Bohong Jelang Panen", "", "62.02", 0, 63),
    Held(143, "workshop", "Workshop Foto Jurnalistik dengan Ponsel", "Gedung Contoh, Sampit", "62.02", 28, 19),
    Held(88, "temu_wicara", "Temu Wicara Pelayanan Publik Kecamatan", "Aula Kecamatan Contoh", "62.03", 47, 30),
    Held(40, "lokakarya", "Lokakarya Menyusun Profil KIM", "Balai Latihan Contoh", "62.05", 33, 24),
)

# What the committee wrote after yesterday's workshop.
WRITTEN = {
    Part.BACKGROUND: "Warga memerlukan kabar yang benar tentang desanya sendiri, dan KIM dapat menuliskannya.",
    Part.AIMS: "Peserta mampu menulis berita singkat dari ponsel dan memeriksa sumbernya.",
    Part.PROCEEDINGS: "Paparan satu jam, praktik berkelompok, lalu pembahasan tulisan peserta.",
    Part.RESULTS: "Setiap kelompok menghasilkan satu berita warga yang siap dimuat.",
    Part.OBSTACLES: "Sinyal di dua desa terputus selama setengah jam.",
    Part.CONCLUSIONS: "Menulis dari ponsel dapat dikuasai dalam satu hari bila langsung dipraktikkan.",
    Part.FOLLOW_UP: "Pendampingan daring setiap dua minggu.\nKumpulan berita warga terbit pada akhir triwulan.",
}


def tell(office: Organization, groups: dict[str, Organization], origins: Sequence[Origin], *, at: datetime) -> None:
    """Let all of it happen, in the order of time; many people come more than once."""
    pool = list(invent(POOL, origins=origins, seed=SEED))
    known: dict[int, Person] = {}
    for n, held in enumerate(HELD):
        event = scheduling.schedule(office, plan=_plan(held, at), at=_start(held, at) - NOTICE, is_sample=True)
        publishing.publish(event, at=_start(held, at) - NOTICE)
        places = [(17 * n + m) % POOL for m in range(held.in_person + held.online)]
        made = _attended(stories.Crowd(event, groups, seed=event.id), [pool[place] for place in places], held)
        for place, registration in zip(places, made, strict=True):
            _same(known, place, registration)


def _same(known: dict[int, Person], place: int, registration: Registration) -> None:
    """Who came before is the same person again: invented people have no contact to be known by."""
    person = registration.person
    before = known.setdefault(place, person)
    if before is not person:
        registration.person = before
        db.session.flush()
        db.session.delete(person)


def _attended(crowd: stories.Crowd, people: list[Somebody], held: Held) -> list[Registration]:
    event = crowd.event
    first, last = event.dtstart - timedelta(days=15), event.dtstart - timedelta(hours=6)
    here = crowd.register(people[: held.in_person], Mode.IN_PERSON, first=first, last=last)
    there = crowd.register(people[held.in_person :], Mode.ONLINE, first=first, last=last)
    deeds = crowd.arrivals(here[: round(CAME[Mode.IN_PERSON] * len(here))], until=_end(event))
    deeds += crowd.joins(there[: round(CAME[Mode.ONLINE] * len(there))], until=_end(event))
    stories.play(deeds)
    opinions.give(event, here[: round(CAME[Mode.IN_PERSON] * len(here))])
    return [*here, *there]


def _end(event: Event) -> datetime:
    return event.dtend or event.dtstart + timedelta(hours=3)


def _start(held: Held, at: datetime) -> datetime:
    zone = ZoneInfo(ZONE)
    day: date = at.astimezone(zone).date() - timedelta(days=held.days)
    return datetime.combine(day - timedelta(days=(day.weekday() - 2) % 7), time(9), zone)  # a Wednesday


def _plan(held: Held, at: datetime) -> Plan:
    start = _start(held, at)
    seats = {Mode.IN_PERSON: held.in_person and 50, Mode.ONLINE: held.online and 100}
    return Plan(
        kind=held.kind,
        summary=held.summary,
        tzid=ZONE,
        venue=held.venue,
        region_code=held.region,
        sessions=(PlannedSession(dtstart=start, dtend=start + timedelta(hours=3)),),
        seats={mode: places for mode, places in seats.items() if places},
        lesson_hours=3 if held.kind in {"workshop", "lokakarya"} else 0,
    )
