"""Writing to a part of an event's people, once, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.attendance.announcing.models import Announcement
from webapp.attendance.announcing.segments import Segment, reachable
from webapp.attendance.telling.announced import ANNOUNCEMENT
from webapp.attendance.telling.many import promise_to_each
from webapp.attendance.telling.texts import Level, Text, wrong_with
from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing
from webapp.events.models import Event


@dataclass(frozen=True)
class Letter:
    """What is to be said, and the token of the form that says it."""

    subject: str
    body: str
    form_token: str


def announce(event: Event, letter: Letter, segment: Segment, *, words: str, at: datetime) -> Announcement:
    """Promise the letter to everybody whom `segment` means and who can be reached; `words` name the segment.

    The event's row is held, so that the same form token writes once. Raises Refused: text_wrong, nobody_meant.
    """
    changing.hold(event)
    sent = select(Announcement).where(Announcement.event_id == event.id, Announcement.form_token == letter.form_token)
    if same := db.session.scalar(sent):
        return same
    if wrong := wrong_with(ANNOUNCEMENT, Text(letter.subject, letter.body, Level.EVENT)):
        raise Refused(next(iter(wrong.values())), reason="text_wrong")
    made = Announcement(
        event_id=event.id,
        form_token=letter.form_token,
        subject=letter.subject,
        body=letter.body,
        segment=words,
        created_at=at,
    )
    db.session.add(made)
    db.session.flush()
    made.told = promise_to_each(ANNOUNCEMENT.code, made.id, (*segment.who(), reachable()), at=at)
    if not made.told:
        raise Refused(_("Tidak ada penerima yang dapat dikabari pada pilihan ini."), reason="nobody_meant")
    db.session.flush()
    return made
