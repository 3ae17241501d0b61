"""From an event's rows to what a calendar says of each session. Words in the installation's language."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import nh3
from flask_babel import gettext as _

from webapp.events import presenting
from webapp.events.kinds import kind_label, role_label
from webapp.events.models import Event, EventStatus, Mode, Session
from webapp.web.formatting import long_date, time_range
from webapp.web.markdown import render_markdown
from webapp.web.pages import public_url
from webapp.web.weave import calendar_color

MAX_DESCRIPTION = 1_500
# "s.d. selesai" in a calendar: most activities last about as long. The description says that the end is open.
OPEN_END = timedelta(hours=3)
# One line of words: Markdown would give it back as it is, a thousand times as slowly.
_WORDS = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:()'\"/%?\u2013-])*")


@dataclass(frozen=True)
class Entry:
    """Everything one VEVENT says, so that its text is a function of this alone. `stamp` is the last revision."""

    uid: str
    sequence: int
    stamp: datetime
    dtstart: datetime
    dtend: datetime
    tzid: str
    status: str
    summary: str
    description: str
    location: str
    url: str
    color: str
    categories: tuple[str, ...]
    conferences: tuple["Conference", ...] = ()


@dataclass(frozen=True)
class Conference:
    """A link to join (RFC 7986, 5.11): only in the calendar of the person whose link it is."""

    url: str
    label: str


STATUSES = {EventStatus.POSTPONED: "TENTATIVE", EventStatus.CANCELLED: "CANCELLED"}


def entries_of(event: Event) -> Iterator[Entry]:
    """One entry per session, cancelled ones too. Needs what `queries.PAGE` loads."""
    description = _description(event)
    for number, session in enumerate(event.sessions, 1):
        status = "CANCELLED" if session.cancelled_at else STATUSES.get(event.status, "CONFIRMED")
        yield Entry(
            uid=session.uid,
            sequence=session.sequence,
            stamp=max(session.revised_at, event.revised_at).replace(microsecond=0),
            dtstart=session.dtstart,
            dtend=session.dtend or session.dtstart + OPEN_END,
            tzid=event.tzid,
            status=status,
            summary=_summary(event, session, number, status),
            description=_session_line(event, session) + description,
            location=_location(event),
            url=public_url("events.show", slug=event.slug),
            color=calendar_color(event.kind),
            categories=_categories(event),
        )


def _summary(event: Event, session: Session, number: int, status: str) -> str:
    """Outlook and Etar show a cancelled event like any other, so the title says it too."""
    mark = {"CANCELLED": _("[BATAL]"), "TENTATIVE": _("[DITUNDA]")}.get(status, "")
    return f"{mark} {title_of(event, session, number)}".strip()


def title_of(event: Event, session: Session, number: int) -> str:
    """The title with the session's own, or its number where there are several."""
    part = session.title
    if not part and len(event.sessions) > 1:
        part = _("sesi %(number)d dari %(count)d", number=number, count=len(event.sessions))
    return f"{event.summary}: {part}" if part else event.summary


def _session_line(event: Event, session: Session) -> str:
    """The day and hours in words, with the other zones: an open end ("s.d. selesai") is said only here."""
    hours = time_range(session.dtstart, session.dtend, event.tzid)
    zones = " · ".join(presenting.other_zones(event, session))
    return f"{long_date(session.dtstart, event.tzid)}, {hours}" + (f" ({zones})" if zones else "") + "\n"


def _description(event: Event) -> str:
    parts = [f"{kind_label(event.kind)} · {event.organization.name}"]
    if event.status_reason and event.status in STATUSES:
        parts.append(_("Alasan: %(reason)s", reason=event.status_reason))
    parts += [_person(role.role, role.name, role.talk_title) for role in event.roles]
    if words := _plain(event.description):
        parts += ["", words, ""]
    parts.append(_("Keterangan dan pendaftaran: %(url)s", url=public_url("events.show", slug=event.slug)))
    if event.is_sample:
        parts.append(_("Data contoh: kegiatan ini tidak nyata."))
    return "\n".join(parts)


def _person(role: str, name: str, talk: str) -> str:
    return f"{role_label(role)}: {name}" + (f" – {talk}" if talk else "")


def _plain(markdown: str) -> str:
    """The description as plain text, since calendars show marks of Markdown as they are."""
    if not markdown:
        return ""
    if _WORDS.fullmatch(markdown):
        text = markdown.strip()
    else:
        text = html.unescape(nh3.clean(str(render_markdown(markdown)), tags=set())).strip()
    return text if len(text) <= MAX_DESCRIPTION else text[:MAX_DESCRIPTION].rstrip() + "…"


def _location(event: Event) -> str:
    mode = presenting.mode_of(event)
    place = presenting.place_of(event)
    return _("%(place)s & daring", place=place) if mode not in set(Mode) else place


def _categories(event: Event) -> tuple[str, ...]:
    names = (kind_label(event.kind), event.topic, _("Contoh") if event.is_sample else "")
    return tuple(name for name in names if name)
