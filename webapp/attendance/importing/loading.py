"""Loading what an import's address names: the organizer's event, its import, a row of it; 404 for anything else."""

from flask import abort

from webapp.accounts.models import GrantRole
from webapp.attendance.importing import queries
from webapp.attendance.importing.models import AttendanceImport, ImportedParticipant
from webapp.database import db
from webapp.events.filters import is_slug
from webapp.events.loading import organizers_event
from webapp.events.models import Event


def organizers_import(slug: str, import_id: int) -> tuple[Event, AttendanceImport]:
    event = committees_event(slug)
    found = db.session.scalar(queries.one(event.id, import_id))
    if found is None:
        abort(404)
    return event, found


def imports_row(slug: str, import_id: int, participant_id: int) -> tuple[Event, ImportedParticipant]:
    event = committees_event(slug)
    found = db.session.scalar(queries.participant(event.id, import_id, participant_id))
    if found is None:
        abort(404)
    return event, found


def committees_event(slug: str) -> Event:
    return organizers_event(slug, GrantRole.COMMITTEE) if is_slug(slug) else abort(404)
