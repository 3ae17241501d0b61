"""What was different before a change of the event, in words."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from webapp.attendance.models import Registration
from webapp.attendance.telling.kinds import NEWS
from webapp.database import db
from webapp.events.models import Event, EventRevision
from webapp.messages.models import Message, MessageState
from webapp.web.formatting import date_range, time_range


def formerly(message: Message, registration: Registration) -> str:
    """Day, hour and place as this person last knew them, as far as they are others now; "" when none is.

    News that is still unsent when the next comes is told with it, so what they knew is older than the last change.
    """
    before = db.session.scalar(
        select(EventRevision.before)
        .where(
            EventRevision.event_id == registration.event_id,
            EventRevision.id > _last_told(registration),
            EventRevision.id <= message.version,
            EventRevision.at >= registration.registered_at,
        )
        .order_by(EventRevision.id)
        .limit(1)
    )
    return " ".join(_differences(before, registration.event)) if before else ""


def _last_told(registration: Registration) -> int:
    """The last change that this person was told of; the version of such a message is the id of the revision."""
    sent = select(func.max(Message.version)).where(
        Message.registration_id == registration.id, Message.kind.in_(NEWS), Message.state == MessageState.SENT
    )
    return db.session.scalar(sent) or 0


def _differences(before: dict[str, Any], event: Event) -> list[str]:
    found = []
    standing = [one for one in before["sessions"] if not one["cancelled"]] or before["sessions"]
    start, end = _moment(standing[0]["dtstart"]), _moment(standing[-1]["dtend"])
    first_end = _moment(standing[0]["dtend"])
    assert start is not None
    days = date_range(start, end, before["tzid"])
    hours = time_range(start, first_end, before["tzid"])
    if (start, end) != (event.dtstart, event.dtend):
        found.append(_("Semula: %(day)s, %(time)s.", day=days, time=hours))
    if before["venue"] and before["venue"] != event.venue:
        found.append(_("Tempat semula: %(place)s.", place=before["venue"]))
    return found


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
