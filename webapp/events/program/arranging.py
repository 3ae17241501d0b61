"""The rundown and the contact persons of an event are set as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import delete

from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing
from webapp.events.models import Event, Mode, Session
from webapp.events.plans import MAX_LINE
from webapp.events.presenting import mode_of
from webapp.events.program.models import EARLIEST, LATEST, EventContact, RundownLine
from webapp.events.wall_clock import moment
from webapp.web.forms import has_control_characters

MOST_LINES = 120
MOST_CONTACTS = 6
DAY = 24 * 60


@dataclass(frozen=True, kw_only=True)
class PlannedLine:
    """`minutes` counts from the start of the session; what is before it has a minus."""

    session_id: int
    minutes: int
    title: str
    people: str = ""


@dataclass(frozen=True)
class PlannedContact:
    name: str
    phone: str = ""  # E.164


def minutes_into(session: Session, hour: time, tzid: str) -> int:
    """The distance from a session's start to the next time that its clock shows `hour`, up to three hours back.

    Raises Refused for an hour that the day does not have.
    """
    start = session.dtstart.astimezone(ZoneInfo(tzid))
    found = int((moment(start.date(), hour, tzid) - session.dtstart) / timedelta(minutes=1))
    return found if found >= EARLIEST else found + DAY


def arrange(event: Event, lines: Sequence[PlannedLine], *, at: datetime) -> None:
    """Make these the rundown, in the order of their hours. Raises Refused for what cannot be. Needs sessions loaded."""
    changing.hold(event)
    for problem in _problems(event, lines):
        raise Refused(problem)
    ids = [session.id for session in event.sessions]
    db.session.execute(delete(RundownLine).where(RundownLine.session_id.in_(ids)))
    ordered = sorted(lines, key=lambda line: line.minutes)
    db.session.add_all(RundownLine(position=number, **vars(line)) for number, line in enumerate(ordered))
    changing.note_visible_change(event, at=at)
    db.session.flush()


def name_contacts(event: Event, contacts: Sequence[PlannedContact], *, at: datetime) -> None:
    """Make these the contact persons; none means the organization's own. Raises Refused for too many or no name."""
    changing.hold(event)
    if len(contacts) > MOST_CONTACTS:
        raise Refused(_("Narahubung paling banyak %(most)d orang.", most=MOST_CONTACTS))
    if any(not one.name.strip() or _is_unfit(one.name) for one in contacts):
        raise Refused(_("Setiap narahubung perlu nama."))
    db.session.execute(delete(EventContact).where(EventContact.event_id == event.id))
    db.session.add_all(
        EventContact(event_id=event.id, position=number, name=one.name, phone=one.phone)
        for number, one in enumerate(contacts)
    )
    changing.note_visible_change(event, at=at)
    db.session.flush()


def usual(event: Event) -> list[PlannedLine]:
    """The usual order of an official activity, spread over its first session; a talk for each speaker.

    Minutes are habits; what is left between opening and questions is shared by the talks.
    """
    session = changing.standing(event)[0]
    length = int(((session.dtend or session.dtstart + timedelta(hours=3)) - session.dtstart) / timedelta(minutes=1))
    speakers = [role for role in event.roles if role.role in SPEAKING]
    by_role = {role.role: role.name for role in event.roles}
    talks: list[tuple[str, str]] = [(role.talk_title or _("Paparan"), role.name) for role in speakers]
    before, after = _opening(by_role), _closing(by_role)
    taken = sum(minutes for minutes, _title, _who in (*before, *after))
    each = max(5, (length - taken) // max(1, len(talks)))
    steps = [*before, *((each, title, who) for title, who in talks or [(_("Paparan"), "")]), *after]
    found, now = [], 0
    if mode_of(event) != Mode.ONLINE:
        found.append(PlannedLine(session_id=session.id, minutes=-30, title=_("Registrasi peserta")))
    for minutes, title, who in steps:
        found.append(PlannedLine(session_id=session.id, minutes=min(now, LATEST), title=title, people=who))
        now += minutes
    return found


SPEAKING = ("pembicara_kunci", "narasumber", "pemantik", "instruktur", "fasilitator")


def _opening(by_role: dict[str, str]) -> list[tuple[int, str, str]]:
    return [
        (5, _("Pembukaan"), by_role.get("mc", "")),
        (5, _("Menyanyikan Indonesia Raya"), by_role.get("dirigen", "")),
        (5, _("Doa"), by_role.get("pembaca_doa", "")),
        (10, _("Laporan ketua panitia"), by_role.get("ketua_panitia", "")),
        (15, _("Sambutan dan pembukaan resmi"), by_role.get("penanggung_jawab", "")),
        (5, _("Foto bersama"), ""),
    ]


def _closing(by_role: dict[str, str]) -> list[tuple[int, str, str]]:
    moderator = by_role.get("moderator", "")
    return [
        (30, _("Tanya jawab"), moderator),
        (10, _("Kesimpulan"), moderator),
        (5, _("Penutup"), by_role.get("mc", "")),
    ]


def _problems(event: Event, lines: Sequence[PlannedLine]) -> Iterator[str]:
    own = {session.id for session in changing.standing(event)}
    if len(lines) > MOST_LINES:
        yield _("Susunan acara paling banyak %(most)d baris.", most=MOST_LINES)
    if any(line.session_id not in own for line in lines):
        yield _("Salah satu sesi sudah dihapus atau dibatalkan. Mohon muat ulang halaman ini.")
    if any(not line.title.strip() for line in lines):
        yield _("Setiap baris susunan acara perlu isi.")
    if any(_is_unfit(text) for line in lines for text in (line.title, line.people)):
        yield _("Terlalu panjang, atau ada karakter yang tidak dapat dibaca.")
    if any(not EARLIEST <= line.minutes <= LATEST for line in lines):
        yield _("Jam pada susunan acara terlalu jauh dari sesinya.")


def _is_unfit(text: str) -> bool:
    return len(text) > MAX_LINE or "\n" in text or has_control_characters(text)
