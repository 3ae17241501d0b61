"""Making an event's rows what a plan says, and telling what that changed."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from webapp.errors import Refused
from webapp.events.changing import raise_sequence, standing
from webapp.events.making import derive_dates, new_role, new_session
from webapp.events.models import Event, EventStatus, Role, Session
from webapp.events.plans import FACTS, Plan

# A change of one of these sends people to another place.
PLACE = frozenset({"venue", "region_code"})


@dataclass(frozen=True)
class Change:
    """What a plan changed: names of facts, hours, and anything else that people see."""

    facts: frozenset[str]
    is_retimed: bool
    is_retold: bool  # titles of sessions, people and their parts

    @property
    def is_rescheduled(self) -> bool:
        return self.is_retimed or "tzid" in self.facts

    @property
    def is_moved(self) -> bool:
        return bool(self.facts & PLACE)

    @property
    def news(self) -> list[str]:
        """Kinds of revision that people must hear of."""
        return ["rescheduled"] * self.is_rescheduled + ["moved"] * self.is_moved

    def __bool__(self) -> bool:
        return bool(self.facts) or self.is_retimed or self.is_retold


def fit(event: Event, plan: Plan, *, at: datetime) -> Change:
    """Bring facts, sessions and roles into line; sequences rise for the sessions concerned unless it is a draft."""
    facts = frozenset(name for name in FACTS if getattr(event, name) != getattr(plan, name))
    for name in facts:
        setattr(event, name, getattr(plan, name))
    was = {session.id: _told(session) for session in event.sessions}
    _fit_sessions(event, plan, at=at)
    is_recast = _fit_roles(event, plan)
    change = Change(
        facts=facts,
        is_retimed=any(_hours(was.get(one.id)) != _hours(_told(one)) for one in event.sessions)
        or len(was) != len(event.sessions),
        is_retold=is_recast or any(was.get(one.id) != _told(one) for one in event.sessions),
    )
    _stamp(event, was, change, is_recast=is_recast, at=at)
    derive_dates(event)
    return change


Told = tuple[datetime, datetime | None, bool, str]


def _told(session: Session) -> Told:
    return session.dtstart, session.dtend, session.cancelled_at is not None, session.title


def _hours(told: Told | None) -> tuple[object, ...] | None:
    return told[:3] if told else None


def _stamp(event: Event, was: dict[int, Told], change: Change, *, is_recast: bool, at: datetime) -> None:
    """Sequence and revision time of every session that was there before and is not the same now."""
    everywhere = "tzid" in change.facts or change.is_moved
    for session in event.sessions:
        if session.id not in was:
            continue
        is_standing = session.cancelled_at is None
        if _hours(was[session.id]) != _hours(_told(session)) or (everywhere and is_standing):
            if event.status is not EventStatus.DRAFT:
                raise_sequence([session], at=at)
            session.revised_at = at
        elif was[session.id] != _told(session) or (is_standing and (change.facts or is_recast)):
            session.revised_at = at


def _fit_sessions(event: Event, plan: Plan, *, at: datetime) -> None:
    known = {session.id: session for session in standing(event)}
    for planned in plan.sessions:
        if planned.id is None:
            event.sessions.append(new_session(planned, at=at))
            continue
        session = known.pop(planned.id, None)
        if session is None:
            raise Refused(_("Salah satu sesi sudah dihapus atau dibatalkan. Mohon muat ulang halaman ini."))
        session.dtstart, session.dtend, session.title = planned.dtstart, planned.dtend, planned.title
    for left_out in known.values():
        if event.status is EventStatus.DRAFT:
            event.sessions.remove(left_out)
        else:
            left_out.cancelled_at = at
    event.sessions.sort(key=lambda session: session.dtstart)


def _fit_roles(event: Event, plan: Plan) -> bool:
    """Roles that are not planned any more go; the others keep their row. True when anything changed."""
    before = [_said(role) for role in event.roles]
    known = {role.id: role for role in event.roles}
    kept: list[Role] = []
    for position, planned in enumerate(plan.roles):
        role = known.get(planned.id) if planned.id else None
        if role is None:
            kept.append(new_role(planned, position))
            continue
        role.position, role.role, role.name = position, planned.role, planned.name
        role.affiliation, role.talk_title = planned.affiliation, planned.talk_title
        kept.append(role)
    event.roles = kept
    return before != [_said(role) for role in kept]


def _said(role: Role) -> tuple[str, ...]:
    return role.role, role.name, role.affiliation, role.talk_title
