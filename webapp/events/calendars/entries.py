"""From an event's rows to what a calendar says of each session. Words in the installation's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from webapp.events import presenting
from webapp.events.calendars import describing
from webapp.events.kinds import named
from webapp.events.models import Event, EventStatus, Mode, Session, Visibility
from webapp.events.publicity import showing
from webapp.events.publicity.points import Point
from webapp.web.pages import public_url
from webapp.web.saying import gettext as _
from webapp.web.weave import calendar_color

# "s.d. selesai" in a calendar: most activities last about as long. The description says that the end is open.
OPEN_END = timedelta(hours=3)
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
STATUSES = {EventStatus.POSTPONED: TENTATIVE, EventStatus.CANCELLED: CANCELLED}
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


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
    geo: Point | None = None
    image: tuple[str, str] | None = None  # absolute address, media type
    conferences: tuple["Conference", ...] = ()
    visibility: str = "PUBLIC"  # CLASS; the word is taken in Python


@dataclass(frozen=True)
class Conference:
    """A link to join (RFC 7986, 5.11): only in the calendar of the person whose link it is."""

    url: str
    label: str


@dataclass(frozen=True)
class Own:
    """What the calendar of one person says besides: how their place stands, their way in, and since when.

    `sequence` is added to the session's, so that it rises with either; both never fall.
    """

    status: str
    mark: str
    words: str
    mode: Mode
    sequence: int
    stamp: datetime
    join_url: str = ""


def entries_of(event: Event, own: Own | None = None) -> Iterator[Entry]:
    """One entry per session, cancelled ones too. Needs what `queries.PAGE` loads.

    Of a confidential event nobody's calendar says more than that there is one: it lies on other people's servers.
    """
    is_closed = event.visibility is Visibility.CONFIDENTIAL
    url = public_url("home.index") if is_closed else public_url("events.show", slug=event.slug)
    kind = named(event)
    description = "" if is_closed else describing.description(event, kind=kind, url=url)
    point = showing.point_of(event) if presenting.mode_of(event) != Mode.ONLINE else None
    for number, session in enumerate(event.sessions, 1):
        status, mark = _standing(event, session, own)
        title = _("Kegiatan tertutup") if is_closed else title_of(event, session, number)
        yield Entry(
            uid=session.uid,
            sequence=session.sequence + (own.sequence if own else 0),
            stamp=max(session.revised_at, event.revised_at, own.stamp if own else LONG_AGO).replace(microsecond=0),
            dtstart=session.dtstart,
            dtend=session.dtend or session.dtstart + OPEN_END,
            tzid=event.tzid,
            status=status,
            summary=f"{mark} {title}".strip(),
            description=(own.words if own else "") + describing.session_line(event, session) + description,
            location="" if is_closed else _location(event, own),
            url=url,
            color=calendar_color(event.kind),
            categories=() if is_closed else _categories(event, kind),
            geo=None if own and own.mode is Mode.ONLINE else point,
            image=showing.poster_url(event),
            conferences=_conferences(status, own),
            visibility="CONFIDENTIAL" if is_closed else "PRIVATE" if own else "PUBLIC",
        )


def _standing(event: Event, session: Session, own: Own | None) -> tuple[str, str]:
    """STATUS, and its mark in the title: Outlook and Etar show a cancelled event like any other.

    What was decided of the event goes before how a person's place in it stands.
    """
    status = CANCELLED if session.cancelled_at else STATUSES.get(event.status, CONFIRMED)
    if status == CONFIRMED and own:
        return own.status, own.mark
    return status, {CANCELLED: _("[BATAL]"), TENTATIVE: _("[DITUNDA]")}.get(status, "")


def title_of(event: Event, session: Session, number: int) -> str:
    """The title with the session's own, or its number where there are several."""
    part = session.title
    if not part and len(event.sessions) > 1:
        part = _("sesi %(number)d dari %(count)d", number=number, count=len(event.sessions))
    return f"{event.summary}: {part}" if part else event.summary


def _location(event: Event, own: Own | None) -> str:
    """Both ways where both are open; for somebody who is registered the one that is theirs."""
    mode = presenting.mode_of(event)
    if own and own.mode is Mode.ONLINE:
        return _("Daring")
    place = presenting.place_of(event)
    return place if own or mode in set(Mode) else _("%(place)s & daring", place=place)


def _conferences(status: str, own: Own | None) -> tuple[Conference, ...]:
    if own is None or not own.join_url or status != CONFIRMED:
        return ()
    return (Conference(own.join_url, _("Gabung daring")),)


def _categories(event: Event, kind: str) -> tuple[str, ...]:
    names = (kind, event.topic, _("Contoh") if event.is_sample else "")
    return tuple(name for name in names if name)
