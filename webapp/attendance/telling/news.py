"""Changes of an event become one message for each live registration: never twice, never not at all."""

from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Select, select
from sqlalchemy.dialects import postgresql, sqlite

from webapp.attendance.models import LIVE, Registration
from webapp.attendance.telling.many import promise_to_each
from webapp.attendance.telling.models import ToldRevision
from webapp.database import db
from webapp.events.models import Event, EventRevision, EventStatus
from webapp.events.timing import Phase, phase

# Somebody may be registering in the very instant of a change: their row can appear a little after the first look.
SETTLED = timedelta(minutes=5)
KIND_OF = {
    "rescheduled": "changed",
    "moved": "changed",
    "reopened": "reopened",
    "postponed": "postponed",
    "cancelled": "cancelled",
}


def promise_news(*, at: datetime) -> int:
    """Promise what changed since the last look to everybody who had registered by then; return how many messages.

    Changes of one event that nobody was told of yet are one message, the last one's kind. Its version is the id of the
    revision, so looking again and two workers at once promise nothing twice. A revision is done with when it is so old
    that no registration of before it can still appear.
    """
    count = 0
    rows = db.session.scalars(_untold()).all()
    for event_id, group in groupby(rows, key=lambda revision: revision.event_id):
        revisions = list(group)
        event = db.session.get_one(Event, event_id)
        if news := [revision for revision in revisions if _is_news(event, revision, at=at)]:
            count += _promise(news[-1], at=at)
        _note_told([one.id for one in revisions if one.at <= at - SETTLED], at=at)
    return count


def _untold() -> Select[EventRevision]:
    return (
        select(EventRevision)
        .outerjoin(ToldRevision, ToldRevision.revision_id == EventRevision.id)
        .where(ToldRevision.revision_id.is_(None))
        .order_by(EventRevision.event_id, EventRevision.id)
    )


def _is_news(event: Event, revision: EventRevision, *, at: datetime) -> bool:
    """What is over is no news; a new date of a postponed event is told when it is opened again."""
    if event.status is EventStatus.PUBLISHED:
        return phase(event, at=at) is not Phase.DONE
    return event.status is not EventStatus.POSTPONED or revision.kind == "postponed"


def _promise(revision: EventRevision, *, at: datetime) -> int:
    """One message for each registration of that moment."""
    who = (
        Registration.event_id == revision.event_id,
        Registration.status.in_(LIVE),
        Registration.registered_at <= revision.at,
    )
    return promise_to_each(KIND_OF[revision.kind], revision.id, who, at=at)


def _note_told(revision_ids: list[int], *, at: datetime) -> None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    for revision_id in revision_ids:
        row = insert(ToldRevision).values(revision_id=revision_id, told_at=at)
        db.session.execute(row.on_conflict_do_nothing())
