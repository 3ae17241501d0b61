"""Reused queries of teams and invitations; the caller runs them."""

from datetime import datetime

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from webapp.accounts.models import Grant, GrantRole, User
from webapp.directory.teams.models import Invitation


def team(organization_id: int) -> Select[Grant]:
    """The members with their accounts: administrators first, then by name."""
    rank = case({role: place for place, role in enumerate(GrantRole)}, value=Grant.role)
    return _of(organization_id).order_by(rank, User.name, Grant.id)


def grant(organization_id: int, grant_id: int) -> Select[Grant]:
    """One member of this team, with every role the account holds anywhere."""
    found = _of(organization_id).where(Grant.id == grant_id)
    return found.options(contains_eager(Grant.user).selectinload(User.grants))


def _of(organization_id: int) -> Select[Grant]:
    joined = select(Grant).join(Grant.user).options(contains_eager(Grant.user))
    return joined.where(Grant.organization_id == organization_id)


def member(organization_id: int, login: str) -> Select[Grant]:
    return _of(organization_id).where(or_(User.email == login, User.phone == login))


def admins_for_update(organization_id: int) -> Select[Grant]:
    """The administrators, locked. SQLite's one writer needs no lock and ignores the word."""
    mine = (Grant.organization_id == organization_id, Grant.role == GrantRole.ADMIN)
    return select(Grant).where(*mine).order_by(Grant.id).with_for_update().execution_options(populate_existing=True)


def invitations(organization_id: int) -> Select[Invitation]:
    """Whom this organization has invited, the latest first; those that are over too, to be renewed."""
    mine = Invitation.organization_id == organization_id
    return select(Invitation).where(mine).order_by(Invitation.created_at.desc(), Invitation.id.desc())


def invitation(organization_id: int, invitation_id: int) -> Select[Invitation]:
    return invitations(organization_id).where(Invitation.id == invitation_id)


def invitation_of(organization_id: int, login: str) -> Select[Invitation]:
    return invitations(organization_id).where(or_(Invitation.email == login, Invitation.phone == login))


def standing(ref: str, *, at: datetime) -> Select[Invitation]:
    """The invitation of a link while it is not over and its account, if it renews one, may sign in."""
    return (
        select(Invitation)
        .outerjoin(Invitation.user)
        .where(Invitation.ref == ref, Invitation.expires_at > at, User.disabled_at.is_(None))
        .options(selectinload(Invitation.organization), contains_eager(Invitation.user))
    )
