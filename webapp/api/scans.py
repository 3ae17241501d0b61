"""Scans: one at a time, or in batches from a desk that was offline. Read by hand: this is the hottest path."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.checking_in.desks.bearers import Bearer, bearer_at
from webapp.attendance.checking_in.scanner.wire import answer_json, scan_from
from webapp.attendance.checking_in.scanning.answers import Answer, Presented, Reason
from webapp.attendance.checking_in.scanning.batching import record_batch
from webapp.attendance.checking_in.scanning.guessing import refuse_asking, refuse_batches, refuse_guessing
from webapp.attendance.checking_in.scanning.recording import record_scan, simulate_scan
from webapp.attendance.checking_in.scanning.sentences import malformed
from webapp.attendance.checking_in.scanning.settling import settle
from webapp.attendance.models import Outcome
from webapp.database import db
from webapp.web.access import bearer as for_bearers
from webapp.web.bodies import Body, bearer_token, json_answer, read_object

bp = Blueprint("api_scans", __name__, url_prefix="/api/v1")

MAX_SCAN_BYTES = 64 * 1024
MAX_BATCH_BYTES = 2 * 1024 * 1024
MAX_BATCH = 1_000


@bp.post("/sessions/<int(max=2147483647):session_id>/scans")
@for_bearers
def create_scan(session_id: int) -> ResponseReturnValue:
    """Record one presented code; a refusal is an answer like the others."""
    bearer_token()
    body = read_object(MAX_SCAN_BYTES)
    with db.engine.connect() as connection:  # a session around these statements would cost as much as they do
        bearer, gate = bearer_at(session_id, connection)
        presented = scan_from(body, bearer)
        body.check()
        at = clock.now()

        def record() -> Answer:
            answer = record_scan(gate, presented, at=at, connection=connection)
            refuse_guessing(connection, gate, answer, desk=bearer.desk, at=at)
            return answer

        return json_answer(answer_json(settle(record, connection)))


@bp.post("/sessions/<int(max=2147483647):session_id>/scans/simulate")
@for_bearers
def simulate(session_id: int) -> ResponseReturnValue:
    """Say what would happen with a code and why, and record nothing."""
    bearer_token()
    body = read_object(MAX_SCAN_BYTES)
    bearer, gate = bearer_at(session_id)
    presented = scan_from(body, bearer)
    body.check()
    at = clock.now()
    answer = simulate_scan(gate, presented, at=at)
    refuse_asking(gate, answer, desk=bearer.desk, at=at)
    return json_answer(answer_json(answer))


@bp.post("/sessions/<int(max=2147483647):session_id>/scans/batch")
@for_bearers
def create_scans(session_id: int) -> ResponseReturnValue:
    """Record up to MAX_BATCH scans; a row that cannot be read spoils no other."""
    bearer_token()
    body = read_object(MAX_BATCH_BYTES)
    given = body.given.get("scans")
    rows = given if isinstance(given, list) else []
    if not isinstance(given, list) or len(given) > MAX_BATCH:
        body.fault("scans", _("Harus berupa larik berisi paling banyak %(n)d catatan.", n=MAX_BATCH))
    body.check()
    bearer, gate = bearer_at(session_id)
    at = clock.now()
    refuse_batches(gate, desk=bearer.desk, at=at)
    read = [_row(row, bearer) for row in rows]
    answers = iter(record_batch(gate, [one for one in read if isinstance(one, Presented)], at=at))
    return json_answer({"scans": [answer_json(next(answers)) if isinstance(one, Presented) else one for one in read]})


def _row(given: object, bearer: Bearer) -> Presented | dict[str, object]:
    """A scan, or the answer to what is none: nothing of it is recorded, so it can be mended and sent again."""
    body = Body(given if isinstance(given, dict) else {})
    presented = scan_from(body, bearer)
    if not body.faults:
        return presented
    uuid = body.given.get("id")
    answer = Answer(uuid if isinstance(uuid, str) else "", Outcome.REFUSED, Reason.MALFORMED, malformed())
    return answer_json(answer) | {"id": uuid if isinstance(uuid, str) else None, "errors": body.faults}
