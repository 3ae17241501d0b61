"""Telling the worker that something is due, after the commit that made it so."""

import logging
from collections.abc import Callable

from flask import Flask, Response, current_app, g

log = logging.getLogger(__name__)

KEY = "gelar.wake"


def note_promise() -> None:
    """Remember that this request promised a message; called while the promise is written."""
    g.has_promised = True


def init_app(app: Flask, wake: Callable[[], None]) -> None:
    """Wake the worker once after a request that promised something. The worker also looks by itself."""
    app.extensions[KEY] = wake

    @app.after_request
    def tell(response: Response) -> Response:
        if g.get("has_promised"):
            try:
                current_app.extensions[KEY]()
            except Exception:  # the promise is in the database; the worker's own look will find it
                log.warning("the worker could not be woken", exc_info=True)
        return response
