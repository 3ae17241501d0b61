"""Inviting somebody to act for an organization, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete

from webapp.accounts import queries as accounts
from webapp.accounts import signing_in
from webapp.accounts.models import Grant, GrantRole, User
from webapp.database import db
from webapp.directory.models import Organization, OrganizationKind
from webapp.directory.teams import queries
from webapp.directory.teams.links import is_link
from webapp.directory.teams.models import Invitation
from webapp.errors import Refused
from webapp.messages.promising import promise_to
from webapp.web.tokens import REF_LENGTH, new_ref

LIFETIME = timedelta(days=7)
KIND = "invitation"


@dataclass(frozen=True)
class Invited:
    """Whom an administrator asks to join, by a stored login: an address in lower case, or E.164."""

    login: str
    role: GrantRole

    @property
    def is_by_phone(self) -> bool:
        return self.login.startswith("+")


def invite(organization: Organization, invited: Invited, *, locale: str, at: datetime) -> Invitation:
    """Let a role wait for somebody; by mail the link is promised, by telephone it is passed on by hand.

    Inviting the same login again replaces role, link and time. Refused when the person is in the team already, and
    for a telephone outside KIM: everybody else signs in by mail.
    """
    if invited.is_by_phone and organization.kind is not OrganizationKind.KIM:
        raise Refused(_("Undangan lewat nomor WhatsApp hanya untuk pengurus KIM. Gunakan alamat surel."))
    if db.session.scalar(queries.member(organization.id, invited.login)):
        raise Refused(_("Orang ini sudah menjadi anggota tim."))
    return _renewed(organization, invited, user=None, locale=locale, at=at)


def renew_pin(organization: Organization, member: User, role: GrantRole, *, locale: str, at: datetime) -> Invitation:
    """A link by which a member who signs in by telephone chooses a new PIN.

    Refused when the member also acts for another organization: whoever holds the link could act there.
    """
    _refuse_unless_alone(organization.id, member)
    return _renewed(organization, Invited(member.login, role), user=member, locale=locale, at=at)


def _renewed(
    organization: Organization, invited: Invited, *, user: User | None, locale: str, at: datetime
) -> Invitation:
    invitation = db.session.scalar(queries.invitation_of(organization.id, invited.login))
    if invitation is None:
        address = {"phone" if invited.is_by_phone else "email": invited.login}
        invitation = Invitation(organization=organization, **address)
        db.session.add(invitation)
    invitation.ref, invitation.role, invitation.user, invitation.locale = new_ref(), invited.role, user, locale
    invitation.created_at, invitation.expires_at = at, at + LIFETIME
    db.session.flush()
    if not invited.is_by_phone:
        promise_to(f"invitation:{invitation.id}", KIND, at=at)
    return invitation


def behind(token: str, *, at: datetime) -> Invitation | None:
    """The invitation that this link opens, while it stands."""
    return db.session.scalar(queries.standing(token[:REF_LENGTH], at=at)) if is_link(token) else None


def accept_as_new(invitation: Invitation, *, name: str, secret: str, at: datetime) -> User:
    """Make the account, with `secret` as its password or PIN, and give it the role.

    Refused when the login has an account: then its owner accepts, signed in (`accept_as`).
    """
    _use_up(invitation)
    if invitation.phone:
        user = signing_in.create_phone_user(phone=invitation.phone, name=name, pin=secret, at=at)
    else:
        user = signing_in.create_user(email=invitation.login, name=name, password=secret, at=at)
    signing_in.grant(user, organization_id=invitation.organization_id, role=invitation.role)
    return user


def accept_as(invitation: Invitation, user: User) -> Grant:
    """Give the role to the account that was invited. Refused for every other account."""
    if user.login != invitation.login:
        raise Refused(_("Undangan ini untuk akun lain. Mohon keluar, lalu masuk dengan akun yang diundang."))
    _use_up(invitation)
    return signing_in.grant(user, organization_id=invitation.organization_id, role=invitation.role)


def accept_pin(invitation: Invitation, *, pin: str, at: datetime) -> User:
    """Set the new PIN of an account that stands, and end its sessions.

    Refused when the PIN is too weak, and when the account has joined another organization or left since.
    """
    assert invitation.user is not None
    _refuse_unless_alone(invitation.organization_id, invitation.user)
    _use_up(invitation)
    signing_in.set_password(invitation.user, pin, at=at)
    return invitation.user


def _refuse_unless_alone(organization_id: int, member: User) -> None:
    """Refused unless this organization is the one and only that the account, which has a telephone, acts for."""
    if member.phone is None or {grant.organization_id for grant in member.grants} != {organization_id}:
        raise Refused(_("PIN akun ini tidak dapat diganti dari sini."))


def is_for_account(invitation: Invitation) -> bool:
    """Whether the invited login has an account already."""
    return db.session.scalar(accounts.by_login(invitation.login)) is not None


def withdraw(invitation: Invitation) -> None:
    """Take an invitation back; its link is dead at once."""
    db.session.delete(invitation)
    db.session.flush()


def _use_up(invitation: Invitation) -> None:
    """One link, one use: whoever comes second finds the row gone, or under another link."""
    used = delete(Invitation).where(Invitation.id == invitation.id, Invitation.ref == invitation.ref)
    if db.session.scalar(used.returning(Invitation.id).execution_options(synchronize_session=False)) is None:
        raise Refused(_("Undangan ini sudah dipakai atau ditarik kembali."))
