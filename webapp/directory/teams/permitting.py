"""Who settles the affairs of an organization: its administrators, and those of the office in whose region it is."""

from webapp.accounts.identity import Identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory import queries
from webapp.directory.models import Organization, OrganizationKind
from webapp.directory.regions import HOME_PROVINCE


def administers(identity: Identity, organization: Organization) -> bool:
    """Whether this person administers the organization, or an office that looks after this KIM.

    An office looks after the KIM of its kabupaten/kota, an office of the province after all; forums and other
    offices stand under nobody.
    """
    if identity.may(GrantRole.ADMIN, organization.id):
        return True
    own = identity.organizations(GrantRole.ADMIN)
    if organization.kind is not OrganizationKind.KIM or not own:
        return False
    return any(_covers(office, organization) for office in db.session.scalars(queries.organizations(own)))


def _covers(office: Organization, kim: Organization) -> bool:
    is_within = f"{kim.region_code or HOME_PROVINCE}.".startswith(f"{office.region_code or HOME_PROVINCE}.")
    return office.kind is OrganizationKind.OFFICE and is_within
