"""How to subscribe to a feed, for the device at hand first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from webapp.events.calendars.entries import Entry
from webapp.events.calendars.programs import Copy, Way, android, apple, outlook, thunderbird
from webapp.events.calendars.saving import google_link
from webapp.events.filters import Filters
from webapp.web.pages import public_url, settings


@dataclass(frozen=True)
class Ways:
    """The feed's addresses and the ways to use them, that of the reader's device first.

    `reach` is loopback or plain where Google and Outlook cannot fetch (they need https and a public host), else public.
    """

    address: str
    webcal: str
    reach: str
    first: Way
    others: list[Way]


def feed_address(filters: Filters) -> str:
    """The shortest address of this feed: an organizer's own where nothing but the organizer is chosen."""
    if filters == Filters(organizer=filters.organizer) and filters.organizer:
        return public_url("calendars.organizer_feed", slug=filters.organizer)
    return public_url("calendars.feed", **filters.as_args())


def ways_to(address: str, *, user_agent: str, copy: Copy | None = None) -> Ways:
    """The ways to a feed; `copy` is the nearest session in it, if there is one."""
    webcal = "webcal://" + address.partition("://")[2]
    known = [android(webcal, copy), apple(webcal), outlook(address), thunderbird(webcal)]
    device = device_of(user_agent)
    first = next(way for way in known if way.device == device)
    return Ways(address, webcal, reach_of(address), first, [way for way in known if way is not first])


def copy_of(entries: Iterable[Entry], *, at: datetime) -> Copy | None:
    """The first of these entries that has not begun."""
    coming = next((entry for entry in entries if entry.dtstart > at), None)
    return Copy(coming.summary, google_link(coming)) if coming else None


def reach_of(address: str) -> str:
    """loopback, plain or public."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost") or _is_loopback(host):
        return "loopback"
    return "public" if settings().is_https else "plain"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def device_of(user_agent: str) -> str:
    """android, apple, outlook (Windows) or thunderbird (Linux) by the browser's own words; android when unsure."""
    if "Android" in user_agent:
        return "android"
    if any(name in user_agent for name in ("iPhone", "iPad", "Macintosh")):
        return "apple"
    if "Windows" in user_agent:
        return "outlook"
    return "thunderbird" if "Linux" in user_agent else "android"
