"""The calendar's addresses: feeds, the file of one event, and the page that explains how to subscribe."""

from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.database import db
from webapp.directory import queries as directory
from webapp.events import public_queries, queries
from webapp.events.calendars import feeds, subscribing
from webapp.events.calendars.answering import answer
from webapp.events.calendars.entries import entries_of
from webapp.events.calendars.packing import text_of
from webapp.events.calendars.programs import Copy
from webapp.events.calendars.shelf import Pieces, Shelf
from webapp.events.calendars.texts import calendar_text_for_event
from webapp.events.filters import Filters, is_slug, parse
from webapp.events.models import Event, EventStatus
from webapp.events.narrowing import chosen
from webapp.web.access import public
from webapp.web.pages import public_url

bp = Blueprint("calendars", __name__)


@bp.record_once
def keep_a_shelf(state: BlueprintSetupState) -> None:
    state.app.extensions[feeds.EXTENSION] = Shelf()
    state.app.extensions[feeds.PIECES] = Pieces()


@bp.get("/calendar.ics")
@public
def feed() -> ResponseReturnValue:
    """Everything public, narrowed by the same filters as the list."""
    filters = parse(request.args)
    return _answer(filters, public_url("calendars.feed", **filters.as_args()))


@bp.get("/organizers/<slug>/calendar.ics")
@public
def organizer_feed(slug: str) -> ResponseReturnValue:
    """What one organizer holds; an unknown organizer is a missing page, not an empty calendar."""
    if not is_slug(slug) or db.session.scalar(directory.organization(slug)) is None:
        abort(404)
    more = parse(request.args).without("organizer")
    source = public_url("calendars.organizer_feed", slug=slug, **more.as_args())
    return _answer(replace(more, organizer=slug), source)


@bp.get("/events/<slug>.ics")
@public
def event_file(slug: str) -> ResponseReturnValue:
    """One event, to keep: a copy that does not follow later changes."""
    event = db.session.scalar(queries.published(slug)) if is_slug(slug) else None
    if event is None:
        abort(404)
    text = text_of(calendar_text_for_event(event))
    changed_at = max(event.revised_at, *(session.revised_at for session in event.sessions))
    return answer(text, changed_at=changed_at, filename=f"{slug}.ics")


@bp.get("/calendar")
@public
def subscribe() -> ResponseReturnValue:
    """How to subscribe, for the device at hand first."""
    filters = parse(request.args)
    return render_template(
        "events/subscribe.html",
        filters=filters,
        chosen=chosen(filters),
        ways=subscribing.ways_to(
            subscribing.feed_address(filters), user_agent=request.user_agent.string, copy=_nearest(filters)
        ),
    )


def _nearest(filters: Filters) -> Copy | None:
    """The next session of what is chosen, for programs that cannot subscribe."""
    at = clock.now()
    query = public_queries.listed(filters).where(Event.status == EventStatus.PUBLISHED, Event.dtstart > at)
    event = db.session.scalar(query.options(*queries.PAGE).order_by(Event.dtstart, Event.id).limit(1))
    return subscribing.copy_of(entries_of(event), at=at) if event else None


def _answer(filters: Filters, source: str) -> Response:
    found = feeds.feed(filters, source=source, at=clock.now())
    return answer(found.text, changed_at=found.changed_at)
