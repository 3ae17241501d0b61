"""What people and programs see when something cannot be done: one calm page, or one problem document."""

from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from webapp.database import db
from webapp.errors import DatabaseUnavailable, Refused

PROGRAM_PATHS = ("/api/", "/desk/api/")
RETRY_AFTER_SECONDS = "5"


def init_app(app: Flask) -> None:
    """Expected refusals, HTTP errors and an unreachable database; nothing else is caught."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DatabaseUnavailable, _database_busy)
    app.register_error_handler(OperationalError, _database_busy)
    app.register_error_handler(TimeoutError, _database_busy)
    if not app.testing:
        app.register_error_handler(500, _unexpected)


def is_for_a_program() -> bool:
    return request.path.startswith(PROGRAM_PATHS)


def problem(status: int, detail: str, *, kind: str = "about:blank", **more: object) -> Response:
    """A problem document (RFC 9457, section 3)."""
    body = {
        "type": kind,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    answer = jsonify(body)
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    return answer


def _refused(refusal: Refused) -> ResponseReturnValue:
    db.session.rollback()
    if is_for_a_program():
        return problem(409, refusal.sentence, reason=refusal.reason)
    return render_template("errors/409.html", sentence=refusal.sentence), 409


def _form_too_old(_error: CSRFError) -> ResponseReturnValue:
    return _page(
        400,
        _("Halaman ini sudah terlalu lama terbuka. Mohon muat ulang, lalu kirim sekali lagi."),
    )


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    is_ours = is_for_a_program() or error.description != type(error).description  # the library's own is in English
    return _page(error.code, error.description or "" if is_ours else "")


def _database_busy(error: Exception) -> ResponseReturnValue:
    current_app.logger.error("database unavailable: %s", type(error).__name__, exc_info=error)
    db.session.rollback()
    body = _page(
        503,
        _("Basis data sedang sibuk. Isian belum tersimpan; mohon coba lagi sebentar lagi."),
    )
    answer = current_app.make_response(body)
    answer.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return answer


def _unexpected(_error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    return _page(500, "")


def _page(status: int, sentence: str) -> ResponseReturnValue:
    if is_for_a_program():
        return problem(status, sentence)
    known = status in {400, 403, 404, 409, 410, 413, 422, 429, 500, 503}
    name = f"errors/{status if known else 400 if status < 500 else 500}.html"
    return render_template(name, sentence=sentence), status
