"""Which organizations somebody looks after: their own, and for an office the KIM of its region."""

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import aliased

from webapp.accounts.identity import Identity, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory.groups import queries
from webapp.directory.groups.models import GroupProfile, Member
from webapp.directory.models import Organization, OrganizationKind
from webapp.directory.regions import HOME_PROVINCE

LARGEST_ID = 2**31 - 1


def within_reach(identity: Identity, least: GrantRole) -> ColumnElement[bool]:
    """Whether an Organization is this person's to look after, as a condition of a query.

    An office looks after the KIM of its kabupaten/kota or kecamatan; one without a region after those of the province.
    The sample's, into which anybody signs in, looks after the sample's alone.
    """
    if identity.user.is_platform_admin:
        return true()
    ids = identity.organizations(least)
    office = aliased(Organization)
    region = Organization.region_code
    in_region = or_(
        and_(office.region_code.is_(None), or_(region.is_(None), region.startswith(f"{HOME_PROVINCE}."))),
        region == office.region_code,
        region.startswith(office.region_code + "."),
        and_(Organization.id == GroupProfile.organization_id, GroupProfile.district_code == office.region_code),
    )
    scope = exists(
        select(office.id)
        .where(office.id.in_(ids), office.kind == OrganizationKind.OFFICE)
        .where(or_(office.is_sample.is_(False), Organization.is_sample))
        .outerjoin_from(office, GroupProfile, GroupProfile.organization_id == Organization.id)
        .where(in_region)
        .correlate(Organization)
    )
    return or_(Organization.id.in_(ids), and_(Organization.kind == OrganizationKind.KIM, scope))


def offices(identity: Identity) -> Select[Organization]:
    """The offices for which this person may write KIM down."""
    found = select(Organization).where(Organization.kind == OrganizationKind.OFFICE).order_by(Organization.id)
    if identity.user.is_platform_admin:
        return found
    return found.where(Organization.id.in_(identity.organizations(GrantRole.ADMIN)))


def group_in_reach(slug: str, least: GrantRole = GrantRole.ADMIN) -> GroupProfile:
    """The KIM behind `slug` if the signed-in person looks after it, else 404."""
    asked = queries.profile(slug).where(within_reach(signed_in_identity(), least))
    return (db.session.scalar(asked) if _is_readable(slug) else None) or abort(404)


def member_of(profile: GroupProfile, member_id: int) -> Member:
    """The member of a KIM that is in reach, else 404."""
    mine = select(Member).where(Member.organization_id == profile.organization_id, Member.id == member_id)
    return (db.session.scalar(mine) if member_id <= LARGEST_ID else None) or abort(404)


def organization_in_reach(slug: str, *kinds: OrganizationKind) -> Organization:
    """The organization behind `slug`, of one of `kinds` if any are given, if the signed-in person runs it, else 404."""
    asked = select(Organization).where(Organization.slug == slug, within_reach(signed_in_identity(), GrantRole.ADMIN))
    if kinds:
        asked = asked.where(Organization.kind.in_(kinds))
    return (db.session.scalar(asked) if _is_readable(slug) else None) or abort(404)


def _is_readable(slug: str) -> bool:
    return slug.isascii() and slug.isprintable() and len(slug) < 200
