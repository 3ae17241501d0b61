"""Who stayed online at the samples: pages that beat, some that closed early, codes that were typed, and a rule."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from webapp.attendance.models import Attendance, Registration
from webapp.attendance.verdicts.deciding import set_rule
from webapp.attendance.verdicts.models import CodeClaim, Part, PresenceInterval, Source
from webapp.attendance.verdicts.telling_codes import open_code
from webapp.attendance.verdicts.usual import usual_rule
from webapp.database import db
from webapp.events import timing
from webapp.events.models import Event

MINUTE = timedelta(minutes=1)
# Every so many: one left early, one never opened the page, one did not hear the code.
LEFT_EARLY, WITHOUT_PAGE, WITHOUT_CODE = 7, 9, 5


def stay(event: Event, joined: Sequence[Registration], *, at: datetime) -> None:
    """Let those who joined stay at the event's first session: until its end, which evidence counts as it passes.

    A session that still runs shows its opening code, and has no closing code yet.
    """
    session, ids = event.sessions[0], [one.id for one in joined]
    end = timing.end_of(session, event.tzid)
    entered = {
        row.registration_id: row.first_at
        for row in db.session.query(Attendance)
        .filter_by(session_id=session.id)
        .filter(Attendance.registration_id.in_(ids))
    }
    set_rule(event, usual_rule(event.kind), at=at)
    opening = max(session.dtstart + 10 * MINUTE, at - 4 * MINUTE) if at < end else session.dtstart + 10 * MINUTE
    shown = {Part.OPENING: opening} if at < end else {Part.OPENING: opening, Part.CLOSING: end - 15 * MINUTE}
    for part, moment in shown.items():
        open_code(event, session, part, lasts=10 * MINUTE if at >= end else 30 * MINUTE, at=moment)
    for number, one in enumerate(joined, 1):
        first = entered.get(one.id)
        if first is None:
            continue
        last = first + 25 * MINUTE if number % LEFT_EARLY == 0 else end
        if number % WITHOUT_PAGE:
            _was_there(session.id, one.id, first, max(first, last))
        for part, moment in shown.items():
            if number % WITHOUT_CODE and moment + 2 * MINUTE < min(last, at):
                claimed = moment + timedelta(seconds=30 + number)
                db.session.add(CodeClaim(session_id=session.id, registration_id=one.id, part=part, claimed_at=claimed))
    set_rule(event, usual_rule(event.kind), at=at)


def _was_there(session_id: int, registration_id: int, first: datetime, last: datetime) -> None:
    db.session.add(
        PresenceInterval(
            session_id=session_id, registration_id=registration_id, source=Source.PAGE, started_at=first, ended_at=last
        )
    )
