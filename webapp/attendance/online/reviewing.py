"""What is odd about attendance online, in one place: evidence that does not fit together, until somebody decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, func, or_, select

from webapp.attendance.joining.models import JoinDevice
from webapp.attendance.models import Attendance, Channel, Person, Registration, RegistrationStatus
from webapp.attendance.verdicts import saying
from webapp.attendance.verdicts.explaining import minutes_of
from webapp.attendance.verdicts.models import CodeClaim, PresenceInterval, VerdictOverride
from webapp.attendance.verdicts.settling import rule_of
from webapp.database import db
from webapp.events.models import Event, Mode, Session

MOST = 200
# Two devices may well be one person's, so this is shown and refuses nobody; two of a family share a telephone.
MOST_DEVICES, MOST_TICKETS = 2, 3


class Oddity(StrEnum):
    """What does not fit."""

    NOT_COUNTED = "not_counted"  # entered, and the rule says no
    CODE_ALONE = "code_alone"  # typed the code and was never seen to enter
    BOTH_WAYS = "both_ways"  # in the hall and online at the same session
    USED_ELSEWHERE = "used_elsewhere"  # one ticket from several devices: a link that was passed on, perhaps
    ONE_DEVICE = "one_device"  # many tickets from one device: a lent telephone, or "titip absen"


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
    for row, name, affiliation, devices, tickets in db.session.execute(_odd(event.id).limit(MOST)):
        kind, session = _kind(row, devices or 0, tickets or 0), sessions[row.session_id]
        why = saying.said(row, rule, lasts=minutes_of(session, event))
        sentence = why if kind is Oddity.NOT_COUNTED else _sentence(kind, devices or 0, tickets or 0)
        is_counted = bool(row.first_at and row.is_present)
        found.append(Odd(kind, row.registration_id, session, name, affiliation, sentence, is_counted))
    return found


def count_odd(event_id: int) -> int:
    """How many there are to look at."""
    return db.session.scalar(select(func.count()).select_from(_odd(event_id).order_by(None).subquery())) or 0


def _kind(row: Attendance, devices: int, tickets: int) -> Oddity:
    if row.first_at is not None and not row.is_present:
        return Oddity.NOT_COUNTED
    if tickets >= MOST_TICKETS:
        return Oddity.ONE_DEVICE
    if row.mode is Mode.IN_PERSON:
        return Oddity.BOTH_WAYS
    if row.channel is Channel.CODE:
        return Oddity.CODE_ALONE
    return Oddity.USED_ELSEWHERE if devices >= MOST_DEVICES else Oddity.NOT_COUNTED


def _sentence(kind: Oddity, devices: int, tickets: int) -> str:
    sentences = {
        Oddity.BOTH_WAYS: _("Ada di aula dan daring pada sesi yang sama. Dihitung satu orang, luring."),
        Oddity.USED_ELSEWHERE: _("Tautannya juga dipakai di tempat lain: %(n)d perangkat.", n=devices),
        Oddity.ONE_DEVICE: _("Satu perangkat dipakai untuk %(n)d tiket.", n=tickets),
    }
    return sentences.get(kind, _("Mengetik kode, tetapi tidak pernah terlihat masuk ruang daring."))


def _odd(event_id: int) -> Select[Attendance, str, str, int | None, int | None]:
    is_undecided = ~exists().where(_same(VerdictOverride))
    was_online = or_(exists().where(_same(PresenceInterval)), exists().where(_same(CodeClaim)))
    devices, tickets = _devices(event_id), _tickets(event_id)
    odd = or_(
        and_(Attendance.mode == Mode.ONLINE, Attendance.first_at.is_not(None), Attendance.is_present.is_(False)),
        and_(Attendance.channel == Channel.CODE, Attendance.is_present),
        and_(Attendance.mode == Mode.IN_PERSON, Attendance.first_at.is_not(None), was_online),
        and_(Attendance.is_present, or_(devices.c.found >= MOST_DEVICES, tickets.c.found >= MOST_TICKETS)),
    )
    return (
        select(Attendance, Person.name, Registration.affiliation, devices.c.found, tickets.c.found)
        .join(Session, Session.id == Attendance.session_id)
        .join(Registration, Registration.id == Attendance.registration_id)
        .join(Registration.person)
        .outerjoin(devices, _same(devices.c))
        .outerjoin(tickets, _same(tickets.c))
        .where(Session.event_id == event_id, Registration.status == RegistrationStatus.CONFIRMED, is_undecided, odd)
        .order_by(Person.folded_name, Attendance.id)
    )


def _devices(event_id: int) -> Subquery:
    """From how many devices each ticket was used at a session."""
    return (
        select(JoinDevice.session_id, JoinDevice.registration_id, func.count().label("found"))
        .join(Session, Session.id == JoinDevice.session_id)
        .where(Session.event_id == event_id)
        .group_by(JoinDevice.session_id, JoinDevice.registration_id)
        .subquery()
    )


def _tickets(event_id: int) -> Subquery:
    """How many tickets the busiest of a ticket's devices was used for."""
    busy = (
        select(JoinDevice.session_id, JoinDevice.device, func.count().label("tickets"))
        .join(Session, Session.id == JoinDevice.session_id)
        .where(Session.event_id == event_id)
        .group_by(JoinDevice.session_id, JoinDevice.device)
        .subquery()
    )
    return (
        select(JoinDevice.session_id, JoinDevice.registration_id, func.max(busy.c.tickets).label("found"))
        .join(busy, and_(busy.c.session_id == JoinDevice.session_id, busy.c.device == JoinDevice.device))
        .group_by(JoinDevice.session_id, JoinDevice.registration_id)
        .subquery()
    )


def _same(evidence: Any) -> ColumnElement[bool]:
    """Evidence of the same person at the same session."""
    return and_(evidence.session_id == Attendance.session_id, evidence.registration_id == Attendance.registration_id)
