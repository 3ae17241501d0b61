"""Who answers for personal data. The caller runs it."""

from sqlalchemy import Select, select

from webapp.directory.models import Organization
from webapp.events.models import Event, Visibility

MOST = 100


def organizers() -> Select[Organization]:
    """Organizations that hold public activities; who holds only unlisted ones is not told to everybody."""
    holders = select(Event.organization_id).where(
        Event.published_at.is_not(None), Event.visibility == Visibility.PUBLIC
    )
    return select(Organization).where(Organization.id.in_(holders)).order_by(Organization.name).limit(MOST)
