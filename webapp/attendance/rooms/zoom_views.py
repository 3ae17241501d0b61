"""Where Zoom sends what happens in its meetings. Optional: without it the report of the meeting is imported."""

import json
from typing import Any

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.rooms import keeping, moving, queries, zoom
from webapp.database import db
from webapp.web.access import secret_link
from webapp.web.failing import problem
from webapp.web.tokens import REF_LENGTH

bp = Blueprint("zoom", __name__)

LARGEST_BODY = 64 * 1024


@bp.post("/hooks/zoom/<hook>")
@secret_link
def receive(hook: str) -> ResponseReturnValue:
    """One message of Zoom's. Forged or old: 401, and nothing is read of it; sent again: nothing changes."""
    request.max_content_length = LARGEST_BODY
    body, at = request.get_data(cache=False), clock.now()
    is_whole = len(hook) == REF_LENGTH and hook.isascii() and hook.isalnum()
    server = db.session.scalar(queries.by_hook(hook)) if is_whole else None
    if server is None:
        abort(404)
    secret = keeping.secret_of(server)
    if not zoom.is_signed(request.headers, body, secret, at=at):  # type: ignore[arg-type]
        return problem(401, _("Pesan ini tidak ditandatangani oleh Zoom, atau sudah terlalu lama."))
    message = _parsed(body)
    if message.get("event") == zoom.VALIDATION:
        return jsonify(zoom.validated(message, secret))
    move = zoom.move_of(message)
    if move is not None and abs(move.moment - at) <= moving.OLDEST_MOVE:
        moving.take_in(server, move)
        db.session.commit()
    return "", 204


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        abort(400)
    return message if isinstance(message, dict) else abort(400)
