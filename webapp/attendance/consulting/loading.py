"""Loading is permission: an officer's consultation, or 404 for everybody else."""

from flask import abort

from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.events import loading
from webapp.events.consulting import queries
from webapp.events.consulting.models import Consultation
from webapp.events.models import Event


def officers_consultation(number: int) -> Consultation:
    own = queries.of_organizations(loading.scope(signed_in_identity(), GrantRole.COMMITTEE))
    return db.session.scalar(own.where(Consultation.id == number)) or abort(404)


def officers_hour(number: int, event_id: int) -> Event:
    asked = queries.events_of(officers_consultation(number).id).where(Event.id == event_id)
    return db.session.scalar(asked) or abort(404)
