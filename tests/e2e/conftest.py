"""Fixtures of the browser tests: the browser, and one installation with the sample activities."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.e2e import browser
from tests.e2e.installation import Installation, installation


# Not for the whole run: while it lives, other tests of this thread could not start an event loop.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    with browser.launch(playwright) as started:
        yield started


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The sample activities, served. Tests leave them as they found them, but for new registrations."""
    with installation(tmp_path_factory.mktemp("demo")) as made:
        made.gelar("demo")
        made.serve()
        yield made
