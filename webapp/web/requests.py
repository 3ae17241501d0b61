"""The beginning of every request: where it came from, whether it may write, and which hosts we answer to."""

from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map, RequestRedirect

from webapp.config import Settings
from webapp.database import begin_for_writing
from webapp.web.proxies import TrustedProxies


class RowNumber(IntegerConverter):
    """A row's number in an address: what no column can hold is no such page, instead of a database's complaint."""

    def __init__(self, url_map: Map, fixed_digits: int = 0, min: int | None = None, max: int = 2**31 - 1) -> None:  # noqa: A002
        super().__init__(url_map, fixed_digits, min, max)


SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, settings: Settings) -> None:
    """GET and HEAD read; every other method begins its transaction as a writer."""
    app.url_map.converters["int"] = RowNumber

    @app.before_request
    def begin() -> None:
        begin_for_writing(may_write=request.method not in SAFE_METHODS)

    @app.after_request
    def stay_here(response: Response) -> Response:
        # A doubled slash is tidied by a redirect that repeats the Host header, which anybody can write.
        if isinstance(request.routing_exception, RequestRedirect):
            parts = urlsplit(request.routing_exception.new_url)
            response.location = urlunsplit(("", "", parts.path, parts.query, ""))
            response.data = b""
        return response

    @app.teardown_appcontext
    def back_to_writing(_error: BaseException | None) -> None:
        begin_for_writing(may_write=True)

    if settings.trusted_proxies:
        app.wsgi_app = TrustedProxies(  # type: ignore[method-assign]
            ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0),
            app.wsgi_app,
            settings.trusted_proxies,
        )
    parts = urlsplit(settings.public_url)
    app.config["PREFERRED_URL_SCHEME"] = parts.scheme
