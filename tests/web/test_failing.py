"""What cannot be done is answered calmly, to people and to programs."""

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from webapp.database import db
from webapp.directory.models import Region, RegionKind
from webapp.errors import DatabaseUnavailable, Refused
from webapp.web.access import public


def raising(app: Flask, error: BaseException) -> FlaskClient:
    """A client of an application in which /fails and /api/fails raise `error`."""

    def fail() -> str:
        raise error

    for path in ("/fails", "/api/fails"):
        app.add_url_rule(path, endpoint=path, view_func=public(fail))
    return app.test_client()


def test_a_refusal_is_a_page_with_its_sentence(page_app: Flask) -> None:
    answer = raising(page_app, Refused("Kursi <baru> saja terisi.")).get("/fails")

    assert answer.status_code == 409
    assert "Kursi &lt;baru&gt; saja terisi." in answer.text


def test_a_refusal_is_a_problem_document_for_programs(page_app: Flask) -> None:
    answer = raising(page_app, Refused("Sudah penuh.", reason="full")).get("/api/fails")

    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    assert answer.json == {
        "type": "about:blank", "title": "Conflict", "status": 409, "detail": "Sudah penuh.", "reason": "full",
    }  # fmt: skip


def test_a_refusal_leaves_nothing_behind(app: Flask, client: FlaskClient) -> None:
    def half() -> str:
        db.session.add(Region(code="99", kind=RegionKind.PROVINCE, name="Separuh", folded_name="separuh"))
        db.session.flush()
        raise Refused("Tidak jadi.")

    app.add_url_rule("/half", view_func=public(half), methods=["POST"])

    assert client.post("/half").status_code == 409
    with app.app_context():
        assert db.session.get(Region, "99") is None


@pytest.mark.parametrize(
    "error", [OperationalError("SELECT 1", {}, Exception("database is locked")), DatabaseUnavailable("too old")]
)
def test_a_database_that_cannot_answer_is_said_in_one_sentence(page_app: Flask, error: Exception) -> None:
    client = raising(page_app, error)

    page, document = client.get("/fails"), client.get("/api/fails")

    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert "Layanan sedang sibuk" in page.text
    assert "SELECT" not in page.text
    assert (document.status_code, document.mimetype) == (503, "application/problem+json")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503])
def test_every_status_has_a_page(page_app: Flask, status: int) -> None:
    page_app.add_url_rule("/stop", view_func=public(lambda: abort(status)))

    answer = page_app.test_client().get("/stop")

    assert answer.status_code == status
    assert "<h1" in answer.text


def test_a_missing_page_says_so_in_both_languages(page_app: Flask) -> None:
    client = page_app.test_client()

    pages = {client.get("/tidak-ada", headers={"Accept-Language": code}).text for code in ("id", "en")}

    assert len(pages) == 2


def test_a_tidied_address_stays_on_this_host(page_app: Flask) -> None:
    page_app.config["SERVER_NAME"] = None

    answer = page_app.test_client().get("/events//x?a=1", headers={"Host": "evil.example"})

    assert (answer.status_code, answer.headers["Location"]) == (308, "/events/x?a=1")


def test_a_form_without_its_token_is_asked_again(page_app: Flask) -> None:
    page_app.config["WTF_CSRF_ENABLED"] = True

    answer = page_app.test_client().post("/sign-in", data={"email": "a@b.id", "password": "x"})

    assert answer.status_code == 400
    assert "terlalu lama terbuka" in answer.text


def test_a_body_that_is_too_large_is_refused(page_app: Flask) -> None:
    body = b"email=" + b"x" * (page_app.config["MAX_CONTENT_LENGTH"] + 1)

    answer = page_app.test_client().post("/sign-in", data=body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 413
