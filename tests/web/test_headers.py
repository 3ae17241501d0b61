"""What every page tells the browser."""

from pathlib import Path

from flask import Flask

from tests.conftest import settings_for
from webapp import create_app


def test_nothing_is_loaded_from_anybody_else(page_app: Flask) -> None:
    policy = page_app.test_client().get("/sign-in").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_differ_by_person_and_language(page_app: Flask) -> None:
    answer = page_app.test_client().get("/sign-in")

    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Accept-Language"} <= set(answer.vary)


def test_only_https_binds_the_browser_to_https(sqlite_template: Path, tmp_path: Path) -> None:
    plain = settings_for(f"sqlite:///{sqlite_template}", tmp_path)
    safe = create_app(plain.at_url("https://gelar.test"))

    answer = safe.test_client().get("/sign-in", base_url="https://gelar.test")

    assert "Strict-Transport-Security" in answer.headers
    assert safe.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert safe.config["SESSION_COOKIE_SECURE"]
    assert "Strict-Transport-Security" not in create_app(plain).test_client().get("/sign-in").headers
