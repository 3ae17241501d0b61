"""Fixtures: every test with a database runs on SQLite and on PostgreSQL, both real."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from tests import postgres
from tests.postgres import Databases, named, run_on
from webapp import create_app, database, migrating
from webapp.accounts import signing_in
from webapp.accounts.models import User
from webapp.clock import now
from webapp.config import Settings
from webapp.database import db
from webapp.directory import regions

KEY = "a key for tests only, long enough to be taken"

# A busy machine is slow and says nothing about the code; an example asks for no database of its own. Where a change is
# judged the examples are the same each time, so that it is judged and not the luck of the draw; elsewhere they differ.
settings.register_profile(
    "here",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("here")


def _compile_rules_once() -> None:
    """Each application reads and compiles each of its four hundred routes, and a run makes thousands of applications.

    What comes out depends on the rule's words alone, so the next application's rule is given what the first one's has.
    """
    compile_rule, known = Rule.compile, {}
    compiled = ("_parts", "_trace", "_converters", "arguments")

    def once(rule: Rule) -> None:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = (rule.rule, rule.subdomain, rule.host, defaults, rule.merge_slashes)
        if key not in known:
            compile_rule(rule)
            builders = (rule._build.__func__, rule._build_unknown.__func__)  # type: ignore[attr-defined]
            known[key] = {name: getattr(rule, name) for name in compiled}, builders
            return
        values, (build, build_unknown) = known[key]
        vars(rule).update(values)
        rule._build, rule._build_unknown = build.__get__(rule), build_unknown.__get__(rule)

    Rule.compile = once  # type: ignore[method-assign,assignment]


_compile_rules_once()


def settings_for(url: str, folder: Path) -> Settings:
    return Settings(
        database_url=url,
        secret_key=KEY,
        public_url="http://gelar.test",
        instance_path=folder,
        files_dir=folder / "files",
        threads=64,
    )


class Remembered(BytecodeCache):
    """Templates compiled once in a run instead of once in each application."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


templates = Remembered()


def make_app(url: str, folder: Path) -> Flask:
    app = create_app(settings_for(url, folder))
    app.jinja_env.bytecode_cache = templates
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, SERVER_NAME="gelar.test")
    return app


def prepare(url: str, folder: Path) -> None:
    """Migrate an empty database and load what every installation has."""
    app = make_app(url, folder)
    with app.app_context():
        migrating.upgrade(db.engine)
        regions.load_regions()
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    path = folder / "template.db"
    prepare(f"sqlite:///{path}", folder)
    return path


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres.server(tmp_path_factory.mktemp("pg")) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    name = f"template_{uuid4().hex}"
    run_on(postgres_url, f"CREATE DATABASE {name}")
    prepare(named(postgres_url, name), tmp_path_factory.mktemp("pg_template"))
    return name


@pytest.fixture(scope="session")
def postgres_databases(postgres_url: str, postgres_template: str) -> Databases:
    return Databases(postgres_url, postgres_template)


@contextmanager
def fresh_database(request: pytest.FixtureRequest, kind: str, folder: Path) -> Iterator[str]:
    """A migrated database of its own, SQLite in `folder` or PostgreSQL on the run's server; yields its address."""
    if kind == "sqlite":
        path = folder / "gelar.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    with request.getfixturevalue("postgres_databases").one() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh, migrated database for one test."""
    with fresh_database(request, request.param, tmp_path) as url:
        yield url


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    app = make_app(database_url, tmp_path)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser. Do not hold an application context beside it: they would share flask.g."""
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """An application context for tests that call verbs; not together with `client`."""
    database.begin_for_writing(may_write=True)
    with app.test_request_context():
        yield app


@pytest.fixture
def stored(app: Flask) -> Callable[[Callable[[], object]], object]:
    """Run a function in a context of its own and commit: `stored(lambda: make_event())` beside `client`."""

    def run(make: Callable[[], object]) -> object:
        with app.app_context():
            made = make()
            db.session.commit()
            return made

    return run


@pytest.fixture
def sign_in(app: Flask, client: FlaskClient) -> Callable[[int], FlaskClient]:
    """Sign a user in with `client`, by id, without a password: `sign_in(user.id)`."""

    def enter(user_id: int) -> FlaskClient:
        with app.app_context():
            user = db.session.get_one(User, user_id)
            token = signing_in.sign_in(user, at=now())
            db.session.commit()
        with client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        return client

    return enter


# Files that take a minute or more begin first, so that no processor waits for one of them at the end.
LONGEST = ("test_hostile_values.py", "test_links.py", "test_kills.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)
