"""Fixtures of the browser tests: the browser, and one installation with the sample activities."""

import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.e2e import browser
from tests.e2e.installation import Installation, installation, serving
from tests.e2e.visitors import Visitors

SHOWN = "(document.querySelector('main') ?? document.body).innerText.slice(0, 2000)"


# Not for the whole run: while it lives, other tests of this thread could not start an event loop.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    with browser.launch(playwright) as started:
        yield started


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with the sample activities; nothing runs in it."""
    folder = tmp_path_factory.mktemp("loaded")
    with installation(folder) as made:
        made.gelar("demo")
    return folder


@pytest.fixture(scope="package")
def demo(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The sample activities, served. Tests leave them as they found them, but for new registrations."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(loaded, folder, dirs_exist_ok=True)
    with serving(Installation(folder)) as made:
        yield made


@pytest.fixture(scope="package")
def visitors(chromium: Browser, demo: Installation) -> Visitors:
    return Visitors(chromium, demo)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure says what every open page showed at that moment, and what the server said last."""
    report = yield
    if report.failed:
        for value in item.funcargs.values():
            if isinstance(value, Installation):
                report.sections.append(("server", value.said()[-4_000:]))
            if isinstance(value, Browser):
                pages = [page for context in value.contexts for page in context.pages]
                report.sections += [(page.url, page.evaluate(SHOWN)) for page in pages]
    return report
