"""Teams in the audit log. Whom an invitation is for stands there only once there is an account, under its own key."""

from typing import Any

from webapp import clock
from webapp.accounts.identity import acting
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record
from webapp.directory.models import Organization
from webapp.directory.teams.models import Invitation


def note_team(name: str, organization: Organization, **facts: Any) -> None:
    """Record that the signed-in person did `name` to the team; `facts` name nobody."""
    subject = Subject("organization", organization.id, organization.name)
    record(Act(name, subject, organization.id, after=facts), by=acting(), at=clock.now())


def note_invitation(name: str, invitation: Invitation) -> None:
    way = "email" if invitation.email else "phone"
    note_team(name, invitation.organization, role=invitation.role.value, invitation=invitation.id, way=way)
