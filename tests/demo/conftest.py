"""The demo is loaded once a database; each test gets a copy of its own."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from tests.conftest import make_app
from tests.postgres import named, run_on
from webapp.database import db
from webapp.demo import loading

AT = datetime(2026, 11, 23, 3, 10, tzinfo=UTC)  # Monday, 10.10 in Palangka Raya


def load(url: str, folder: Path) -> None:
    app = make_app(url, folder)
    with app.test_request_context():
        loading.load(at=AT)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_demo(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    path = folder / "demo.db"
    shutil.copy(sqlite_template, path)
    load(f"sqlite:///{path}", folder)
    return path


@pytest.fixture(scope="session")
def postgres_demo(postgres_url: str, postgres_template: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    name = f"demo_{uuid4().hex}"
    run_on(postgres_url, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    load(named(postgres_url, name), tmp_path_factory.mktemp("pg_demo"))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the demo in it, for one test."""
    if request.param == "sqlite":
        path = tmp_path / "gelar.db"
        shutil.copy(request.getfixturevalue("sqlite_demo"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgres_url")
    name = f"test_{uuid4().hex}"
    run_on(server, f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('postgres_demo')}")
    yield named(server, name)
    run_on(server, f"DROP DATABASE {name} WITH (FORCE)")
