"""Invitations in the audit log. Whom they are for stands there only once there is an account, under its own key."""

from webapp import clock
from webapp.accounts.identity import acting
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record
from webapp.directory.teams.models import Invitation


def note_invitation(name: str, invitation: Invitation) -> None:
    """Record that the signed-in person did `name` to the invitation."""
    organization = invitation.organization
    subject = Subject("organization", organization.id, organization.name)
    way = "email" if invitation.email else "phone"
    facts = {"role": invitation.role.value, "invitation": invitation.id, "way": way}
    record(Act(name, subject, organization.id, after=facts), by=acting(), at=clock.now())
