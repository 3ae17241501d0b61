"""A heartbeat of the page that stays open beside the call: one committed upsert."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

from flask_babel import gettext as _
from sqlalchemy import Table, bindparam, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.verdicts.models import PresenceInterval, Source
from webapp.database import UTCDateTime, db
from webapp.errors import Refused
from webapp.events import timing
from webapp.events.models import Event, EventStatus, Mode, Session

EVERY = timedelta(seconds=30)
# A beat may be this long on its way, and a page's idea of the server's clock this far ahead of it.
LONGEST_WAY, LARGEST_LEAD = timedelta(seconds=60), timedelta(seconds=10)
# Two beats may be lost on the way before an absence is believed.
GRACE = timedelta(seconds=80)

_table = cast(Table, PresenceInterval.__table__)
_AT = bindparam("at", type_=UTCDateTime())
# The interval that is still open, by its beginning: whichever of a person's pages beats, it is the same one.
_OPEN = (
    select(_table.c.started_at)
    .where(
        _table.c.session_id == bindparam("of_session"),
        _table.c.registration_id == bindparam("of_registration"),
        _table.c.source == Source.PAGE,
        _table.c.ended_at >= bindparam("since", type_=UTCDateTime()),
    )
    .order_by(_table.c.ended_at.desc())
    .limit(1)
    .scalar_subquery()
)


class Beaten(NamedTuple):
    """What a beat counts for, and the version of the link that may beat."""

    registration_id: int
    session_id: int
    link_version: int


def sent_at(milliseconds: float, *, at: datetime) -> datetime:
    """The moment a beat counts for: when its page sent it, as far as the server's clock believes that.

    Refused when it was long on its way, or comes from the future.
    """
    now = at.astimezone(UTC).timestamp() * 1000
    early, late = (limit / timedelta(milliseconds=1) for limit in (LONGEST_WAY, LARGEST_LEAD))
    if not now - early <= milliseconds <= now + late:
        raise Refused(_("Detak ini bukan dari saat ini, jadi tidak dihitung."), reason="clock")
    return datetime.fromtimestamp(min(milliseconds, now) / 1000, UTC)


def beat(registration_id: int, session_id: int, *, at: datetime) -> bool:
    """Say that somebody is there now, by the server's clock. Extends the open interval, or begins one.

    Several tabs and telephones beat into one interval, so their time is never added up; a beat that comes late or
    twice changes nothing, which is False. One statement; the caller commits.
    """
    given = {"of_session": session_id, "of_registration": registration_id, "at": at, "since": at - GRACE}
    return db.session.connection().execute(_extending(db.engine.dialect.name), given).first() is not None


@cache
def _extending(dialect: str) -> Any:
    """The statement of a beat, built once: a thousand people say it every half minute."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    adding = insert(_table).values(
        session_id=bindparam("of_session"),
        registration_id=bindparam("of_registration"),
        source=Source.PAGE,
        started_at=func.coalesce(_OPEN, _AT),
        ended_at=_AT,
    )
    return adding.on_conflict_do_update(
        index_elements=["session_id", "registration_id", "source", "started_at"],
        set_={"ended_at": adding.excluded.ended_at},
        where=_table.c.ended_at < adding.excluded.ended_at,
    ).returning(_table.c.id)


# The sessions of a registration that are open for beats, with the parameters ref, at and doors: the earliest first,
# since the door of the next one opens while the one before still runs.
_OPENED = (
    select(Registration.id, Session.id, Registration.link_version, Session.dtstart, Session.dtend, Event.tzid)
    .join(Event, Event.id == Registration.event_id)
    .join(Session, Session.event_id == Event.id)
    .where(
        Registration.ref == bindparam("ref"),
        Registration.status == RegistrationStatus.CONFIRMED,
        Registration.mode == Mode.ONLINE,
        Event.status == EventStatus.PUBLISHED,
        Session.cancelled_at.is_(None),
        Session.dtstart <= bindparam("doors", type_=UTCDateTime()),
        or_(Session.dtend.is_(None), Session.dtend > _AT),
    )
    .order_by(Session.dtstart)
)


def session_beaten(ref: str, *, at: datetime) -> Beaten | None:
    """What a beat of this registration counts for now; None while it counts for nothing. One statement."""
    given = {"ref": ref, "at": at, "doors": at + timing.JOIN_OPENS}
    for registration_id, session_id, link_version, dtstart, dtend, tzid in db.session.connection().execute(
        _OPENED, given
    ):
        if at < timing.end_of_span(dtstart, dtend, tzid):
            return Beaten(registration_id, session_id, link_version)
    return None
