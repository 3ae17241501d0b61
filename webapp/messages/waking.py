"""Telling the worker that something is due, after the commit that made it so."""

import logging
import threading
import time
from collections.abc import Callable

from flask import Flask, Response, current_app, g

log = logging.getLogger(__name__)

KEY = "gelar.wake"
# A rush of promises is one piece of news to the worker: it is told of the first at once, of the others so much later.
PAUSE = 0.5


class Bell:
    """Rings at once, but not again within a pause: who comes in between is heard at its end, all by one ring."""

    def __init__(self, ring: Callable[[], None], *, pause: float = PAUSE) -> None:
        self._ring = ring
        self._pause = pause
        self._guard = threading.Lock()
        self._rung_at = float("-inf")
        self._later: threading.Timer | None = None

    def __call__(self) -> None:
        with self._guard:
            if self._later is not None:
                return
            wait = self._rung_at + self._pause - time.monotonic()
            if wait > 0:
                self._later = threading.Timer(wait, self._ring_later)
                self._later.daemon = True
                self._later.start()
                return
            self._rung_at = time.monotonic()
        self._ring_now()

    def _ring_later(self) -> None:
        with self._guard:
            self._later, self._rung_at = None, time.monotonic()
        self._ring_now()

    def _ring_now(self) -> None:
        try:
            self._ring()
        except Exception:  # the promise is in the database; the worker's own look will find it
            log.warning("the worker could not be woken", exc_info=True)


def note_promise() -> None:
    """Remember that this request promised a message; called while the promise is written."""
    g.has_promised = True


def init_app(app: Flask, wake: Callable[[], None]) -> None:
    """Wake the worker after a request that promised something. The worker also looks by itself."""
    app.extensions[KEY] = Bell(wake)

    @app.after_request
    def tell(response: Response) -> Response:
        if g.get("has_promised"):
            current_app.extensions[KEY]()
        return response
