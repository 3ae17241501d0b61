"""What other sites and programs fetch: an Atom feed, a map of the site, a list to put into a page of one's own."""

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from sqlalchemy.orm import selectinload

from webapp import clock
from webapp.database import db
from webapp.events import listing, presenting, public_queries, syndicating
from webapp.events.calendars import feeds
from webapp.events.calendars.answering import answer
from webapp.events.calendars.packing import text_of
from webapp.events.filters import NONE, parse
from webapp.events.models import Event
from webapp.events.narrowing import chosen
from webapp.web.access import public
from webapp.web.headers import CONTENT_POLICY
from webapp.web.pages import public_url, settings

bp = Blueprint("syndication", __name__)
NEWEST, SHOWN = 50, 12
MOST_PLACES = 49_000  # a map holds at most 50,000
# The one page that others may put into theirs: it holds no form, no name of a participant and no session.
FRAMABLE = CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")


@bp.get("/events.atom")
@public
def atom() -> ResponseReturnValue:
    """What was announced or changed last, narrowed by the same filters as the list."""
    filters, (_revision, changed_at) = parse(request.args), feeds.state()
    query = public_queries.listed(filters).options(*public_queries.ROW, selectinload(Event.sessions))
    events = db.session.scalars(query.order_by(Event.revised_at.desc(), Event.id.desc()).limit(NEWEST)).all()
    with force_locale(settings().default_locale):
        text = syndicating.atom(events, filters, changed_at=changed_at, at=clock.now())
    return _answered(answer(text_of(text.encode()), changed_at=changed_at), syndicating.ATOM)


@bp.get("/sitemap.xml")
@public
def sitemap() -> ResponseReturnValue:
    """Every public page; what is behind a secret, unlisted or confidential stands nowhere."""
    _revision, changed_at = feeds.state()
    query = public_queries.listed(NONE).with_only_columns(Event.slug, Event.revised_at)
    rows = db.session.execute(query.order_by(Event.dtstart.desc(), Event.id).limit(MOST_PLACES))
    pages = [public_url(name) for name in ("home.index", "events.index", "calendars.subscribe", "help.index")]
    text = syndicating.sitemap(pages, [(slug, revised_at) for slug, revised_at in rows])
    return _answered(answer(text_of(text.encode()), changed_at=changed_at), syndicating.SITEMAP)


@bp.get("/embed/events")
@public
def embed() -> ResponseReturnValue:
    """The nearest events as a page that other sites may frame; every link of it opens by itself."""
    filters, at = parse(request.args), clock.now()
    found = listing.list_events(filters, when=listing.COMING, number=1, at=at)
    cards = [presenting.card(event, at=at) for group in found.groups for event in group.events][:SHOWN]
    page = render_template("events/embed.html", cards=cards, filters=filters, chosen=chosen(filters), total=found.total)
    made = make_response(page)
    made.headers["Content-Security-Policy"] = FRAMABLE
    made.headers["X-Robots-Tag"] = "noindex"
    return made


def _answered(response: Response, content_type: str) -> Response:
    response.headers["Content-Type"] = content_type
    return response
