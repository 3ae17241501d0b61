"""The attendance of an event for its organizer's own programs: the figures of the report, and its rows."""

from datetime import datetime

from flask import Blueprint, abort, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from webapp import clock
from webapp.accounts import queries as accounts
from webapp.attendance.reporting.gathering import report
from webapp.attendance.reporting.values import Attendee, Report
from webapp.attendance.verdicts.explaining import sentences
from webapp.audit.acts import Actor
from webapp.audit.models import ActorKind
from webapp.database import db
from webapp.events.filters import is_slug
from webapp.events.models import Event, Mode
from webapp.events.noting import note_reading
from webapp.events.queries import PAGE
from webapp.web.access import bearer as for_bearers
from webapp.web.bodies import bearer_token, refuse_bearer
from webapp.web.formatting import local
from webapp.web.tokens import token_hash

bp = Blueprint("api_attendance", __name__, url_prefix="/api/v1")


@bp.get("/events/<slug>/attendance")
@for_bearers
def show(slug: str) -> ResponseReturnValue:
    """Who was registered and who came, with the totals of the report; another organization's event is not found."""
    token = db.session.scalar(accounts.standing_api_token(token_hash(bearer_token()), at=clock.now()))
    if token is None:
        refuse_bearer()
    owned = select(Event).where(Event.slug == slug, Event.organization_id == token.organization_id)
    event = db.session.scalar(owned.options(*PAGE)) if is_slug(slug) else None
    if event is None:
        abort(404)
    found, reasons = report(event), sentences(event)
    answer = jsonify(
        event=event.slug,
        totals=_totals(found),
        people=[_attendee(one, event.tzid) | {"reason": reasons.get(one.registration.id)} for one in found.attendees],
    )
    by = Actor(ActorKind.PROGRAM, token.id)
    note_reading("attendance.exported", event, at=clock.now(), by=by, format="json", people=len(found.attendees))
    return answer


def _totals(found: Report) -> dict[str, object]:
    """Each is the length of a list that `people` holds, but for those who have no place."""
    return {
        "registered": _by_mode({mode: len(found.registered(mode)) for mode in Mode}),
        "present": _by_mode({mode: len(found.present(mode)) for mode in Mode}),
        "outside_quota": len(found.outside_quota()),
        "walk_ins": len(found.walk_ins()),
        "absent": len(found.absent()),
        "waiting": found.waiting,
        "pending": found.pending,
        "cancelled": found.cancelled,
    }


def _by_mode(counts: dict[Mode, int]) -> dict[str, int]:
    return {"total": sum(counts.values())} | {mode.value: count for mode, count in counts.items()}


def _attendee(one: Attendee, tzid: str) -> dict[str, object]:
    registration = one.registration
    return {
        "name": one.name,
        "affiliation": registration.affiliation,
        "region": registration.region_code,
        "gender": registration.gender,
        "represents": registration.represents,
        "status": registration.status.value,
        "registered_mode": registration.mode.value,
        "attended_mode": one.mode.value if one.mode else None,
        "first_at": _moment(one.first_at, tzid),
        "last_at": _moment(one.last_at, tzid),
        "sessions": one.sessions,
        "channel": one.channel.value if one.channel else None,
        "desk": one.desk or None,
        "is_walk_in": registration.is_walk_in,
        "is_outside_quota": registration.is_outside_quota,
    }


def _moment(moment: datetime | None, tzid: str) -> str | None:
    return local(moment, tzid).isoformat(timespec="seconds") if moment else None
