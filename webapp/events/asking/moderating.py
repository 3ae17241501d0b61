"""Opening a box, asking, voting, deciding. Verbs add and flush; the view commits."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from webapp.database import db
from webapp.errors import Refused
from webapp.events.asking import queries
from webapp.events.asking.models import AskedQuestion, QuestionBox, QuestionState, QuestionVote
from webapp.events.models import Event, EventStatus, Visibility
from webapp.events.timing import Phase, phase

OF_A_DEVICE, OF_ALL, IN_A_MINUTE = 5, 300, 60
"""Waiting at most of one device and of all; asked at most by all in a minute."""
SEEN = frozenset({QuestionState.SHOWN, QuestionState.ANSWERED})


def open_box(event: Event, *, at: datetime) -> None:
    """Take questions from now on. Raises Refused for a confidential event."""
    if event.visibility is Visibility.CONFIDENTIAL:
        raise Refused(_("Kegiatan rahasia tidak memakai kotak pertanyaan."))
    found = db.session.scalar(queries.box(event.id))
    if found:
        found.closed_at = None
    else:
        db.session.add(QuestionBox(event_id=event.id, opened_at=at))
    db.session.flush()


def close_box(event: Event, *, at: datetime) -> None:
    """Take no more; what is shown stays. Harmless where it is closed."""
    if (found := db.session.scalar(queries.box(event.id))) and found.closed_at is None:
        found.closed_at = at
        db.session.flush()


def takes_questions(event: Event, box: QuestionBox | None, *, at: datetime) -> bool:
    """From publishing to the end, while the box is open."""
    is_on = event.status is EventStatus.PUBLISHED and phase(event, at=at) is not Phase.DONE
    return is_on and box is not None and box.closed_at is None and event.visibility is not Visibility.CONFIDENTIAL


def ask(event: Event, *, text: str, name: str, device: str, at: datetime) -> None:
    """Put one question before the moderator; the same words from the same device are one question.

    Raises Refused when the box is closed, or when this device or everybody asked too much at once.
    """
    if not takes_questions(event, db.session.scalar(queries.box(event.id)), at=at):
        raise Refused(_("Kotak pertanyaan ini tidak menerima pertanyaan lagi."))
    row = _insert(AskedQuestion).values(
        event_id=event.id, text=text, name=name, device=device, state=QuestionState.PENDING, votes=0, asked_at=at
    )
    # Written first, then counted: two at once cannot both find the last place free.
    db.session.execute(row.on_conflict_do_nothing())
    own, waiting, lately = db.session.execute(queries.crowd(event.id, device, since=at - timedelta(minutes=1))).one()
    if own > OF_A_DEVICE:
        raise Refused(_("Pertanyaan Bapak/Ibu yang lain masih menunggu moderator. Mohon tunggu sebentar."))
    if waiting > OF_ALL or lately > IN_A_MINUTE:
        raise Refused(_("Pertanyaan sedang sangat banyak. Mohon coba lagi sebentar lagi."))


def vote(question: AskedQuestion, *, device: str) -> None:
    """Count this device once. Raises Refused for what is not up for a vote."""
    if question.state is not QuestionState.SHOWN:
        raise Refused(_("Pertanyaan ini tidak dapat didukung lagi."))
    row = _insert(QuestionVote).values(question_id=question.id, device=device).on_conflict_do_nothing()
    if db.session.scalar(row.returning(QuestionVote.question_id)) is not None:
        _count(question, 1)


def take_back(question: AskedQuestion, *, device: str) -> None:
    """Harmless where this device has not voted."""
    own = (QuestionVote.question_id == question.id, QuestionVote.device == device)
    if db.session.scalar(delete(QuestionVote).where(*own).returning(QuestionVote.question_id)) is not None:
        _count(question, -1)


def decide(question: AskedQuestion, state: QuestionState, *, at: datetime) -> None:
    question.state, question.decided_at = state, at
    db.session.flush()


def erase(question: AskedQuestion) -> None:
    """Nothing of it stays, neither words nor name nor votes."""
    db.session.execute(delete(AskedQuestion).where(AskedQuestion.id == question.id))


def _count(question: AskedQuestion, step: int) -> None:
    more = update(AskedQuestion).where(AskedQuestion.id == question.id).values(votes=AskedQuestion.votes + step)
    db.session.execute(more)


def _insert(table: type[AskedQuestion] | type[QuestionVote]) -> "postgresql.Insert | sqlite.Insert":
    is_postgres = db.engine.dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgres else sqlite.insert(table)
