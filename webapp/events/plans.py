"""What an organizer wants an event to be: the one typed command of scheduling, and the rules it must keep."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _

from webapp.database import db
from webapp.directory.models import Region
from webapp.errors import Refused
from webapp.events.kinds import KINDS, ROLES
from webapp.events.models import Event, Mode, Visibility
from webapp.events.wall_clock import YEARS, is_zone
from webapp.web.addresses import is_web_address
from webapp.web.forms import has_control_characters

MAX_CAPACITY = 100_000
MAX_LESSON_HOURS = 1_000
MAX_SESSIONS = 60
MAX_ROLES = 100
MAX_DESCRIPTION = 20_000
MAX_LINE = 300


@dataclass(frozen=True, kw_only=True)
class PlannedSession:
    """A session; `id` is that of a standing one, which keeps its uid. An open end means "s.d. selesai"."""

    dtstart: datetime
    dtend: datetime | None = None
    title: str = ""
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedRole:
    role: str
    name: str
    affiliation: str = ""
    talk_title: str = ""
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything an organizer decides about an event. A mode without seats is not offered."""

    kind: str
    summary: str
    sessions: tuple[PlannedSession, ...]
    seats: Mapping[Mode, int]
    tzid: str = "Asia/Jakarta"
    kind_name: str = ""
    description: str = ""
    topic: str = ""
    venue: str = ""
    region_code: str | None = None
    conference_url: str = ""
    conference_passcode: str = ""
    stream_url: str = ""
    roles: tuple[PlannedRole, ...] = field(default=())
    registration_opens_at: datetime | None = None
    registration_closes_at: datetime | None = None
    requires_approval: bool = False
    visibility: Visibility = Visibility.PUBLIC
    lesson_hours: int = 0


def plan_of(event: Event) -> Plan:
    """The plan that an event stands for now; needs sessions, seats and roles loaded."""
    return Plan(
        **{name: getattr(event, name) for name in FACTS},
        sessions=tuple(
            PlannedSession(id=one.id, dtstart=one.dtstart, dtend=one.dtend, title=one.title)
            for one in event.sessions
            if one.cancelled_at is None
        ),
        seats={row.mode: row.capacity for row in event.seats},
        roles=tuple(
            PlannedRole(id=one.id, role=one.role, name=one.name, affiliation=one.affiliation, talk_title=one.talk_title)
            for one in event.roles
        ),
    )


# Columns of the event itself that a plan decides.
FACTS = (
    "kind", "kind_name", "summary", "description", "topic", "tzid", "venue", "region_code", "conference_url",
    "conference_passcode", "stream_url", "registration_opens_at", "registration_closes_at", "requires_approval",
    "visibility", "lesson_hours",
)  # fmt: skip


def refuse_unless_sound(plan: Plan) -> None:
    """Raise Refused with the first thing that cannot be."""
    for problem in _problems(plan):
        raise Refused(problem)


def _problems(plan: Plan) -> Iterator[str]:
    yield from _problems_of_words(plan)
    yield from _problems_of_time(plan)
    yield from _problems_of_place(plan)
    if not 0 <= plan.lesson_hours <= MAX_LESSON_HOURS:
        yield _("Jam pelajaran harus antara 0 dan %(most)d.", most=MAX_LESSON_HOURS)


def _problems_of_words(plan: Plan) -> Iterator[str]:
    people = [text for role in plan.roles for text in (role.name, role.affiliation, role.talk_title)]
    lines = [
        plan.summary,
        plan.kind_name,
        plan.topic,
        plan.venue,
        plan.conference_passcode,
        *people,
        *(s.title for s in plan.sessions),
    ]
    if plan.kind not in KINDS:
        yield _("Jenis kegiatan ini tidak dikenal.")
    if not plan.summary.strip():
        yield _("Kegiatan ini belum memiliki judul.")
    if any(has_control_characters(line) or "\n" in line for line in lines) or has_control_characters(plan.description):
        yield _("Ada karakter yang tidak dapat dibaca. Mohon ketik ulang tanpa menyalin dari berkas.")
    if any(len(line) > MAX_LINE for line in lines):
        yield _("Terlalu panjang: paling banyak %(n)d karakter.", n=MAX_LINE)
    if len(plan.description) > MAX_DESCRIPTION:
        yield _("Terlalu panjang: paling banyak %(n)d karakter.", n=MAX_DESCRIPTION)
    if len(plan.roles) > MAX_ROLES or len(plan.sessions) > MAX_SESSIONS:
        yield _("Terlalu banyak sesi atau pengisi acara untuk satu kegiatan.")
    if any(role.role not in ROLES or not role.name.strip() for role in plan.roles):
        yield _("Setiap pengisi acara perlu nama dan peran.")


def _problems_of_time(plan: Plan) -> Iterator[str]:
    if not is_zone(plan.tzid):
        yield _("Zona waktu %(name)s tidak dikenal.", name=plan.tzid[:60])
    if not plan.sessions:
        yield _("Kegiatan perlu sedikitnya satu sesi.")
    if any(s.dtstart.year not in YEARS or (s.dtend and s.dtend.year not in YEARS) for s in plan.sessions):
        yield _("Tanggal sesi di luar jangkauan kalender ini.")
    if any(s.dtend is not None and s.dtend <= s.dtstart for s in plan.sessions):
        yield _("Sesi harus berakhir sesudah dimulai.")
    opens, closes = plan.registration_opens_at, plan.registration_closes_at
    if opens and closes and closes <= opens:
        yield _("Pendaftaran harus ditutup sesudah dibuka.")


def _problems_of_place(plan: Plan) -> Iterator[str]:
    if not plan.seats:
        yield _("Pilih sedikitnya satu cara ikut: luring atau daring.")
    if Mode.IN_PERSON in plan.seats and not plan.venue.strip():
        yield _("Kegiatan luring perlu nama tempat.")
    if any(not 0 <= capacity <= MAX_CAPACITY for capacity in plan.seats.values()):
        yield _("Jumlah tempat harus antara 0 dan %(most)s.", most="100.000")
    if any(url and not is_web_address(url) for url in (plan.conference_url, plan.stream_url)):
        yield _("Tautan harus berawalan https:// atau http://.")
    if plan.region_code is not None and db.session.get(Region, plan.region_code) is None:
        yield _("Wilayah ini tidak dikenal.")
