"""Loading is permission: an organizer's event, or 404 for everybody else."""

from flask import abort

from webapp.accounts.identity import Identity, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory import queries as directory
from webapp.directory.models import Organization
from webapp.events import queries
from webapp.events.filters import is_slug
from webapp.events.models import Event


def organizers_event(slug: str, least: GrantRole = GrantRole.COMMITTEE) -> Event:
    """The event behind `slug` if the signed-in person holds at least `least` for its organizer, else 404."""
    query = queries.of_organizations(scope(signed_in_identity(), least)).where(Event.slug == slug)
    event = db.session.scalar(query) if is_slug(slug) else None
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
