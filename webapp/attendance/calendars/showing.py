"""What the calendars' pages show of each calendar, and what may be done with it from here."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Request

from webapp.attendance.calendars import queries
from webapp.attendance.calendars.models import Subscription
from webapp.attendance.models import Registration
from webapp.attendance.ticketing import devices
from webapp.database import db


@dataclass(frozen=True)
class Row:
    """A calendar on the page of one registration.

    `is_whole`: the secrets of all that stands in it were presented, so its holder may see the rest of it. Somebody
    who knows the secret of one registration alone (the chair who made it) may take that one out or end the address,
    but not get a new address of the others.
    """

    subscription: Subscription
    count: int
    holds_this: bool
    is_whole: bool


def presented(request: Request, registration: Registration) -> list[Registration]:
    """This registration first, then the others whose secrets the device holds."""
    others = [row for _secret, row in devices.known_to(request) if row.id != registration.id]
    return [registration, *others]


def rows_for(registration: Registration, known: Sequence[Registration]) -> list[Row]:
    """The calendars of what was presented. Two queries."""
    ids = {one.id for one in known}
    subscriptions = db.session.scalars(queries.standing_with(ids)).all()
    held: dict[int, set[int]] = {}
    for subscription_id, registration_id in db.session.execute(queries.members([one.id for one in subscriptions])):
        held.setdefault(subscription_id, set()).add(registration_id)
    rows = [Row(one, len(held[one.id]), registration.id in held[one.id], held[one.id] <= ids) for one in subscriptions]
    return [row for row in rows if row.holds_this or row.is_whole]
