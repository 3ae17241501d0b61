"""Public events, as a list and one by one: what the calendar shows, for programs."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.api.pages import page_number
from webapp.attendance.questions.models import Question
from webapp.attendance.questions.queries import OWN
from webapp.database import db
from webapp.events import listing, presenting, queries
from webapp.events.filters import is_slug, parse
from webapp.events.models import Event, Role, Seats, Session
from webapp.events.timing import phase, registration_state
from webapp.web.access import public
from webapp.web.formatting import local
from webapp.web.pages import public_url

bp = Blueprint("api_events", __name__, url_prefix="/api/v1")


@bp.get("/events")
@public
def index() -> ResponseReturnValue:
    """A page of public events with the filters of /events: what is coming, or with `when=past` what was."""
    at, filters = clock.now(), parse(request.args)
    when = listing.PAST if request.args.get("when") == listing.PAST else listing.COMING
    found = listing.list_events(filters, when=when, number=page_number(), at=at)
    following: dict[str, Any] = filters.as_args() | {"when": when, "page": found.number + 1}
    return jsonify(
        events=[_summary(event, at=at) for group in found.groups for event in group.events],
        page=found.number,
        pages=found.pages,
        total=found.total,
        next=url_for("api_events.index", **following) if found.number < found.pages else None,
    )


@bp.get("/events/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    """One event with its sessions and roles; drafts and confidential events are not found."""
    event = db.session.scalar(queries.published(slug)) if is_slug(slug) else None
    if event is None:
        abort(404)
    details = {
        "description": event.description,
        "sessions": [_session(session, event.tzid) for session in event.sessions],
        "roles": [_role(role) for role in event.roles],
        "questions": [_question(question) for question in db.session.scalars(OWN, {"event_id": event.id})],
    }
    return jsonify(_summary(event, at=clock.now()) | details)


def _summary(event: Event, *, at: datetime) -> dict[str, object]:
    return {
        "slug": event.slug,
        "summary": event.summary,
        "kind": event.kind,
        "topic": event.topic,
        "status": event.status.value,
        "phase": phase(event, at=at).value,
        "dtstart": _moment(event.dtstart, event.tzid),
        "dtend": _moment(event.dtend, event.tzid),
        "tzid": event.tzid,
        "mode": presenting.mode_of(event),
        "venue": event.venue,
        "region": {"code": event.region.code, "name": event.region.name} if event.region else None,
        "organizer": {"slug": event.organization.slug, "name": event.organization.name},
        "registration": registration_state(event, at=at).value,
        "seats": [_seats(seats) for seats in event.seats],
        "is_sample": event.is_sample,
        "url": public_url("events.show", slug=event.slug),
        "calendar_url": public_url("calendars.event_file", slug=event.slug),
    }


def _seats(seats: Seats) -> dict[str, object]:
    return {
        "mode": seats.mode.value,
        "capacity": seats.capacity,
        "free": max(0, seats.free),
        "waiting": seats.waiting,
    }


def _session(session: Session, tzid: str) -> dict[str, object]:
    return {
        "id": session.id,
        "uid": session.uid,
        "title": session.title,
        "dtstart": _moment(session.dtstart, tzid),
        "dtend": _moment(session.dtend, tzid),
        "sequence": session.sequence,
        "is_cancelled": session.cancelled_at is not None,
    }


def _role(role: Role) -> dict[str, object]:
    return {"role": role.role, "name": role.name, "affiliation": role.affiliation, "talk_title": role.talk_title}


def _question(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "label": question.label,
        "choices": question.choices,
        "is_required": question.is_required,
        "mode": question.mode.value if question.mode else None,
    }


def _moment(moment: datetime | None, tzid: str) -> str | None:
    """RFC 3339 on the event's own wall clock; None while the end is open."""
    return local(moment, tzid).isoformat() if moment else None
