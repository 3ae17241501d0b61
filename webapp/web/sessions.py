"""Flask's signed session cookie, opened only where there is one: feeds, programs and first visits have none."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


def init_app(app: Flask) -> None:
    app.session_interface = Sessions()


class Sessions(SecureCookieSessionInterface):
    """The usual sessions, without making a signer to read nothing: a twentieth of a scan's time."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)
