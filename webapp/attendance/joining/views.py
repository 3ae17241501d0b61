"""The personal joining page: GET shows, POST records and leads on."""

from flask import Blueprint, abort, make_response, redirect, render_template
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.attendance.joining.entering import ZONES, entrance, join, joined_at
from webapp.attendance.joining.responses import private
from webapp.attendance.models import Registration
from webapp.attendance.ticketing import links
from webapp.database import db
from webapp.web.access import secret_link

bp = Blueprint("joining", __name__)


@bp.get("/join/<token>")
@secret_link
def show(token: str) -> ResponseReturnValue:
    registration = _registration(token)
    found = entrance(registration, at=clock.now())
    page = render_template(
        "attendance/join.html",
        registration=registration,
        event=registration.event,
        entrance=found,
        joined_at=joined_at(registration, found.session),
        zones=ZONES,
        token=token,
        manage_url=links.manage_url(registration),
    )
    return private(make_response(page))


@bp.post("/join/<token>")
@secret_link
def create_join(token: str) -> ResponseReturnValue:
    target = join(_registration(token), at=clock.now())
    db.session.commit()
    return private(make_response(redirect(target, 303)))


def _registration(token: str) -> Registration:
    """The registration of a joining link, or 404."""
    registration = links.registration_behind(token, links.JOIN)
    if registration is None:
        abort(404)
    return registration
