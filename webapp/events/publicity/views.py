"""What anybody may fetch of a published event: its poster, its flyer, the card of its link."""

from hashlib import sha256

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from webapp.database import db
from webapp.events import queries
from webapp.events.filters import is_slug
from webapp.events.models import Event
from webapp.events.publicity import papers, showing
from webapp.files.delivering import deliver
from webapp.web.access import public

bp = Blueprint("publicity", __name__, url_prefix="/events/<slug>")

MAX_AGE = 3600  # seconds


@bp.get("/poster")
@public
def poster(slug: str) -> ResponseReturnValue:
    stored = showing.poster_of(_event(slug))
    if stored is None:
        abort(404)
    answer = deliver(stored, is_public=True)
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # calendars show it too
    return answer


@bp.get("/flyer.pdf")
@public
def flyer(slug: str) -> ResponseReturnValue:
    event = _event(slug)
    return drawn(papers.flyer(event), "application/pdf", f"{event.slug}.pdf")


@bp.get("/card.png")
@public
def card(slug: str) -> ResponseReturnValue:
    """What messengers and social networks show beside the link (Open Graph)."""
    event = _event(slug)
    answer = drawn(papers.card(event), "image/png", f"{event.slug}.png")
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def drawn(content: bytes, media_type: str, name: str) -> Response:
    """A drawing, or 304 for who has it."""
    answer = Response(content, content_type=media_type)
    answer.headers.set("Content-Disposition", "inline", filename=name)
    answer.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    answer.vary.update(("Accept-Language", "Cookie"))
    answer.set_etag(sha256(content).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def _event(slug: str) -> Event:
    """Published and not confidential, else missing."""
    event = db.session.scalar(queries.published(slug)) if is_slug(slug) else None
    if event is None:
        abort(404)
    return event
