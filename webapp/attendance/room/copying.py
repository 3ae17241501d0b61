"""What attendance keeps of an event goes along into a duplicate: form, rule, look of certificates, words."""

from typing import Any

from sqlalchemy import inspect, select

from webapp.attendance.certifying.models import CertificateLook
from webapp.attendance.questions.models import Question, StandardQuestion
from webapp.attendance.telling.models import MessageText
from webapp.attendance.verdicts.models import AttendanceRule
from webapp.database import Base, db
from webapp.events.models import Event
from webapp.events.repeating import duplicating

KEPT: tuple[Any, ...] = (StandardQuestion, Question, AttendanceRule, CertificateLook, MessageText)


def init_app() -> None:
    """From now on a duplicate has what its original has."""
    if carry_over not in duplicating.after_duplicating:
        duplicating.after_duplicating.append(carry_over)


def carry_over(event: Event, made: Event) -> None:
    """Give `made` a row for each that `event` has; a question that was retired stays behind."""
    for model in KEPT:
        for row in db.session.scalars(select(model).where(model.event_id == event.id)):
            if getattr(row, "retired_at", None) is None:
                db.session.add(model(**_values(row), event_id=made.id))
    db.session.flush()


def _values(row: Base) -> dict[str, Any]:
    return {
        one.key: getattr(row, one.key) for one in inspect(type(row)).column_attrs if one.key not in {"id", "event_id"}
    }
