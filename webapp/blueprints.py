"""Every blueprint of the application, in one list."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from webapp.accounts import views as accounts
from webapp.attendance import home
from webapp.attendance.registering import managing_views as registration
from webapp.attendance.registering import promoting
from webapp.attendance.room import views as room
from webapp.attendance.ticketing import views as tickets
from webapp.directory import views as directory
from webapp.events import decision_views as decisions
from webapp.events import kinds
from webapp.events import manage_views as manage
from webapp.events import public_views as events
from webapp.events.calendars import views as calendars
from webapp.operations import setup_views as setup
from webapp.operations import views as operations

PAGES = (
    accounts.bp,
    home.bp,
    events.bp,
    manage.bp,
    decisions.bp,
    directory.bp,
    calendars.bp,
    registration.bp,
    tickets.bp,
    room.bp,
    operations.bp,
    setup.bp,
)


def register(app: Flask, csrf: CSRFProtect) -> None:
    kinds.init_app(app)
    promoting.init_app()
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
