"""Reused queries of regions and organizations; the caller runs them."""

from collections.abc import Collection

from sqlalchemy import Select, case, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.directory.models import Logo, Organization, OrganizationKind, Region, RegionKind
from webapp.directory.regions import HOME_PROVINCE

WITH_REGION = (joinedload(Organization.region),)


def regencies() -> Select[Region]:
    """The fourteen kabupaten/kota of the home province, in the order of their codes."""
    return (
        select(Region)
        .where(Region.kind == RegionKind.REGENCY, Region.parent_code == HOME_PROVINCE)
        .order_by(Region.code)
    )


def organization(slug: str) -> Select[Organization]:
    return select(Organization).where(Organization.slug == slug)


def with_signatories(slug: str) -> Select[Organization]:
    return organization(slug).options(selectinload(Organization.signatories))


def logo(organization_id: int) -> Select[Logo]:
    """The logo with its file."""
    return select(Logo).where(Logo.organization_id == organization_id).options(joinedload(Logo.file))


def organizations(ids: Collection[int] | None) -> Select[Organization]:
    """These organizations (None: all), offices and forums before KIM, then by name."""
    rank = case({"office": 0, "forum": 1, "kim": 2}, value=Organization.kind, else_=3)
    query = select(Organization).order_by(rank, Organization.name, Organization.id)
    return query if ids is None else query.where(Organization.id.in_(ids))


def home_office() -> Select[Organization]:
    """The office that this installation was set up for: its first one, real ones before samples."""
    offices = select(Organization).where(Organization.kind == OrganizationKind.OFFICE)
    return offices.order_by(Organization.is_sample, Organization.id).limit(1)
