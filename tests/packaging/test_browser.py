"""The browser of the tests is there and shows a page; so is the one that npm carries, where it was fetched."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e import browser


def test_the_browser_of_this_machine_shows_a_page() -> None:
    with sync_playwright() as playwright, browser.launch(playwright) as chromium:
        page = chromium.new_page()
        page.set_content("<h1>Gelar</h1>")

        assert page.text_content("h1") == "Gelar"


def test_a_browser_that_cannot_be_run_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "nothing"))
    browser.find.cache_clear()

    with pytest.raises(browser.NoBrowser, match=r"CHROMIUM names .*nothing"):
        browser.find()
    browser.find.cache_clear()


def test_no_browser_at_all_is_an_error_with_a_mend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "CARRIED", tmp_path / "nothing")
    browser.find.cache_clear()

    with pytest.raises(browser.NoBrowser, match="bin/assets --browser"):
        browser.find()
    browser.find.cache_clear()
