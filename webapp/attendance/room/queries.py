"""What the room of an event asks: its figures in one statement, its people a page at a time, its open messages."""

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from webapp.attendance.certifying.models import Certificate
from webapp.attendance.models import COUNTED, Attendance, Desk, Person, Registration, RegistrationStatus
from webapp.events.models import Mode, Session
from webapp.events.program.models import RundownLine
from webapp.web.text import folded

CONFIRMED, WAITING = RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING
GONE = (RegistrationStatus.CANCELLED, RegistrationStatus.DECLINED)


def presence(event_id: int) -> Subquery:
    """One row for each registration that came to any session: when first, and whether to the hall."""
    return (
        select(
            Attendance.registration_id,
            func.min(Attendance.first_at).label("first_at"),
            func.max(case((Attendance.mode == Mode.IN_PERSON, 1), else_=0)).label("in_hall"),
        )
        .join(Session, Session.id == Attendance.session_id)
        .where(Session.event_id == event_id, COUNTED)
        .group_by(Attendance.registration_id)
        .subquery("presence")
    )


def conditions(came: Subquery) -> dict[str, ColumnElement[bool]]:
    """What each filter of the list means; every figure of the room is the length of one of these lists.

    Whoever came both ways came in person; whoever was outside the quota is counted apart, but whose seat was
    let go for being late had registered all the same.
    """
    inside, present = Registration.is_outside_quota.is_(False), came.c.first_at.is_not(None)
    return {
        "confirmed": and_(Registration.status == CONFIRMED, or_(inside, Registration.released_at.is_not(None))),
        "waiting": Registration.status == WAITING,
        "pending": Registration.status == RegistrationStatus.PENDING,
        "in_person": and_(present, inside, came.c.in_hall == 1),
        "online": and_(present, inside, came.c.in_hall == 0),
        "outside_quota": and_(present, Registration.is_outside_quota),
        "absent": and_(Registration.status == CONFIRMED, came.c.first_at.is_(None)),
        "gone": Registration.status.in_(GONE),
    }


def figures(event_id: int) -> Select[*tuple[int, ...]]:
    """One row; its columns are named like the filters."""
    came = presence(event_id)
    counted = [func.count().filter(condition).label(name) for name, condition in conditions(came).items()]
    return (
        select(*counted)
        .select_from(Registration)
        .outerjoin(came, came.c.registration_id == Registration.id)
        .where(Registration.event_id == event_id)
    )


def participants(event_id: int, *, show: str, search: str, sees_phones: bool) -> Select[Registration, object]:
    """Registrations with the time of their first attendance, by name; the line in its own order.

    Whoever sees telephones masked searches the last four digits alone, and so finds out no others.
    """
    came = presence(event_id)
    found = (
        select(Registration, came.c.first_at)
        .join(Registration.person)
        .outerjoin(came, came.c.registration_id == Registration.id)
        .where(Registration.event_id == event_id)
        .options(joinedload(Registration.person), joinedload(Registration.region))
    )
    if show:
        found = found.where(conditions(came)[show])
    if search:
        found = found.where(_matches(search, sees_phones=sees_phones))
    order = [Registration.queue_number] if show == "waiting" else []
    return found.order_by(*order, Person.folded_name, Registration.id)


def _matches(search: str, *, sees_phones: bool) -> ColumnElement[bool]:
    """By part of the name or of the origin, or by the last digits of a telephone."""
    words = folded(search)
    matches = [
        Person.folded_name.contains(words, autoescape=True),
        func.lower(Registration.affiliation).contains(words, autoescape=True),
    ]
    digits = "".join(mark for mark in search if mark.isdecimal()).removeprefix("62").lstrip("0")
    if len(digits) >= 4:
        matches.append(Person.phone.contains(digits) if sees_phones else Person.phone.endswith(digits[-4:]))
    return or_(*matches)


def of_event(event_id: int, registration_id: int) -> Select[Registration]:
    return (
        select(Registration)
        .where(Registration.id == registration_id, Registration.event_id == event_id)
        .options(joinedload(Registration.person), joinedload(Registration.event))
    )


def prepared(event_id: int) -> Select[int, int, int]:
    """How many lines of a rundown, desks and standing certificates there are, in one statement."""
    lines = select(func.count()).select_from(RundownLine).join(Session).where(Session.event_id == event_id)
    desks = select(func.count()).select_from(Desk).where(Desk.event_id == event_id)
    certificates = (
        select(func.count())
        .select_from(Certificate)
        .where(Certificate.event_id == event_id, Certificate.revoked_at.is_(None))
    )
    return select(
        lines.scalar_subquery().label("lines"),
        desks.scalar_subquery().label("desks"),
        certificates.scalar_subquery().label("certificates"),
    )
