"""Queries of groups together with who came: reached groups, coverage, a group's history. The caller runs them."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload

from webapp.attendance.models import COUNTED, Attendance, Registration
from webapp.directory.groups import queries as groups
from webapp.directory.groups.filters import GroupFilters, Show
from webapp.directory.groups.models import GroupProfile, GroupStatus
from webapp.directory.models import Organization
from webapp.events import public_queries
from webapp.events import queries as events
from webapp.events.filters import Filters
from webapp.events.models import Event, Session, Visibility

REACHED_WITHIN = timedelta(days=365)
"""A group counts as reached when somebody of it came to an activity of the last twelve months."""


def reached(at: datetime) -> Select[int | None]:
    """Ids of the groups that were reached; what is confidential does not show here either."""
    came = (
        select(Registration.kim_id)
        .join(Attendance, Attendance.registration_id == Registration.id)
        .join(Session, Session.id == Attendance.session_id)
        .join(Event, Event.id == Session.event_id)
    )
    since = (Session.dtstart >= at - REACHED_WITHIN, Session.dtstart <= at)
    return came.where(COUNTED, *since, Registration.kim_id.is_not(None), Event.visibility != Visibility.CONFIDENTIAL)


def listed(filters: GroupFilters, *, at: datetime) -> Select[GroupProfile]:
    """The groups that stand, narrowed, in no order."""
    asked = [groups.STANDS, *groups.conditions(filters)]
    if filters.show is Show.REACHED:
        asked.append(GroupProfile.organization_id.in_(reached(at)))
    return groups.profiles().where(*asked)


def coverage(at: datetime) -> Select[str | None, int, int, int, int, int]:
    """By kabupaten/kota: groups, with a decree, active, reached, and in how many kecamatan they are."""
    is_active = GroupProfile.status == GroupStatus.ACTIVE
    return (
        select(
            Organization.region_code,
            func.count(),
            _count(groups.HAS_DECREE),
            _count(is_active),
            _count(GroupProfile.organization_id.in_(reached(at))),
            func.count(GroupProfile.district_code.distinct()),
        )
        .select_from(GroupProfile)
        .join(GroupProfile.organization)
        .where(groups.STANDS)
        .group_by(Organization.region_code)
    )


def history(group_id: int) -> Select[Event, int]:
    """(public event, people of the group who came), the newest first."""
    came = (
        select(Session.event_id, func.count(Registration.id.distinct()).label("people"))
        .join(Attendance, Attendance.session_id == Session.id)
        .join(Registration, Registration.id == Attendance.registration_id)
        .where(COUNTED, Registration.kim_id == group_id)
        .group_by(Session.event_id)
        .subquery()
    )
    shown = public_queries.listed(Filters()).join(came, came.c.event_id == Event.id)
    return (
        shown.add_columns(came.c.people)
        .order_by(Event.dtstart.desc(), Event.id.desc())
        .options(joinedload(Event.organization), joinedload(Event.region))
    )


def held_by(organization_id: int) -> Select[Event]:
    """What an organization holds in public, alone or with others, the newest first."""
    shown = public_queries.listed(Filters()).where(events.held_by([organization_id]))
    return shown.order_by(Event.dtstart.desc(), Event.id.desc()).options(*public_queries.ROW)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
