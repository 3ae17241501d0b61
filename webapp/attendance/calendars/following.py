"""A new registration joins the calendars of its owner by itself, so that people subscribe once."""

from collections.abc import Iterable
from datetime import datetime

from webapp.attendance.calendars import keeping, showing
from webapp.attendance.models import Registration


def follow(registration: Registration, known: Iterable[Registration], *, at: datetime) -> None:
    """Put it into the calendars that hold nothing but what this device has presented, and something of that name.

    `known` are the registrations whose managing secrets the device brought. A telephone is often shared: another
    name on it does not fill the calendar of somebody else.
    """
    folded = registration.person.folded_name
    others = [one for one in known if one.id != registration.id and one.person.folded_name == folded]
    if not others:
        return
    for row in showing.rows_for(registration, [registration, *others]):
        if row.is_whole and not row.holds_this:
            keeping.add(row.subscription, registration.id, at=at)
