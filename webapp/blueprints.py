"""Every blueprint of the application, in one list."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from webapp.accounts import views as accounts
from webapp.attendance import home
from webapp.events import kinds
from webapp.events import public_views as events
from webapp.events.calendars import views as calendars
from webapp.operations import setup_views as setup
from webapp.operations import views as operations

PAGES = (
    accounts.bp,
    home.bp,
    events.bp,
    calendars.bp,
    operations.bp,
    setup.bp,
)


def register(app: Flask, csrf: CSRFProtect) -> None:
    kinds.init_app(app)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
