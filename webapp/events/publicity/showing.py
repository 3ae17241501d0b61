"""What anybody may see of an event's publicity: nothing of a confidential one."""

from dataclasses import dataclass

from flask import url_for

from webapp.events.models import Event, Visibility
from webapp.events.publicity.points import Point
from webapp.files.models import StoredFile
from webapp.web.pages import public_url


@dataclass(frozen=True)
class Poster:
    """A poster as a page shows it: sizes in pixels, so that nothing jumps; `words` for who does not see it."""

    path: str
    words: str
    width: int | None
    height: int | None


def poster_of(event: Event) -> StoredFile | None:
    """The poster; no picture of a confidential activity is ever shown."""
    if event.publicity is None or event.visibility is Visibility.CONFIDENTIAL:
        return None
    return event.publicity.poster


def poster_words(event: Event) -> str:
    return event.publicity.poster_words if event.publicity else ""


def shown_poster(event: Event, *, is_preview: bool = False) -> Poster | None:
    """Its address changes with the picture, so that it may be kept; a draft's is for its committee."""
    stored = poster_of(event)
    if stored is None:
        return None
    endpoint = "known.poster" if is_preview else "publicity.poster"
    path = url_for(endpoint, slug=event.slug, v=stored.sha256[:8])
    return Poster(path, poster_words(event), stored.width, stored.height)


def poster_url(event: Event) -> tuple[str, str] | None:
    """(absolute address, media type) for calendars and search engines."""
    stored = poster_of(event)
    if stored is None:
        return None
    return public_url("publicity.poster", slug=event.slug, v=stored.sha256[:8]), stored.media_type


def card_url(event: Event) -> str:
    """Changes with every visible change, since messengers keep what they fetched once."""
    return public_url("publicity.card", slug=event.slug, v=int(event.revised_at.timestamp()))


def point_of(event: Event) -> Point | None:
    if event.publicity is None or event.visibility is Visibility.CONFIDENTIAL:
        return None
    latitude, longitude = event.publicity.latitude, event.publicity.longitude
    return None if latitude is None or longitude is None else Point(latitude, longitude)
