"""What the pages of a recap are asked: whose, from when to when. Loading is permission."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import abort, request

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.recapping.gathering import recap
from webapp.attendance.recapping.periods import Period, period
from webapp.attendance.recapping.values import Recap
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record_reading
from webapp.directory.models import Organization
from webapp.events.loading import own_organizations
from webapp.web.formatting import local


@dataclass(frozen=True)
class Asked:
    """The organizer and what was typed; `period` raises Refused when the two days make none."""

    organization: Organization
    organizations: list[Organization]
    first: str
    last: str
    at: datetime

    @property
    def today(self) -> date:
        return local(self.at, self.organization.tzid).date()

    def period(self) -> Period:
        return period(self.first, self.last, tzid=self.organization.tzid, today=self.today)


def asked() -> Asked:
    """Read the address; 404 for an organizer that is not this person's."""
    organizations = own_organizations(signed_in_identity(), GrantRole.VIEWER)
    slug = request.args.get("organizer", "")
    found = next((one for one in organizations if one.slug == slug or not slug), None)
    if found is None:
        abort(404)
    return Asked(found, organizations, request.args.get("from", ""), request.args.get("to", ""), clock.now())


def asked_recap() -> tuple[Asked, Recap]:
    given = asked()
    return given, recap(given.organization, given.period(), at=given.at)


def note(name: str, given: Asked, found: Recap, **what: Any) -> None:
    """Who saw the names of how many people, of which period."""
    organization = given.organization
    subject = Subject("organization", organization.id, organization.name)
    record_reading(
        Act(name, subject, organization.id, {}, {**found.period.arguments(), **what}), by=acting(), at=given.at
    )
