"""Where a click leads: the event's own link, or a room that is opened for this one person now."""

from datetime import datetime

from webapp.attendance.models import Registration
from webapp.attendance.rooms import bigbluebutton, embedding, jitsi, keeping
from webapp.attendance.rooms.fetching import fetch
from webapp.attendance.rooms.models import RoomServer, Server
from webapp.errors import Refused
from webapp.events import timing
from webapp.events.models import Event, Session
from webapp.web.pages import public_url, settings

MODERATOR = "moderator"  # the key of whoever runs the room: no registration has it


def address_for(registration: Registration, *, at: datetime, is_embedded: bool = False) -> str:
    """Where this person goes now, or what our page shows inside. The event must be loaded with its sessions.

    May ask the server, so it is called after the commit, with no writer waiting behind it. While the server does
    not answer it leads to the live stream; Refused where there is none.
    """
    event = registration.event
    server = keeping.room_of(event)
    if server is None:
        return (embedding.film_of(event) if is_embedded else "") or event.conference_url or event.stream_url
    try:
        return opened(server, event, jitsi.Guest(registration.ref, registration.person.name), at=at)
    except Refused:
        if event.stream_url:
            return event.stream_url
        raise


def opened(server: RoomServer, event: Event, guest: jitsi.Guest, *, at: datetime) -> str:
    """The address by which this guest enters the room of the session that runs or comes next."""
    session = timing.session_at(event, at=at)
    if server.kind is Server.JITSI:
        account = jitsi.Account(server.address, server.app_id, keeping.secret_of(server))
        return jitsi.room_url(account, meeting_of(session), guest, at=at)
    back = public_url("events.show", slug=event.slug) if event.published_at else public_url("events.index")
    own = bigbluebutton.Account(server.address, keeping.secret_of(server))
    made = bigbluebutton.create(own, meeting=meeting_of(session), name=event.summary, back=back)
    bigbluebutton.refuse_unless_made(fetch(made, settings()))
    name, key, is_moderator = guest.name, guest.key, guest.is_moderator
    return bigbluebutton.join(own, meeting=meeting_of(session), name=name, key=key, is_moderator=is_moderator)


def meeting_of(session: Session) -> str:
    """The room's name on the server: one for each session, never the same for two installations."""
    return f"gelar-{session.uid}"
