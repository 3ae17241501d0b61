"""Everything that stands beside one registration; the caller runs them."""

from sqlalchemy import Select, select

from webapp.attendance.certifying.models import Certificate
from webapp.attendance.evaluating.models import Feedback
from webapp.attendance.models import Attendance, Consent, Registration, Scan
from webapp.attendance.questions.models import Answer, Question
from webapp.attendance.registering.models import Guardian, RegistrationGroup
from webapp.attendance.verdicts.models import PresenceInterval
from webapp.messages.models import Message


def beside(registration: Registration) -> Select[RegistrationGroup | None, Guardian | None]:
    """Its group and its guardian, each None where there is none: one row."""
    return (
        select(RegistrationGroup, Guardian)
        .select_from(Registration)
        .outerjoin(RegistrationGroup, RegistrationGroup.id == Registration.group_id)
        .outerjoin(Guardian, Guardian.registration_id == Registration.id)
        .where(Registration.id == registration.id)
    )


def answers(registration_id: int) -> Select[Question, Answer]:
    joined = select(Question, Answer).join(Answer, Answer.question_id == Question.id)
    return joined.where(Answer.registration_id == registration_id).order_by(Question.position, Question.id)


def consents(registration_id: int) -> Select[Consent]:
    return select(Consent).where(Consent.registration_id == registration_id).order_by(Consent.id)


def scans(registration_id: int) -> Select[Scan]:
    return select(Scan).where(Scan.registration_id == registration_id).order_by(Scan.id)


def attendances(registration_id: int) -> Select[Attendance]:
    return select(Attendance).where(Attendance.registration_id == registration_id).order_by(Attendance.session_id)


def intervals(registration_id: int) -> Select[PresenceInterval]:
    mine = PresenceInterval.registration_id == registration_id
    return select(PresenceInterval).where(mine).order_by(PresenceInterval.started_at, PresenceInterval.id)


def certificates(registration_id: int) -> Select[Certificate]:
    return select(Certificate).where(Certificate.registration_id == registration_id).order_by(Certificate.id)


def feedback(registration_id: int) -> Select[Feedback]:
    """What was said with a name; without one nobody knows whose it is."""
    return select(Feedback).where(Feedback.registration_id == registration_id)


def messages(registration_id: int) -> Select[Message]:
    return select(Message).where(Message.registration_id == registration_id).order_by(Message.id)
