"""Deciding what an event asks. A question that was answered is retired, never changed under people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete

from webapp.attendance.questions import queries
from webapp.attendance.questions.models import Question, QuestionKind, StandardName, StandardQuestion
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode
from webapp.web.forms import has_control_characters

MOST_QUESTIONS = 30
MOST_CHOICES = 50
LONGEST_LABEL = 200
LONGEST_HELP = 300
CHOOSING = (QuestionKind.ONE, QuestionKind.SEVERAL)


@dataclass(frozen=True, kw_only=True)
class PlannedQuestion:
    """A question as the organizer wants it; `id` is that of a standing one."""

    kind: QuestionKind
    label: str
    help: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    mode: Mode | None = None
    id: int | None = None


def decide(
    event: Event, *, standard: Mapping[StandardName, bool], own: Sequence[PlannedQuestion], at: datetime
) -> None:
    """Let the event ask exactly this from now on, in this order.

    `standard` holds whether each must be answered. A standing question that is left out is deleted, or retired
    when somebody answered it; so is one whose kind changes. Refused with the first thing that cannot be.
    """
    for problem in _problems(own):
        raise Refused(problem, reason="question_unsound")
    db.session.execute(delete(StandardQuestion).where(StandardQuestion.event_id == event.id))
    db.session.add_all(
        StandardQuestion(event_id=event.id, name=name, is_required=must) for name, must in standard.items()
    )
    standing = {row.id: row for row in db.session.scalars(queries.OWN, {"event_id": event.id})}
    counts = dict(db.session.execute(queries.answered(standing)).all()) if standing else {}
    kept: set[int] = set()
    for position, plan in enumerate(own):
        row = standing.get(plan.id or 0)
        if row is None or row.id in kept or (row.kind != plan.kind and counts.get(row.id)):
            row = Question(event_id=event.id)
            db.session.add(row)
        else:
            kept.add(row.id)
        _write(row, plan, position)
    for row in standing.values():
        if row.id not in kept:
            _let_go(row, is_answered=bool(counts.get(row.id)), at=at)
    db.session.flush()


def _write(row: Question, plan: PlannedQuestion, position: int) -> None:
    row.position, row.kind, row.label, row.help = position, plan.kind, plan.label, plan.help
    row.choices = list(dict.fromkeys(plan.choices)) if plan.kind in CHOOSING else []
    row.is_required, row.mode = plan.is_required, plan.mode


def _let_go(row: Question, *, is_answered: bool, at: datetime) -> None:
    if is_answered:
        row.retired_at = at
    else:
        db.session.delete(row)


def _problems(own: Sequence[PlannedQuestion]) -> list[str]:
    found = []
    if len(own) > MOST_QUESTIONS:
        found.append(_("Paling banyak %(n)d pertanyaan untuk satu kegiatan.", n=MOST_QUESTIONS))
    for plan in own:
        texts = (plan.label, plan.help, *plan.choices)
        if not plan.label.strip():
            found.append(_("Setiap pertanyaan perlu kalimatnya."))
        if any(has_control_characters(text) or "\n" in text for text in texts):
            found.append(_("Ada karakter yang tidak dapat dibaca. Mohon ketik ulang tanpa menyalin dari berkas."))
        if (
            len(plan.label) > LONGEST_LABEL
            or len(plan.help) > LONGEST_HELP
            or any(len(one) > LONGEST_LABEL for one in plan.choices)
        ):
            found.append(_("Terlalu panjang: paling banyak %(n)d karakter.", n=LONGEST_LABEL))
        if plan.kind in CHOOSING and not 2 <= len(set(plan.choices)) <= MOST_CHOICES:
            found.append(_("Tuliskan 2 sampai %(most)d pilihan, satu pada setiap baris.", most=MOST_CHOICES))
    return found
