"""The address of a new organization, and whether a KIM may be written down where it is said to be."""

from collections.abc import Collection, Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.accounts.identity import Identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory.groups import reach
from webapp.directory.groups.profiling import PlannedGroup
from webapp.directory.models import Organization
from webapp.directory.regions import HOME_PROVINCE
from webapp.errors import Refused
from webapp.web.slugs import candidates

RESERVED = frozenset({"new", "coverage", "forums", "imports", "suggestions"})
"""Pages of their own below /kim and /manage/groups."""


def free_slug(name: str) -> str:
    """An address that no organization holds. A race for it ends at the unique column."""
    tried = [slug for slug in candidates(name) if slug not in RESERVED]
    taken = set(db.session.scalars(select(Organization.slug).where(Organization.slug.in_(tried))))
    return next(slug for slug in tried if slug not in taken)


def free_slugs(name: str, *, taken: Collection[str]) -> Iterator[str]:
    """Addresses for `name` outside of `taken`, for many at once."""
    return (slug for slug in candidates(name) if slug not in RESERVED and slug not in taken)


def refuse_beyond_reach(identity: Identity, plan: PlannedGroup, *, organization: Organization | None = None) -> None:
    """An office writes down the KIM of its own region. Raises Refused (region_code).

    Who runs the KIM itself may say where it is at home.
    """
    if organization is not None and identity.may(GrantRole.ADMIN, organization.id):
        return
    if not any(is_inside(plan, scope) for scope in scopes(identity)):
        raise Refused(_("Wilayah ini di luar wilayah kantor Bapak/Ibu."), reason="region_code")


def scopes(identity: Identity) -> list[str]:
    """The regions of this person's offices; "" for everything."""
    if identity.user.is_platform_admin:
        return [""]
    return [office.region_code or HOME_PROVINCE for office in db.session.scalars(reach.offices(identity))]


def is_inside(plan: PlannedGroup, scope: str) -> bool:
    codes = (plan.district_code or "", plan.region_code or HOME_PROVINCE)
    return not scope or any(code == scope or code.startswith(f"{scope}.") for code in codes)
