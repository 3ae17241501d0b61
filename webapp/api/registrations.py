"""Registering by a program, open to anybody: the verb of the form, with an Idempotency-Key instead of its token."""

from dataclasses import replace
from datetime import datetime

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.questions.asking import NOTHING, Asked, WrongAnswer, asked_by, judged
from webapp.attendance.questions.models import AnswerValue
from webapp.attendance.registering import answers, opening, placing
from webapp.attendance.registering.applications import AlreadyRegistered, Application
from webapp.attendance.registering.applying import register
from webapp.attendance.registering.forms import LONGEST_AFFILIATION, LONGEST_NAME, LONGEST_POSITION
from webapp.attendance.ticketing import links
from webapp.database import db
from webapp.errors import Refused
from webapp.events.filters import is_slug
from webapp.events.models import Mode
from webapp.web import contacts
from webapp.web.access import public
from webapp.web.bodies import Body, json_answer, read_object
from webapp.web.failing import problem
from webapp.web.localizing import chosen_locale

bp = Blueprint("api_registrations", __name__, url_prefix="/api/v1")

MAX_BODY_BYTES = 64 * 1024
LONGEST_KEY = 200
LONGEST_NEEDS = 500
LONGEST_REGION = 20
# What the rules refuse because of what was sent, and where it stands in the body.
FIELDS_OF = {"region_unknown": "region", "mode_not_offered": "mode"}


@bp.post("/events/<slug>/registrations")
@public
def create_registration(slug: str) -> ResponseReturnValue:
    """Give one person a place, or a place in the line. The same key and body give the same registration."""
    body = read_object(MAX_BODY_BYTES)
    application = _application(body, key=_idempotency_key())
    at = clock.now()
    found = opening.open_to_register(slug) if is_slug(slug) else None
    if found is None:
        abort(404)
    event, asks_more = found
    asked = asked_by(event.id) if asks_more else NOTHING
    if asked:
        application = replace(application, answers=_answers(body, asked, application))
    try:
        made = register(event, application, at=at, asked=asked)
    except Refused as refusal:
        db.session.rollback()
        return _refused(refusal)
    answer = _answered(made, at)
    db.session.commit()
    return answer


def _answered(made: Registration | AlreadyRegistered, at: datetime) -> Response:
    """What is said, asked of the very transaction that made it: a place in line is true at that moment."""
    if isinstance(made, AlreadyRegistered):
        return problem(
            409,
            _("Orang ini sudah terdaftar pada kegiatan ini. Tautannya dikirim ke kontak yang tersimpan."),
            reason="already_registered",
        )
    return json_answer(_registration(made), 201 if made.registered_at == at else 200)


def _idempotency_key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        abort(problem(400, _("Idempotency-Key paling banyak %(n)d karakter ASCII.", n=LONGEST_KEY)))
    return key


def _application(body: Body, *, key: str | None) -> Application:
    """Every field is judged as the form judges it; 422 names all that are wrong at once."""
    application = Application(
        name=" ".join(body.text("name", LONGEST_NAME, is_required=True).split()),
        mode=body.choice("mode", Mode),
        phone=_phone(body),
        email=_email(body),
        affiliation=body.text("affiliation", LONGEST_AFFILIATION),
        region_code=body.text("region", LONGEST_REGION) or None,
        position=body.text("position", LONGEST_POSITION),
        gender=body.one_of("gender", tuple(answers.GENDERS)),
        age_group=body.one_of("age_group", tuple(answers.AGE_GROUPS)),
        occupation=body.one_of("occupation", tuple(answers.OCCUPATIONS)),
        needs=body.text("needs", LONGEST_NEEDS),
        locale=chosen_locale(),
        channel="api",
        form_token=f"api:{key}" if key else None,
    )
    body.consent("consent")
    body.check()
    return application


def _answers(body: Body, asked: Asked, application: Application) -> tuple[tuple[int, AnswerValue], ...]:
    """The event's own questions, by the ids that GET /events/<slug> tells; 422 names all that are wrong."""
    given = body.given.get("answers")
    answered = given if isinstance(given, dict) else {}
    found: dict[int, AnswerValue] = {}
    for question in asked.own_for(application.mode):
        try:
            value = judged(question, answered.get(str(question.id)))
        except WrongAnswer as wrong:
            body.fault(f"answers/{question.id}", str(wrong))
            continue
        if value is not None:
            found[question.id] = value
        elif question.is_required:
            body.fault(f"answers/{question.id}", _("Bagian ini wajib diisi."))
    for name, is_required in asked.standard.items():
        if is_required and not getattr(application, name.value):
            body.fault(name.value, _("Bagian ini wajib diisi."))
    body.check()
    return tuple(found.items())


def _phone(body: Body) -> str:
    text = body.text("phone", contacts.LONGEST_PHONE)
    try:
        return contacts.parsed_phone(text) if text else ""
    except contacts.WrongContact as wrong:
        body.fault("phone", str(wrong))
        return ""


def _email(body: Body) -> str:
    text = body.text("email", contacts.LONGEST_EMAIL)
    try:
        return contacts.parsed_email(text) if text else ""
    except contacts.WrongContact as wrong:
        body.fault("email", str(wrong))
        return ""


def _refused(refusal: Refused) -> ResponseReturnValue:
    if refusal.reason in FIELDS_OF:
        fault = {"pointer": f"#/{FIELDS_OF[refusal.reason]}", "detail": refusal.sentence}
        return problem(422, refusal.sentence, reason=refusal.reason, errors=[fault])
    if refusal.reason == "key_reused":
        said = _("Idempotency-Key ini sudah dipakai dengan isi lain.")
        return problem(422, said, reason=refusal.reason, errors=[])
    return problem(409, refusal.sentence, reason=refusal.reason)


def _registration(made: Registration) -> dict[str, object]:
    standing = next((ticket for ticket in made.tickets if ticket.revoked_at is None), None)
    waits = made.status == RegistrationStatus.WAITING
    return {
        "status": made.status.value,
        "mode": made.mode.value,
        "code": standing.code if standing else None,
        "ticket_url": links.ticket_url(standing.code) if standing else None,
        "manage_url": links.manage_url(made),
        "waiting_position": placing.place_in_line(made) if waits else None,
    }
