"""The roster of a session, for desks that must go on without a network."""

import gzip
import json

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.checking_in.desks.bearers import bearer_at
from webapp.attendance.checking_in.people import rosters
from webapp.database import db
from webapp.events.models import Event
from webapp.events.noting import note_reading
from webapp.web.access import bearer as for_bearers
from webapp.web.failing import problem

bp = Blueprint("api_rosters", __name__, url_prefix="/api/v1")

# Smaller answers gain nothing from it.
WORTH_COMPRESSING = 1_000


@bp.get("/sessions/<int(max=2147483647):session_id>/roster")
@for_bearers
def show(session_id: int) -> ResponseReturnValue:
    """Hashes of codes, short names and states; with `since` only what changed after that cursor."""
    keeper, gate = bearer_at(session_id)
    asked = request.args.get("since")
    try:
        since = rosters.parsed_cursor(asked) if asked is not None else None
    except ValueError:
        abort(problem(422, _("Penanda ini tidak dikenal. Mintalah daftar lengkap tanpa since."), parameter="since"))
    found = rosters.roster(gate, since=since, at=clock.now())
    body = {
        "session": session_id,
        "cursor": found.cursor,
        "is_full": found.is_full,
        "people": [
            {
                "code_hash": one.code_hash,
                "short_code": one.short_code,
                "name": one.name,
                "mode": one.mode.value,
                "state": one.state,
                "group": one.group,
                "lacks_gender": one.lacks_gender,
            }
            for one in found.entries
        ],
    }
    if found.is_full:  # what follows is only what changed meanwhile
        event = db.session.get_one(Event, gate.event_id)
        note_reading("roster.fetched", event, at=clock.now(), by=keeper.actor, people=len(found.entries))
    return _compressed(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def _compressed(body: bytes) -> Response:
    """Thousands of short names shrink to a fourth: on prepaid data that counts."""
    answer = Response(body, mimetype="application/json")
    answer.vary.add("Accept-Encoding")
    if len(body) >= WORTH_COMPRESSING and request.accept_encodings.quality("gzip") > 0:
        answer.set_data(gzip.compress(body, 6, mtime=0))
        answer.content_encoding = "gzip"
    return answer
