"""What the scanner page asks besides scanning: the counter, names, walk-ins and undo. Bearer tokens, no cookies."""

from dataclasses import asdict
from uuid import UUID

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.checking_in.correcting.undoing import scan_of_event, undo_scan
from webapp.attendance.checking_in.desks.bearers import bearer_at, desk_bearer
from webapp.attendance.checking_in.desks.pairing import Contact, note_contact
from webapp.attendance.checking_in.people import searching
from webapp.attendance.checking_in.people.completing import GENDERS, add_gender
from webapp.attendance.checking_in.people.counting import counter
from webapp.attendance.checking_in.people.walking_in import WalkIn, admit_walk_in
from webapp.attendance.checking_in.scanner.wire import answer_json, moment, whole_number
from webapp.attendance.checking_in.scanning.answers import Answer, Presented
from webapp.attendance.checking_in.scanning.codes import parsed_code
from webapp.attendance.checking_in.scanning.gates import Gate, gate_by_id
from webapp.attendance.checking_in.scanning.settling import settle
from webapp.attendance.models import Action
from webapp.database import begin_for_writing, db
from webapp.web.access import bearer as for_bearers
from webapp.web.bodies import read_object
from webapp.web.failing import problem
from webapp.web.localizing import chosen_locale

bp = Blueprint("desk_api", __name__, url_prefix="/desk/api")

MAX_BODY_BYTES = 16 * 1024
LONGEST_TEXT = 120
# Beyond this a number is no id of ours, and PostgreSQL's integers end here.
SESSION = "/sessions/<int(max=2147483647):session_id>"


@bp.after_request
def keep_private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get(f"{SESSION}/counter")
@for_bearers
def show_counter(session_id: int) -> ResponseReturnValue:
    _bearer, gate = bearer_at(session_id)
    return counter(gate)


@bp.post(f"{SESSION}/contact")
@for_bearers
def create_contact(session_id: int) -> ResponseReturnValue:
    """The desk's heartbeat: how it stands, noted for the committee's board; the counter comes back."""
    body = read_object(MAX_BODY_BYTES)
    bearer, gate = bearer_at(session_id)
    contact = Contact(
        waiting=whole_number(body, "waiting"),
        listed=whole_number(body, "listed"),
        has_camera=body.given.get("has_camera") is True,
        has_queue=body.given.get("has_queue") is True,
    )
    body.check()
    if bearer.desk_id is not None:
        note_contact(bearer.desk_id, contact, at=clock.now())
        db.session.commit()
        begin_for_writing(may_write=False)
    return counter(gate)


@bp.get(f"{SESSION}/participants")
@for_bearers
def find_participants(session_id: int) -> ResponseReturnValue:
    _bearer, gate = bearer_at(session_id)
    text = request.args.get("q", "").strip()
    if searching.letters(text) < searching.FEWEST_LETTERS:
        return problem(422, _("Tulis paling sedikit %(n)d huruf.", n=searching.FEWEST_LETTERS), parameter="q")
    found = searching.search(gate, text)
    people = [asdict(one) | {"first_at": moment(one.first_at) if one.first_at else None} for one in found]
    return jsonify(participants=people)


@bp.post(f"{SESSION}/walk-ins")
@for_bearers
def create_walk_in(session_id: int) -> ResponseReturnValue:
    body = read_object(MAX_BODY_BYTES)
    bearer, gate = bearer_at(session_id)
    walk_in = WalkIn(
        uuid=body.uuid("id"),
        name=body.text("name", LONGEST_TEXT, is_required=True),
        affiliation=body.text("affiliation", LONGEST_TEXT),
        gender=body.one_of("gender", GENDERS),
        represents=body.text("represents", LONGEST_TEXT),
        desk=bearer.desk,
        scanned_at=body.moment("scanned_at") if body.has("scanned_at") else None,
        locale=chosen_locale(),
    )
    body.check()
    return _told(settle(lambda: admit_walk_in(gate, walk_in, at=clock.now())), gate)


@bp.post(f"{SESSION}/genders")
@for_bearers
def create_gender(session_id: int) -> ResponseReturnValue:
    """Add a missing L or P; sending it again, or after somebody else, changes nothing."""
    body = read_object(MAX_BODY_BYTES)
    bearer, gate = bearer_at(session_id)
    code, gender = (
        body.text("short_code", LONGEST_TEXT, is_required=True),
        body.one_of("gender", GENDERS, is_required=True),
    )
    body.check()
    is_added = add_gender(gate, parsed_code(code).text, gender=gender, by=bearer.actor, at=clock.now())
    db.session.commit()
    return jsonify(recorded=is_added)


@bp.post("/scans/<uuid:scan_id>/undo")
@for_bearers
def create_undo(scan_id: UUID) -> ResponseReturnValue:
    body = read_object(MAX_BODY_BYTES)
    uuid = body.uuid("id")
    scanned_at = body.moment("scanned_at") if body.has("scanned_at") else clock.now()
    body.check()
    bearer = desk_bearer()
    undone = db.session.scalar(scan_of_event(str(scan_id), bearer.event_id))
    if undone is None:
        abort(problem(404, _("Catatan yang hendak diurungkan tidak ditemukan.")))
    gate = gate_by_id(undone.session_id)
    presented = Presented(uuid, "", Action.UNDO, scanned_at, undone.channel, bearer.desk)
    return _told(settle(lambda: undo_scan(gate, undone, presented, at=clock.now())), gate)


def _told(answer: Answer, gate: Gate) -> ResponseReturnValue:
    begin_for_writing(may_write=False)  # what was written is committed: counting keeps no writer waiting
    return answer_json(answer, counter(gate))
