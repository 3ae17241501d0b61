"""What the placeholders of some kinds alone stand for."""

from webapp.attendance.evaluating.answering import Asking, asking
from webapp.attendance.models import Registration
from webapp.attendance.telling.differing import formerly
from webapp.attendance.telling.kind import SCHEDULED, Kind
from webapp.attendance.telling.scheduling import session_of
from webapp.attendance.ticketing import links
from webapp.messages.models import Message
from webapp.web.formatting import date_range, time_range

FEEDBACK = "tautan_umpan_balik"


def more_values(message: Message, kind: Kind, registration: Registration) -> dict[str, str]:
    """Beyond what every kind knows; a reminder names its own day of an event that has several."""
    values: dict[str, str] = {}
    if "semula" in kind.more:
        values["semula"] = formerly(message, registration)
    if "tautan_gabung" in kind.more:
        values["tautan_gabung"] = links.join_url(registration)
    if kind.code == "thanks" and asking(registration, at=message.claimed_at or message.due_at) is Asking.OPEN:
        values[FEEDBACK] = links.feedback_url(registration.tickets[-1].code)
    if kind.code in SCHEDULED and (session := session_of(registration.event, message.version)):
        zone = registration.event.tzid
        values["hari"] = date_range(session.dtstart, session.dtend, zone)
        values["waktu"] = time_range(session.dtstart, session.dtend, zone)
    return values
