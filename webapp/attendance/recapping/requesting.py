"""What the pages of a recap are asked: whose, from when to when. Loading is permission."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import abort, request

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.recapping.periods import Period, period
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
