"""Loading is permission: an organizer's event, or 404 for everybody else."""

from flask import abort
from sqlalchemy import select

from webapp.accounts.identity import Identity, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory import queries as directory
from webapp.directory.models import Organization
from webapp.events import queries
from webapp.events.filters import is_slug
from webapp.events.models import Event
from webapp.events.program.models import CoHost
from webapp.work.models import Job


def organizers_event(slug: str, least: GrantRole = GrantRole.COMMITTEE) -> Event:
    """The event behind `slug` if the signed-in person holds at least `least` for an organizer of it, else 404.

    Co-hosts work on an event like its organizer; what an administrator decides stays the organizer's own.
    """
    return _event(slug, least, co_hosted=least is not GrantRole.ADMIN)


def own_event(slug: str, least: GrantRole = GrantRole.COMMITTEE) -> Event:
    """The same for those of its own organizer alone: who else holds it is theirs to say."""
    return _event(slug, least, co_hosted=False)


def is_own(event: Event, least: GrantRole) -> bool:
    """Whether the signed-in person holds at least `least` for the event's own organizer."""
    return signed_in_identity().may(least, event.organization_id)


def may(least: GrantRole, event: Event) -> bool:
    """Whether the signed-in person may do what `least` may, for its organizer or for a co-host."""
    return is_own(event, least) or shares(signed_in_identity(), least, event.id)


def shares(identity: Identity, least: GrantRole, event_id: int) -> bool:
    """Whether this person holds at least `least` for an organization that holds the event together with others."""
    own = identity.organizations(least) if least is not GrantRole.ADMIN else ()
    shared = select(CoHost.event_id).where(CoHost.event_id == event_id, CoHost.organization_id.in_(own))
    return bool(own) and db.session.scalar(shared) is not None


def may_have(identity: Identity, job: Job) -> bool:
    """Of long work on one event: whether this person may have it, as one of its organizer or of a co-host."""
    least, organization_id = job.least_role, job.organization_id
    if least is None or organization_id is None:
        return False
    return identity.may(least, organization_id) or shares(identity, least, job.arguments["event"])


def _event(slug: str, least: GrantRole, *, co_hosted: bool) -> Event:
    found = queries.of_organizations(scope(signed_in_identity(), least), co_hosted=co_hosted)
    event = db.session.scalar(found.where(Event.slug == slug)) if is_slug(slug) else None
    if event is None:
        abort(404)
    return event


def own_organizations(identity: Identity, least: GrantRole) -> list[Organization]:
    """The organizations for which this person holds at least `least`: offices first, then by name."""
    ids = scope(identity, least)
    if ids is not None and not ids:
        return []
    return list(db.session.scalars(directory.organizations(ids)))


def scope(identity: Identity, least: GrantRole) -> set[int] | None:
    """The organizations whose events this person may touch; None for all."""
    return None if identity.user.is_platform_admin else identity.organizations(least)
