"""Everything the page of one event shows, made from its rows before the template begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _
from markupsafe import Markup

from webapp.events import presenting
from webapp.events.announcing import Announcement, announcements
from webapp.events.entrances import Entrance, entrance
from webapp.events.kinds import named, role_label
from webapp.events.models import Event, EventRevision, Mode, Session, Visibility
from webapp.events.program.showing import Handout, Program, handouts, program
from webapp.events.publicity import showing
from webapp.events.publicity.showing import Poster
from webapp.events.structuring import structured
from webapp.events.timing import Phase, phase
from webapp.web.formatting import date_range, local, phone_number, time_range

# Who speaks stands with name and talk; the others serve and are named in one list below.
SERVING = frozenset(
    {"penanggung_jawab", "penyelenggara", "ketua_panitia", "panitia", "pembaca_doa", "dirigen", "notulis", "operator"}
)
PROVIDERS = {"zoom.us": "Zoom", "meet.google.com": "Google Meet", "teams.microsoft.com": "Microsoft Teams"}


@dataclass(frozen=True)
class SeatLine:
    """One thin bar of the seat meter."""

    mode: str
    left: int
    capacity: int
    waiting: int


@dataclass(frozen=True)
class EventPage:
    """One event as its page tells it. Lists are in the shape of the templates' macros."""

    event: Event
    card: presenting.Card
    entrance: Entrance
    announcements: list[Announcement]
    dates: str
    facts: list[tuple[str, str, str, str]]
    seats: list[SeatLine]
    speakers: list[tuple[str, str, str, str, list[Handout]]]
    serving: list[tuple[str, str]]
    timeline: list[tuple[str, str, str]]
    program: Program
    contact: str
    contact_url: str
    share_text: str
    poster: Poster | None
    card_url: str  # absolute: what messengers show beside the link
    structured: dict[str, Any]  # JSON-LD
    is_preview: bool


def event_page(
    event: Event, *, at: datetime, revisions: Iterable[EventRevision] = (), is_preview: bool = False
) -> EventPage:
    """Needs what `queries.PAGE` loads, asks for the program itself; `revisions` newest first."""
    card = presenting.card(event, at=at)
    door = entrance(event, at=at)
    is_over = phase(event, at=at) is Phase.DONE
    shown = program(event)
    handed_out = handouts(event, shown, is_preview=is_preview)
    return EventPage(
        event=event,
        card=card,
        entrance=door,
        announcements=announcements(event, revisions, is_over=is_over),
        dates=date_range(event.dtstart, event.dtend, event.tzid),
        facts=_facts(event, card, is_over=is_over),
        seats=[SeatLine(s.mode, s.free, s.capacity + s.margin, s.waiting) for s in event.seats] if door.label else [],
        speakers=[
            (role.name, role.affiliation, role_label(role.role), role.talk_title, handed_out.get(role.id, []))
            for role in event.roles
            if role.role not in SERVING
        ],
        serving=[(role_label(role.role), role.name) for role in event.roles if role.role in SERVING],
        timeline=[] if shown.days else _timeline(event),
        program=shown,
        contact=contact_words(event),
        contact_url=_whatsapp(event.organization.contact_phone),
        share_text=share_text(event, card),
        poster=showing.shown_poster(event, is_preview=is_preview),
        card_url=showing.card_url(event),
        structured=structured(event, description=share_text(event, card)),
        is_preview=is_preview,
    )


def contact_words(event: Event) -> str:
    """ "Ibu Contoh, 0812-5012-3456", or what there is of it."""
    organization = event.organization
    return ", ".join(part for part in (organization.contact_name, phone_number(organization.contact_phone)) if part)


def _whatsapp(phone: str) -> str:
    return f"https://wa.me/{phone.removeprefix('+')}" if phone else ""


def share_text(event: Event, card: presenting.Card) -> str:
    """One line for a preview and for a message: what, when, where."""
    days = date_range(event.dtstart, event.dtend, event.tzid)
    return f"{named(event)}: {event.summary}. {days}, {card.time}. {card.place}."


def _facts(event: Event, card: presenting.Card, *, is_over: bool) -> list[tuple[str, str, str, str]]:
    """(icon, words, detail, address): when, where, through which screen."""
    # Each zone keeps its line, so that no range is broken after its dash.
    zones = Markup(" ").join(Markup("<span>{}</span>").format(zone) for zone in presenting.other_zones(event))
    found: list[tuple[str, str, str, str]] = [("clock", card.time, zones, "")]
    if card.mode != Mode.ONLINE:
        found.append(("pin", event.venue, presenting.region_beside(event), presenting.map_url(event)))
    if card.mode != Mode.IN_PERSON:
        is_open = card.phase == "running" and event.visibility is not Visibility.CONFIDENTIAL
        door = url_for("door.show", slug=event.slug) if is_open else ""
        found.append(("screen", provider_words(event), "" if is_over else _("Tautan bergabung ada di tiket."), door))
    if event.lesson_hours:
        found.append(("certificate", _("%(count)d jam pelajaran (JP)", count=event.lesson_hours), "", ""))
    return found


def provider_words(event: Event) -> str:
    """ "Daring lewat Zoom" where the link tells the service; the link itself stays with those who registered."""
    host = urlsplit(event.conference_url).hostname or ""
    for domain, name in PROVIDERS.items():
        if host == domain or host.endswith(f".{domain}"):
            return _("Daring lewat %(name)s", name=name)
    return _("Daring")


def _timeline(event: Event) -> list[tuple[str, str, str]]:
    """The sessions of an event of several; a single one is told by date and hour alone."""
    if len(event.sessions) < 2:
        return []
    return [
        (
            format_date(local(session.dtstart, event.tzid).date(), "EEE, d MMM"),
            _session_title(session, number),
            time_range(session.dtstart, session.dtend, event.tzid),
        )
        for number, session in enumerate(event.sessions, 1)
    ]


def _session_title(session: Session, number: int) -> str:
    title = session.title or _("Sesi %(number)d", number=number)
    return _("%(title)s (dibatalkan)", title=title) if session.cancelled_at else title
