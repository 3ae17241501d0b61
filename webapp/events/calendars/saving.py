"""A link that saves one session to Google's calendar: a copy, which does not follow later changes."""

from urllib.parse import urlencode

from webapp.events.calendars.entries import Entry

# The one way into Google's app on Android without an address: undocumented for years, and in use everywhere.
TEMPLATE = "https://calendar.google.com/calendar/render?"
MAX_DETAILS = 600  # characters; long addresses are cut by some browsers


def google_link(entry: Entry) -> str:
    """Opens Google's form filled in; nothing is saved before the person agrees."""
    moments = [moment.strftime("%Y%m%dT%H%M%SZ") for moment in (entry.dtstart, entry.dtend)]
    asked = {
        "action": "TEMPLATE",
        "text": entry.summary,
        "dates": "/".join(moments),
        "ctz": entry.tzid,
        "location": entry.location,
        "details": entry.description[:MAX_DETAILS],
    }
    return TEMPLATE + urlencode(asked, errors="ignore")
