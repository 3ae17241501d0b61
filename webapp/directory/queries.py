"""Reused queries of regions and organizations; the caller runs them."""

from sqlalchemy import Select, select

from webapp.directory.models import Organization, Region, RegionKind
from webapp.directory.regions import HOME_PROVINCE


def regencies() -> Select[Region]:
    """The fourteen kabupaten/kota of the home province, in the order of their codes."""
    return (
        select(Region)
        .where(Region.kind == RegionKind.REGENCY, Region.parent_code == HOME_PROVINCE)
        .order_by(Region.code)
    )


def organization(slug: str) -> Select[Organization]:
    return select(Organization).where(Organization.slug == slug)


def kim_names() -> Select[str]:
    return (
        select(Organization.name)
        .where(Organization.kind == "kim")
        .order_by(Organization.name)
    )
