"""What is odd about attendance online, in one place: evidence that does not fit together, until somebody decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from webapp.attendance.models import Attendance, Channel, Person, Registration, RegistrationStatus
from webapp.attendance.verdicts import saying
from webapp.attendance.verdicts.explaining import minutes_of
from webapp.attendance.verdicts.models import CodeClaim, PresenceInterval, VerdictOverride
from webapp.attendance.verdicts.settling import rule_of
from webapp.database import db
from webapp.events.models import Event, Mode, Session

MOST = 200


class Oddity(StrEnum):
    """What does not fit."""

    NOT_COUNTED = "not_counted"  # entered, and the rule says no
    CODE_ALONE = "code_alone"  # typed the code and was never seen to enter
    BOTH_WAYS = "both_ways"  # in the hall and online at the same session


@dataclass(frozen=True)
class Odd:
    """One person at one session; `sentence` says what is odd, and `is_counted` what holds now."""

    kind: Oddity
    registration_id: int
    session: Session
    name: str
    affiliation: str
    sentence: str
    is_counted: bool


def odd_of(event: Event) -> Sequence[Odd]:
    """The first MOST by name. The event must be loaded with its sessions. Two statements."""
    rule, sessions = rule_of(event), {session.id: session for session in event.sessions}
    found = []
    for row, name, affiliation in db.session.execute(_odd(event.id).limit(MOST)):
        kind, session = _kind(row), sessions[row.session_id]
        why = saying.said(row, rule, lasts=minutes_of(session, event))
        sentence = why if kind is Oddity.NOT_COUNTED else _sentence(kind)
        is_counted = bool(row.first_at and row.is_present)
        found.append(Odd(kind, row.registration_id, session, name, affiliation, sentence, is_counted))
    return found


def count_odd(event_id: int) -> int:
    """How many there are to look at."""
    return db.session.scalar(select(func.count()).select_from(_odd(event_id).order_by(None).subquery())) or 0


def _kind(row: Attendance) -> Oddity:
    if row.mode is Mode.IN_PERSON:
        return Oddity.BOTH_WAYS
    return Oddity.CODE_ALONE if row.channel is Channel.CODE and row.is_present else Oddity.NOT_COUNTED


def _sentence(kind: Oddity) -> str:
    if kind is Oddity.BOTH_WAYS:
        return _("Ada di aula dan daring pada sesi yang sama. Dihitung satu orang, luring.")
    return _("Mengetik kode, tetapi tidak pernah terlihat masuk ruang daring.")


def _odd(event_id: int) -> Select[Attendance, str, str]:
    is_undecided = ~exists().where(_same(VerdictOverride))
    was_online = or_(exists().where(_same(PresenceInterval)), exists().where(_same(CodeClaim)))
    odd = or_(
        and_(Attendance.mode == Mode.ONLINE, Attendance.first_at.is_not(None), Attendance.is_present.is_(False)),
        and_(Attendance.channel == Channel.CODE, Attendance.is_present),
        and_(Attendance.mode == Mode.IN_PERSON, Attendance.first_at.is_not(None), was_online),
    )
    return (
        select(Attendance, Person.name, Registration.affiliation)
        .join(Session, Session.id == Attendance.session_id)
        .join(Registration, Registration.id == Attendance.registration_id)
        .join(Registration.person)
        .where(Session.event_id == event_id, Registration.status == RegistrationStatus.CONFIRMED, is_undecided, odd)
        .order_by(Person.folded_name, Attendance.id)
    )


def _same(evidence: Any) -> ColumnElement[bool]:
    """Evidence of the same person at the same session."""
    return and_(evidence.session_id == Attendance.session_id, evidence.registration_id == Attendance.registration_id)
