"""An event as search engines and assistants read it: JSON-LD in the words of schema.org."""

from typing import Any

from webapp.events import presenting
from webapp.events.calendars.entries import OPEN_END
from webapp.events.models import Event, EventStatus
from webapp.events.publicity import showing
from webapp.web.formatting import local
from webapp.web.pages import public_url

VOCABULARY = "https://schema.org"
STATUSES = {EventStatus.POSTPONED: "EventPostponed", EventStatus.CANCELLED: "EventCancelled"}
MODES = {"online": "OnlineEventAttendanceMode", "in_person": "OfflineEventAttendanceMode"}


def structured(event: Event, *, description: str) -> dict[str, Any]:
    """Needs what `queries.PAGE` loads. The place of an online event is its page: the way in is for who registered."""
    mode, page = presenting.mode_of(event), public_url("events.show", slug=event.slug)
    end = event.dtend or event.dtstart + OPEN_END
    return {
        "@context": VOCABULARY,
        "@type": "Event",
        "@id": page,
        "name": event.summary,
        "description": description,
        "url": page,
        "startDate": local(event.dtstart, event.tzid).isoformat(),
        "endDate": local(end, event.tzid).isoformat(),
        "eventStatus": f"{VOCABULARY}/{STATUSES.get(event.status, 'EventScheduled')}",
        "eventAttendanceMode": f"{VOCABULARY}/{MODES.get(mode, 'MixedEventAttendanceMode')}",
        "location": _places(event, mode, page),
        "organizer": {"@type": "Organization", "name": event.organization.name},
        "performer": [{"@type": "Person", "name": role.name} for role in event.roles],
        "isAccessibleForFree": True,
        "image": [*(showing.poster_url(event) or ())[:1], showing.card_url(event)],
    }


def _places(event: Event, mode: str, page: str) -> list[dict[str, Any]]:
    hall: dict[str, Any] = {"@type": "Place", "name": event.venue, "address": presenting.place_of(event)}
    if point := showing.point_of(event):
        hall["geo"] = {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude}
    screen = {"@type": "VirtualLocation", "url": page}
    return {"in_person": [hall], "online": [screen]}.get(mode, [hall, screen])
