"""The heartbeat of the page beside the call: the secret in its address is all it carries, no form to forge."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.models import Registration
from webapp.attendance.ticketing import links
from webapp.attendance.verdicts import beating
from webapp.database import db
from webapp.errors import Refused
from webapp.web.access import secret_link
from webapp.web.failing import problem
from webapp.web.pages import settings
from webapp.web.tokens import REF_LENGTH, is_derived_token

bp = Blueprint("beats", __name__)

LARGEST_BODY = 300


@bp.post("/join/<token>/beats")
@secret_link
def create_beat(token: str) -> ResponseReturnValue:
    """Somebody is there now. 204 when it counts, 409 with the reason when it does not."""
    at, milliseconds = clock.now(), _sent()
    beaten = beating.session_beaten(token[:REF_LENGTH], at=at) if links.is_token(token) else None
    version = beaten.link_version if beaten else _version(token)
    if version is None or not is_derived_token(token, settings().secret_key, links.JOIN, version):
        abort(404)
    if beaten is None:
        return problem(409, _("Sesi ini tidak sedang berlangsung."), reason="closed")
    try:
        moment = beating.sent_at(milliseconds, at=at)
    except Refused as refusal:
        db.session.rollback()
        return problem(409, refusal.sentence, reason=refusal.reason, now=int(at.timestamp() * 1000))
    counted = beating.beat(beaten.registration_id, beaten.session_id, at=moment)
    db.session.commit()
    return ("", 204) if counted else problem(409, _("Detak ini sudah diterima."), reason="replayed")


def _sent() -> float:
    """When the page says that it sent this, in milliseconds since 1970; anything else is a bad request."""
    request.max_content_length = LARGEST_BODY
    body = request.get_json(force=True, silent=True)
    sent = body.get("at") if isinstance(body, dict) else None
    if not isinstance(sent, int | float) or isinstance(sent, bool):
        abort(400)
    return sent


def _version(token: str) -> int | None:
    ref = token[:REF_LENGTH] if links.is_token(token) else ""
    return db.session.query(Registration.link_version).filter_by(ref=ref).scalar() if ref else None
