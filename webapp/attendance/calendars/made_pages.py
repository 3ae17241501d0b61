"""The page that shows a new address once."""

from flask import Response, render_template, request

from webapp import clock
from webapp.attendance.calendars.feeds import nearest_entries
from webapp.attendance.calendars.models import Subscription
from webapp.attendance.ticketing.responses import private
from webapp.events.calendars import subscribing
from webapp.web.pages import public_url


def made_page(subscription: Subscription, secret: str, *, back: str) -> Response:
    """The address and how to subscribe to it, for the device at hand first."""
    address = public_url("personal_calendars.feed", token=secret)
    coming = subscribing.copy_of(nearest_entries(subscription, at=clock.now()), at=clock.now())
    ways = subscribing.ways_to(address, user_agent=request.user_agent.string, copy=coming)
    return private(render_template("attendance/calendar_made.html", calendar=subscription, ways=ways, back=back))
