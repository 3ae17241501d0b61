"""Answering once, with a name or without; and whether an activity asks at all."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy.dialects import postgresql, sqlite

from webapp.attendance.evaluating import queries
from webapp.attendance.evaluating.models import RATED, Feedback, FeedbackClosure, FeedbackReceipt
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.database import db
from webapp.errors import Refused
from webapp.events.changing import standing
from webapp.events.models import Event, EventStatus, Visibility
from webapp.events.timing import end_of_event
from webapp.web.forms import has_control_characters

BEFORE_THE_END = timedelta(minutes=30)
"""The form is announced while people still sit there."""
AFTER_THE_START = timedelta(hours=1)
"""Of the last session, when nobody said when it ends."""
OPEN_FOR = timedelta(days=30)
LONGEST = 1_000
_IDS = 2**62


class Asking(StrEnum):
    """How one ticket stands: not (yet or any more) asked, asked, answered."""

    NOT = "not"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True)
class Said:
    """What somebody answers: ratings of 1 to 5 by question, and words; each may be left out, not all of them."""

    ratings: Mapping[str, int] = field(default_factory=dict)
    suggestion: str = ""
    is_named: bool = False


def opens_at(event: Event) -> datetime:
    """Half an hour before the last session ends. Needs sessions loaded."""
    last = (standing(event) or event.sessions)[-1]
    return last.dtend - BEFORE_THE_END if last.dtend else last.dtstart + AFTER_THE_START


def closes_at(event: Event) -> datetime:
    return end_of_event(event) + OPEN_FOR


def asking(registration: Registration, *, at: datetime) -> Asking:
    """Whether this registration is asked. Needs event and sessions loaded; one query when the hour has come."""
    event = registration.event
    is_held = event.status in (EventStatus.PUBLISHED, EventStatus.ARCHIVED)
    if not is_held or event.visibility is Visibility.CONFIDENTIAL or at < opens_at(event):
        return Asking.NOT
    is_closed, came, has_answered = db.session.execute(queries.standing(event.id, registration.id)).one()
    if has_answered:
        return Asking.DONE
    holds = registration.status == RegistrationStatus.CONFIRMED
    return Asking.OPEN if holds and came and not is_closed and at < closes_at(event) else Asking.NOT


def answer(registration: Registration, said: Said, *, at: datetime) -> None:
    """Keep what was said; without a name it is not known any more whose it is.

    Raises Refused when the activity does not ask this person now, when they have answered, and for nothing said.
    """
    state = asking(registration, at=at)
    if state is Asking.NOT:
        raise Refused(_("Umpan balik kegiatan ini tidak sedang dibuka untuk tiket ini."), reason="not_asked")
    _refuse_unsound(said)
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    receipt = insert(FeedbackReceipt).values(registration_id=registration.id).on_conflict_do_nothing()
    if db.session.scalar(receipt.returning(FeedbackReceipt.registration_id)) is None:
        raise Refused(_("Umpan balik dari tiket ini sudah kami terima. Terima kasih."), reason="answered")
    words = said.suggestion.strip()
    whose = registration.id if said.is_named else None
    given = {"event_id": registration.event_id, "registration_id": whose, "suggestion": words}
    db.session.add(Feedback(id=secrets.randbelow(_IDS) + 1, **given, **said.ratings))
    db.session.flush()


def _refuse_unsound(said: Said) -> None:
    if not said.ratings and not said.suggestion.strip():
        raise Refused(_("Mohon jawab sedikitnya satu pertanyaan."), reason="nothing_said")
    if set(said.ratings) - set(RATED) or any(rating not in range(1, 6) for rating in said.ratings.values()):
        raise Refused(_("Nilainya 1 sampai 5."), reason="rating")
    if len(said.suggestion) > LONGEST or has_control_characters(said.suggestion):
        raise Refused(_("Terlalu panjang: paling banyak %(n)d karakter.", n=LONGEST), reason="suggestion")


def close(event: Event, *, at: datetime) -> None:
    """Ask nobody (any more); what was answered stays. Done twice it changes nothing."""
    if db.session.scalar(queries.closure(event.id)) is None:
        db.session.add(FeedbackClosure(event_id=event.id, closed_at=at))
        db.session.flush()


def reopen(event: Event) -> None:
    """Ask again. Raises Refused for what is confidential, which never asks."""
    if event.visibility is Visibility.CONFIDENTIAL:
        raise Refused(_("Kegiatan tertutup tidak meminta umpan balik."))
    if (row := db.session.scalar(queries.closure(event.id))) is not None:
        db.session.delete(row)
        db.session.flush()


def forget_of(registration_id: int) -> None:
    """Whoever said this with a name asked to be forgotten: the ratings stay counted, words and name go.

    What was nothing but words goes whole.
    """
    row = db.session.scalar(queries.own(registration_id))
    if row is None:
        return
    if all(getattr(row, name) is None for name in RATED):
        db.session.delete(row)
    else:
        row.registration_id, row.suggestion = None, ""
    db.session.flush()
