"""The passengers of a journey: everybody with a place in the hall, and whom to call for each."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.attendance.models import Person, Registration, RegistrationStatus
from webapp.attendance.questions import queries as questions
from webapp.attendance.questions.models import Answer, Question, QuestionKind
from webapp.database import db
from webapp.events import changing
from webapp.events.models import Event, Mode

EMERGENCY = "Kontak darurat"
"""How the question begins by which each passenger names somebody to call; in the language of the form's sources."""


@dataclass(frozen=True)
class Passenger:
    name: str
    phone: str
    affiliation: str
    emergency: str


def emergency_question(event_id: int) -> Question | None:
    asked = db.session.scalars(questions.OWN, {"event_id": event_id})
    return next((one for one in asked if one.label.startswith(EMERGENCY)), None)


def passengers(event: Event) -> list[Passenger]:
    """By name; three statements however many there are."""
    question = emergency_question(event.id)
    told = select(Answer).where(Answer.question_id == question.id) if question else None
    answers = {one.registration_id: str(one.value) for one in db.session.scalars(told)} if told is not None else {}
    return [
        Passenger(one.person.name, one.person.phone or "", one.affiliation or "", answers.get(one.id, ""))
        for one in db.session.scalars(_travelling(event.id))
    ]


def ask_for_emergency_contact(event: Event, *, at: datetime) -> None:
    """Have the form ask every traveller whom to call. Asking twice is harmless."""
    changing.hold(event)
    if emergency_question(event.id) is not None:
        return
    standing = list(db.session.scalars(questions.OWN, {"event_id": event.id}))
    db.session.add(
        Question(
            event_id=event.id,
            position=len(standing),
            kind=QuestionKind.SHORT,
            label=EMERGENCY,
            help=_("Nama dan nomor HP keluarga yang dapat dihubungi selama perjalanan."),
            is_required=True,
            mode=Mode.IN_PERSON,
        )
    )
    changing.note_visible_change(event, at=at)
    db.session.flush()


def _travelling(event_id: int) -> Select[Registration]:
    return (
        select(Registration)
        .join(Person, Registration.person_id == Person.id)
        .where(
            Registration.event_id == event_id,
            Registration.mode == Mode.IN_PERSON,
            Registration.status == RegistrationStatus.CONFIRMED,
        )
        .order_by(Person.folded_name, Registration.id)
        .options(joinedload(Registration.person))
    )
