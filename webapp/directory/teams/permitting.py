"""Who settles the affairs of an organization: its administrators, and those of the office in whose region it is."""

from sqlalchemy import select

from webapp.accounts.identity import Identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory.groups.reach import within_reach
from webapp.directory.models import Organization


def administers(identity: Identity, organization: Organization) -> bool:
    """Whether this person administers the organization, or an office that looks after this KIM."""
    mine = select(Organization.id).where(Organization.id == organization.id, within_reach(identity, GrantRole.ADMIN))
    return db.session.scalar(mine) is not None
