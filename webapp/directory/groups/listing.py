"""A page of groups by name, with how many members each has."""

from dataclasses import dataclass
from math import ceil

from sqlalchemy import Select, func, select

from webapp.database import db
from webapp.directory.groups import queries
from webapp.directory.groups.models import GroupProfile
from webapp.directory.models import Organization

PAGE_SIZE = 25


@dataclass(frozen=True)
class Listing:
    """`number` counts from 1; `total` counts the rows of all pages; `members` counts by organization id."""

    profiles: list[GroupProfile]
    members: dict[int, int]
    number: int
    pages: int
    total: int


def page_of_groups(asked: Select[GroupProfile], *, number: int) -> Listing:
    """The page `number` of what was asked; beyond the last page, the last. Three statements, whatever is found."""
    total = db.session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    pages = max(1, ceil(total / PAGE_SIZE))
    number = min(number, pages)
    page = asked.order_by(Organization.name, Organization.id).limit(PAGE_SIZE).offset(PAGE_SIZE * (number - 1))
    found = list(db.session.scalars(page.options(*queries.ROW)))
    counts = db.session.execute(queries.member_counts([one.organization_id for one in found]))
    return Listing(found, dict(counts.all()), number, pages, total)
