"""Reused queries of groups, members and forums; the caller runs them."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.directory.groups.filters import MAX_WORDS, GroupFilters, Show
from webapp.directory.groups.models import ForumMembership, GroupProfile, GroupStatus, Member
from webapp.directory.models import Organization, OrganizationKind
from webapp.directory.regions import folded

ROW = (
    contains_eager(GroupProfile.organization).joinedload(Organization.region),
    joinedload(GroupProfile.district),
)
HAS_DECREE = GroupProfile.decree_number != ""
STANDS = GroupProfile.status != GroupStatus.DISSOLVED


def profiles() -> Select[GroupProfile]:
    """Every KIM, in no order; with `ROW` its organization, kabupaten/kota and kecamatan are loaded too."""
    return select(GroupProfile).join(GroupProfile.organization)


def profile(slug: str) -> Select[GroupProfile]:
    more = (*ROW, joinedload(GroupProfile.decree_file))
    return profiles().where(Organization.slug == slug).options(*more)


def conditions(filters: GroupFilters) -> list[ColumnElement[bool]]:
    """What the filters ask of a profile and its organization, but for Show.REACHED: that needs attendance."""
    asked: list[ColumnElement[bool]] = [GroupProfile.sought.contains(one, autoescape=True) for one in words(filters.q)]
    if filters.region:
        asked.append(within(filters.region))
    if filters.show is Show.DECREE:
        asked.append(HAS_DECREE)
    if filters.show is Show.ACTIVE:
        asked.append(GroupProfile.status == GroupStatus.ACTIVE)
    return asked


def words(text: str) -> list[str]:
    """The words of a search, folded as `sought` is: "Palangkaraya" finds "Palangka Raya"."""
    return [word for word in map(folded, text.split()[:MAX_WORDS]) if word]


def within(code: str) -> ColumnElement[bool]:
    """The group's kabupaten/kota or kecamatan is the region or lies in it."""
    if len(code) > len("62.71"):
        return GroupProfile.district_code == code
    return or_(Organization.region_code == code, Organization.region_code.startswith(f"{code}.", autoescape=True))


def member_counts(ids: Collection[int]) -> Select[int, int]:
    """(organization id, members) of those that have any."""
    counted = select(Member.organization_id, func.count()).where(Member.organization_id.in_(ids))
    return counted.group_by(Member.organization_id)


def gender_counts(organization_id: int) -> Select[str, int]:
    """(L, P or "", members): what the public may know of a group's people."""
    counted = select(Member.gender, func.count()).where(Member.organization_id == organization_id)
    return counted.group_by(Member.gender)


def members(organization_id: int) -> Select[Member]:
    return select(Member).where(Member.organization_id == organization_id).order_by(Member.folded_name, Member.id)


def forums() -> Select[Organization]:
    kind = Organization.kind == OrganizationKind.FORUM
    return select(Organization).where(kind).order_by(Organization.name, Organization.id)


def forums_of(group_id: int) -> Select[Organization]:
    mine = exists().where(ForumMembership.forum_id == Organization.id, ForumMembership.group_id == group_id)
    return forums().where(mine)


def gathered(forum_id: int) -> Select[GroupProfile]:
    """The KIM of a forum by name."""
    mine = exists().where(ForumMembership.group_id == Organization.id, ForumMembership.forum_id == forum_id)
    return profiles().where(mine).order_by(Organization.name, Organization.id).options(*ROW)


def forum_sizes() -> Select[int, int]:
    """(forum id, KIM in it) of those that have any."""
    return select(ForumMembership.forum_id, func.count()).group_by(ForumMembership.forum_id)


def named(text: str) -> Select[int, str, str | None]:
    """(id, name, region code) of KIM whose name, place or kabupaten/kota holds every word; for suggestions."""
    found = select(Organization.id, Organization.name, Organization.region_code).join(
        GroupProfile, GroupProfile.organization_id == Organization.id
    )
    asked = [GroupProfile.sought.contains(one, autoescape=True) for one in words(text)]
    return found.where(STANDS, *asked).order_by(Organization.name, Organization.id)
