"""What is done to groups, written into the audit log. Members stand there by number; their names never do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from webapp.accounts.identity import acting
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record, record_reading
from webapp.directory.models import Organization


def note(
    name: str,
    organization: Organization,
    *,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Record that the signed-in person did `name` to a KIM, a forum or a partner."""
    record(_act(name, organization, before, after), by=acting(), at=at)


def note_reading(name: str, organization: Organization, *, at: datetime, **what: Any) -> None:
    """Record that the signed-in person looked at the members of a KIM."""
    record_reading(_act(name, organization, None, what), by=acting(), at=at)


def _act(
    name: str, organization: Organization, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Act:
    subject = Subject("organization", organization.id, organization.name)
    return Act(name, subject, organization.id, before or {}, after or {})
