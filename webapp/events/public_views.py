"""The public pages of events: the list, one event, and what robots may read."""

from datetime import date

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.database import db
from webapp.events import listing, presenting, public_queries, queries
from webapp.events.asking import queries as asking
from webapp.events.asking.moderating import takes_questions
from webapp.events.catalogue import pages, spans
from webapp.events.event_pages import event_page
from webapp.events.filters import Filters, is_slug, parse
from webapp.events.narrowing import choices_of, chosen
from webapp.web.access import public
from webapp.web.compressing import compress
from webapp.web.formatting import local
from webapp.web.pages import public_url, settings

bp = Blueprint("events", __name__)
bp.after_request(compress)

MAX_PAGE = 100_000
# Feeds stay open to the robots that calendars fetch with; pages behind a secret are not for search engines.
# A calendar can be leafed through without end, and its activities stand in the list and in the map of the site.
CLOSED_TO_ROBOTS = (
    "/manage", "/desk/", "/join/", "/T/", "/consultations/", "/language/", "/sign-in", "/setup", "/events?*view=",
)  # fmt: skip
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in CLOSED_TO_ROBOTS) + "Sitemap: "


@bp.get("/events")
@public
def index() -> ResponseReturnValue:
    """The list, the month or the week, narrowed by the filters in the address."""
    at = clock.now()
    filters = parse(request.args)
    today = local(at, settings().default_timezone).date()
    if span := spans.asked(request.args, filters, today=today):
        return _calendar(span, filters.without("month"), today)
    when = listing.PAST if request.args.get("when") == listing.PAST else listing.COMING
    found = listing.list_events(filters, when=when, number=_page_number(), at=at)
    nearest = None if found.total else listing.nearest(at=at)
    return render_template(
        "events/index.html",
        filters=filters,
        choices=choices_of(filters),
        chosen=chosen(filters),
        when=when,
        listing=found,
        nearest=presenting.card(nearest, at=at) if nearest else None,
        card=lambda event: presenting.card(event, at=at),
    )


def _calendar(span: spans.Span, filters: Filters, today: date) -> str:
    shown = pages.page(span, filters, today=today)
    nearest = None if shown.total else listing.nearest(at=clock.now())
    return render_template(
        "events/calendar.html",
        page=shown,
        filters=filters,
        choices=choices_of(filters),
        chosen=chosen(filters),
        nearest=presenting.card(nearest, at=clock.now()) if nearest else None,
    )


@bp.get("/events/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    """One event; a draft and a confidential event answer like a missing one."""
    event = db.session.scalar(queries.published(slug)) if is_slug(slug) else None
    if event is None:
        abort(404)
    revisions = list(db.session.scalars(public_queries.changes_of(event)))
    at, box = clock.now(), db.session.scalar(asking.box(event.id))
    page = event_page(event, at=at, revisions=revisions)
    return render_template("events/show.html", page=page, box=box, asks=takes_questions(event, box, at=at))


@bp.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    """What search engines are asked to leave out (RFC 9309)."""
    answer = Response(f"{ROBOTS}{public_url('syndication.sitemap')}\n", mimetype="text/plain")
    answer.cache_control.public = True
    answer.cache_control.max_age = 3600
    return answer


def _page_number() -> int:
    asked = request.args.get("page", "")
    return min(int(asked), MAX_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
