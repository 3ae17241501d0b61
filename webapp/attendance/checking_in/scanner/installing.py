"""The scanner as an installed program: its manifest, and the service worker that opens it without a network."""

import hashlib
import json

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp.events.models import Event
from webapp.web import assets
from webapp.web.access import public

bp = Blueprint("scanner_shell", __name__)

WORKER = "js/scanner-worker.js"
# All that the page may ask for after it was opened once; styles name their typefaces, scripts their parts.
KEPT = ("css/scanner.css", "js/scanner.js", "icons/favicon.svg")
FOLDERS = ("chunks/", "assets/")
KINDS = (".js", ".wasm", ".woff2", ".svg")


@bp.get("/scanner-worker.js")
@public
def worker() -> ResponseReturnValue:
    """The worker's script with the list of what it keeps. Each scanner page registers it for its own address alone."""
    kept = sorted({assets.asset(name) for name in KEPT} | set(_parts()))
    version = hashlib.sha256(json.dumps(kept).encode()).hexdigest()[:12]
    given = f"self.KEPT = {json.dumps(kept)};\nself.VERSION = {json.dumps(version)};\n"
    answer = Response(given.encode() + assets.content(WORKER), mimetype="text/javascript")
    answer.headers["Service-Worker-Allowed"] = "/"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _parts() -> list[str]:
    return [
        url_for("static", filename=name)
        for name in assets.manifest().values()
        if name.startswith(FOLDERS) and name.endswith(KINDS)
    ]


def manifest_answer(event: Event, *, name: str, here: str) -> Response:
    """The web app manifest of one desk (W3C Web Application Manifest): it opens where it was installed."""
    icon = {"type": "image/png"}
    body = {
        "id": here,
        "name": _("Pemindai %(desk)s: %(event)s", desk=name, event=event.summary),
        "short_name": name,
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "orientation": "any",
        "background_color": "#000000",
        "theme_color": "#000000",
        "icons": [
            icon | {"src": assets.asset("icons/app-192.png"), "sizes": "192x192"},
            icon | {"src": assets.asset("icons/app-512.png"), "sizes": "512x512"},
            icon | {"src": assets.asset("icons/maskable-512.png"), "sizes": "512x512", "purpose": "maskable"},
        ],
    }
    answer = Response(json.dumps(body, ensure_ascii=False), mimetype="application/manifest+json")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
