"""The language of a page: chosen, else asked for by the browser, else Indonesian."""

import pytest
from flask import Flask


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "id"), ("id", "id"), ("en-US,en;q=0.9", "en"), ("fr", "id"), ("fr,en;q=0.5", "en"), ("*", "id"),
        ("id-ID,id;q=0.9,en;q=0.8", "id"), ("x" * 5000, "id"), ("en;q=abc", "id"),
    ],
)  # fmt: skip
def test_the_browser_decides_the_first_visit(page_app: Flask, asked: str, language: str) -> None:
    page = page_app.test_client().get("/sign-in", headers={"Accept-Language": asked}).text

    assert f'<html lang="{language}">' in page


def test_a_choice_is_kept_against_the_browser(page_app: Flask) -> None:
    client = page_app.test_client()

    answer = client.get("/language/en?next=/sign-in")
    page = client.get("/sign-in", headers={"Accept-Language": "id"}).text

    assert answer.location == "/sign-in"
    assert '<html lang="en">' in page


def test_choosing_a_language_leads_to_no_other_site(page_app: Flask) -> None:
    assert page_app.test_client().get("/language/en?next=//evil.test").location == "/"


def test_an_unknown_language_is_a_missing_page(page_app: Flask) -> None:
    assert page_app.test_client().get("/language/fr").status_code == 404


def test_a_forged_cookie_is_ignored(page_app: Flask) -> None:
    client = page_app.test_client()
    client.set_cookie("language", "../../etc", domain="gelar.test")

    assert '<html lang="id">' in client.get("/sign-in").text
