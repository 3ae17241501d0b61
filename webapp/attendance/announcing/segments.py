"""A part of an event's people: by way of taking part, standing, group, and whether they came."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select

from webapp.attendance.announcing.models import NewsStop
from webapp.attendance.models import LIVE, Person, Registration, RegistrationStatus
from webapp.attendance.telling.scheduling import was_present
from webapp.attendance.ticketing.wording import status_label
from webapp.directory.models import Organization
from webapp.events.models import Mode


@dataclass(frozen=True)
class Segment:
    """Who is meant; what is empty does not narrow. `attended`: "yes" or "no"."""

    event_id: int
    mode: Mode | None = None
    status: RegistrationStatus | None = None
    kim_id: int | None = None
    attended: str = ""

    def who(self) -> Sequence[ColumnElement[bool]]:
        """Conditions on Registration; whoever cancelled, or stopped such letters, is never meant."""
        found = [Registration.event_id == self.event_id, Registration.status.in_(LIVE), ~_has_stopped()]
        if self.mode:
            found.append(Registration.mode == self.mode)
        if self.status:
            found.append(Registration.status == self.status)
        if self.kim_id:
            found.append(Registration.kim_id == self.kim_id)
        if self.attended:
            found.append(was_present() if self.attended == "yes" else ~was_present())
        return found


@dataclass(frozen=True)
class Reach:
    """How many by mail, how many by hand, and how many nobody can reach."""

    by_mail: int
    by_hand: int
    nobody: int


def reachable() -> ColumnElement[bool]:
    return or_(Person.email != "", Person.phone != "")


def reach(segment: Segment) -> Select[int, int, int]:
    """One row: by mail, by hand, out of reach. Needs the figures as Reach(*row)."""
    has_mail, has_phone = Person.email != "", Person.phone != ""
    return (
        select(
            func.coalesce(func.sum(case((has_mail, 1), else_=0)), 0),
            func.coalesce(func.sum(case((~has_mail & has_phone, 1), else_=0)), 0),
            func.coalesce(func.sum(case((~has_mail & ~has_phone, 1), else_=0)), 0),
        )
        .select_from(Registration)
        .join(Person, Person.id == Registration.person_id)
        .where(*segment.who())
    )


def groups(event_id: int) -> Select[int, str]:
    """The KIM that people of this event come from, by name."""
    return (
        select(Organization.id, Organization.name)
        .join(Registration, Registration.kim_id == Organization.id)
        .where(Registration.event_id == event_id)
        .distinct()
        .order_by(Organization.name)
    )


def in_words(segment: Segment, kim: str) -> str:
    """The segment as the committee reads it later."""
    modes = {Mode.IN_PERSON: _("Luring"), Mode.ONLINE: _("Daring")}
    parts = [
        modes[segment.mode] if segment.mode else "",
        status_label(segment.status) if segment.status else "",
        kim,
        {"yes": _("Yang hadir"), "no": _("Yang tidak hadir")}.get(segment.attended, ""),
    ]
    return " · ".join(part for part in parts if part) or _("Semua pendaftar")


def _has_stopped() -> ColumnElement[bool]:
    return exists().where(NewsStop.person_id == Registration.person_id)
