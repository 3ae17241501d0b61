"""A visit that a server tells of by its two ends, in whichever order and however often they arrive."""

from datetime import datetime, timedelta

from sqlalchemy import select

from webapp.attendance.importing import queries as imports
from webapp.attendance.importing.matching import Known, Matcher, Somebody
from webapp.attendance.rooms import queries
from webapp.attendance.rooms.models import RoomServer, RoomVisit, Server
from webapp.attendance.rooms.seeing import tell
from webapp.attendance.rooms.zoom import Move, number_of
from webapp.database import db
from webapp.events import timing
from webapp.events.models import Event, Session

# Zoom sends for three days what it could not deliver; what is older is no news of a meeting.
OLDEST_MOVE = timedelta(days=3)


def take_in(server: RoomServer, move: Move) -> RoomVisit | None:
    """Write down that somebody came or went; None where the organization has no such meeting around that time.

    The same move again changes nothing. The caller commits.
    """
    event = _event(server, move)
    if event is None:
        return None
    session = timing.session_at(event, at=move.moment)
    visit = _arrival(session, move) if move.is_join else _departure(session, move)
    if visit.registration_id is None:
        visit.registration_id = _registered(event, move)
    visit.name = move.name if visit.registration_id is None else ""
    db.session.add(visit)
    db.session.flush()
    tell(visit)
    return visit


def _event(server: RoomServer, move: Move) -> Event | None:
    around = db.session.scalars(queries.near(server.organization_id, at=move.moment))
    return next((event for event in around if number_of(event.conference_url) == move.meeting), None)


def _arrival(session: Session, move: Move) -> RoomVisit:
    """The visit that begins now; one of which only the end is known is given its beginning."""
    known = _visit(session, move, move.moment, None)
    if known is None:
        return _fresh(session, move)
    is_end_alone = known.started_at == known.ended_at and known.started_at > move.moment
    if is_end_alone:
        known.started_at = move.moment
    return known if known.started_at == move.moment else _fresh(session, move)


def _departure(session: Session, move: Move) -> RoomVisit:
    known = _visit(session, move, None, move.moment)
    if known is None:
        return _fresh(session, move)
    known.ended_at = max(known.ended_at, move.moment)
    return known


def _visit(session: Session, move: Move, since: datetime | None, until: datetime | None) -> RoomVisit | None:
    """This stay's visit: the first that begins at `since` or later, or the last that begins by `until`."""
    found = select(RoomVisit).where(
        RoomVisit.session_id == session.id, RoomVisit.kind == Server.ZOOM, RoomVisit.key == move.key
    )
    if since:
        return db.session.scalar(found.where(RoomVisit.started_at >= since).order_by(RoomVisit.started_at).limit(1))
    return db.session.scalar(found.where(RoomVisit.started_at <= until).order_by(RoomVisit.started_at.desc()).limit(1))


def _fresh(session: Session, move: Move) -> RoomVisit:
    return RoomVisit(
        session_id=session.id,
        kind=Server.ZOOM,
        key=move.key,
        name=move.name,
        started_at=move.moment,
        ended_at=move.moment,
    )


def _registered(event: Event, move: Move) -> int | None:
    """Whom the address or the name surely means; a guess is left for people to decide."""
    matcher = Matcher(Known(*row) for row in db.session.execute(imports.known(event.id)))
    match = matcher.match(Somebody(move.name, move.email.casefold(), "", ""))
    return None if match.is_guess else match.registration_id
