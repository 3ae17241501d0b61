"""Asking each running BigBlueButton room who is inside: what its server keeps for a few minutes becomes evidence."""

import logging
from datetime import datetime

from webapp import database
from webapp.attendance.rooms import bigbluebutton, keeping, queries
from webapp.attendance.rooms.fetching import fetch
from webapp.attendance.rooms.leading import MODERATOR, meeting_of
from webapp.attendance.rooms.models import RoomServer, Server
from webapp.attendance.rooms.seeing import Seen, see
from webapp.config import Settings
from webapp.database import db
from webapp.errors import Refused
from webapp.events import timing
from webapp.events.models import Session

log = logging.getLogger(__name__)


def poll(settings: Settings, *, at: datetime) -> int:
    """Ask every room that is open now; returns how many people were seen.

    A server that does not answer costs its own room this minute and nobody else's. Commits after each room; no
    transaction is open while a server is asked.
    """
    database.begin_for_writing(may_write=False)
    rooms = db.session.execute(queries.running(at=at)).all()
    asked = [(session, server) for session, server, tzid in rooms if at < timing.end_of(session, tzid)]
    db.session.commit()
    return sum(_poll(session, server, settings, at=at) for session, server in asked)


def _poll(session: Session, server: RoomServer, settings: Settings, *, at: datetime) -> int:
    try:
        account = bigbluebutton.Account(server.address, keeping.secret_of(server))
        answer = fetch(bigbluebutton.info(account, meeting=meeting_of(session)), settings)
        inside = bigbluebutton.attendees(answer)
    except Refused as refusal:
        log.warning("the room of session %s was not seen: %s", session.id, refusal.reason)
        return 0
    if not inside:
        return 0
    database.begin_for_writing(may_write=True)
    known = dict(db.session.execute(queries.confirmed_by_ref(session.event_id)).all())
    seen = [Seen(one.key, one.name, known.get(one.key)) for one in inside if one.key != MODERATOR]
    count = see(session.id, Server.BIGBLUEBUTTON, seen, at=at)
    db.session.commit()
    database.begin_for_writing(may_write=False)
    return count
