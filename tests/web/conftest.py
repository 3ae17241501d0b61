"""An application for tests that ask nothing of a database, and the language it speaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import make_app


@pytest.fixture
def page_app(sqlite_template: Path, tmp_path: Path) -> Flask:
    """One database is enough where none is asked."""
    return make_app(f"sqlite:///{sqlite_template}", tmp_path)


@pytest.fixture
def indonesian(page_app: Flask) -> Iterator[Flask]:
    with page_app.test_request_context(headers={"Accept-Language": "id"}):
        yield page_app


@pytest.fixture
def english(page_app: Flask) -> Iterator[Flask]:
    with page_app.test_request_context(headers={"Accept-Language": "en"}):
        yield page_app
