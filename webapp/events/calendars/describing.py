"""What a calendar's description of an event says: plain words, since calendars show marks of Markdown as they are."""

import html
import re

import nh3

from webapp.events import presenting
from webapp.events.kinds import role_label
from webapp.events.models import Event, EventStatus, Session
from webapp.web.formatting import long_date, time_range
from webapp.web.markdown import render_markdown
from webapp.web.saying import gettext as _

MAX_DESCRIPTION = 1_500
# One line of words: Markdown would give it back as it is, a thousand times as slowly.
_WORDS = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:()'\"/%?\u2013-])*")
_HALTED = {EventStatus.POSTPONED, EventStatus.CANCELLED}


def session_line(event: Event, session: Session) -> str:
    """The day and hours in words, with the other zones: an open end ("s.d. selesai") is said only here."""
    hours = time_range(session.dtstart, session.dtend, event.tzid)
    zones = " · ".join(presenting.other_zones(event, session))
    return f"{long_date(session.dtstart, event.tzid)}, {hours}" + (f" ({zones})" if zones else "") + "\n"


def description(event: Event, *, kind: str, url: str) -> str:
    parts = [f"{kind} · {event.organization.name}"]
    if event.status_reason and event.status in _HALTED:
        parts.append(_("Alasan: %(reason)s", reason=event.status_reason))
    parts += [_person(role.role, role.name, role.talk_title) for role in event.roles]
    if words := _plain(event.description):
        parts += ["", words, ""]
    parts.append(_("Keterangan dan pendaftaran: %(url)s", url=url))
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
