"""A page of the directory."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import func, select

from webapp.attendance.reaching import queries
from webapp.database import db
from webapp.directory.groups import queries as groups
from webapp.directory.groups.filters import GroupFilters
from webapp.directory.groups.models import GroupProfile
from webapp.directory.models import Organization

PAGE_SIZE = 25


@dataclass(frozen=True)
class Listing:
    """One page of groups by name, with how many members each has. `number` counts from 1."""

    profiles: list[GroupProfile]
    members: dict[int, int]
    number: int
    pages: int
    total: int


def list_groups(filters: GroupFilters, *, number: int, at: datetime) -> Listing:
    """The page `number`; beyond the last page, the last. Three statements for one row and for many."""
    asked = queries.listed(filters, at=at)
    total = db.session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    pages = max(1, ceil(total / PAGE_SIZE))
    number = min(number, pages)
    page = asked.order_by(Organization.name, Organization.id).limit(PAGE_SIZE).offset(PAGE_SIZE * (number - 1))
    found = list(db.session.scalars(page.options(*groups.ROW)))
    counts = db.session.execute(groups.member_counts([one.organization_id for one in found]))
    return Listing(found, dict(counts.all()), number, pages, total)
