"""The public events for other programs: an Atom feed (RFC 4287) and a map of the site (sitemaps.org)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from flask_babel import gettext as _

from webapp.events import presenting
from webapp.events.calendars.lines import clean
from webapp.events.event_pages import share_text
from webapp.events.filters import Filters
from webapp.events.models import Event
from webapp.web.pages import public_url

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
ATOM = "application/atom+xml; charset=utf-8"
SITEMAP = "application/xml; charset=utf-8"


def atom(events: Sequence[Event], filters: Filters, *, changed_at: datetime, at: datetime) -> str:
    """The newest revision first. Needs what `public_queries.ROW` and the sessions load."""
    own = public_url("syndication.atom", **filters.as_args())
    head = [
        f"<id>{escape(own)}</id><title>{_text(_('Kegiatan KIM'))}</title><updated>{_moment(changed_at)}</updated>",
        f'<link rel="self" href={quoteattr(own)}/>',
        f"<link href={quoteattr(public_url('events.index', **filters.as_args()))}/>",
        "<author><name>Gelar</name></author>",
    ]
    body = (_entry(event, at=at) for event in events)
    return f'{XML}<feed xmlns="http://www.w3.org/2005/Atom">\n' + "\n".join([*head, *body]) + "\n</feed>\n"


def _entry(event: Event, *, at: datetime) -> str:
    address = public_url("events.show", slug=event.slug)
    words = share_text(event, presenting.card(event, at=at))
    return (
        f"<entry><id>urn:uuid:{event.sessions[0].uid}</id><title>{_text(event.summary)}</title>"
        f"<updated>{_moment(event.revised_at)}</updated><link href={quoteattr(address)}/>"
        f"<author><name>{_text(event.organization.name)}</name></author><summary>{_text(words)}</summary></entry>"
    )


def sitemap(pages: Sequence[str], events: Sequence[tuple[str, datetime]]) -> str:
    """`events` as (slug, last revision)."""
    return "".join(
        [XML, '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n', *_places(pages, events), "</urlset>\n"]
    )


def _places(pages: Sequence[str], events: Sequence[tuple[str, datetime]]) -> Iterator[str]:
    yield from (f"<url><loc>{escape(page)}</loc></url>\n" for page in pages)
    for slug, revised_at in events:
        address = escape(public_url("events.show", slug=slug))
        yield f"<url><loc>{address}</loc><lastmod>{_moment(revised_at)}</lastmod></url>\n"


def _text(words: str) -> str:
    """What XML 1.0 may hold: no control characters, no halves of a character, no U+FFFE and U+FFFF."""
    return escape("".join(mark for mark in clean(words) if mark not in "\ufffe\uffff"))


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
