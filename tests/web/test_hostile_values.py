"""Whatever is sent to whatever route, the answer is one of ours: a page, a refusal, never a crash."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.conftest import fresh_database, make_app
from tests.web.crawling import Walk
from tests.web.forms_found import Form, forms_of
from webapp import clock, database
from webapp.accounts import signing_in
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.demo import loading, offices

# Each has broken something somewhere: C strings, integers of 64 bits, formulas, markup, marks of direction, length.
NUL, NUMBER, LENGTH = "A\x00B", "-" + "9" * 30, "A" * 40_000
WORDS = "=1+1<script>alert(1)</script>'\"%s{{7*7}}\u202e\U0001f469\u200d\U0001f33e"
# Both store words alike; of the two, PostgreSQL alone refuses a NUL and more letters than a column has.
HOSTILE = {"sqlite": (NUMBER, WORDS), "postgresql": (NUL, NUMBER, LENGTH)}
# They end the visit, or make the demonstration anew: each has tests of its own.
LEFT_ALONE = {"accounts.delete_sign_in", "demo.refresh", "demo.sign_in", "web.choose_language", "static"}
# Forms that take something away come last, so that the others still find it.
TAKES_AWAY = ("delete", "cancel", "postpone", "revo", "forget", "eras")


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The whole application with the demonstration in it; the databases differ in what they refuse to store."""
    folder = tmp_path_factory.mktemp("hostile")
    with fresh_database(request, request.param, folder) as url:
        app = make_app(url, folder)
        with app.test_request_context():
            database.begin_for_writing(may_write=True)
            loading.load(at=clock.now())
            db.session.commit()
            db.session.remove()
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="module")
def organizer(site: Flask) -> FlaskClient:
    """A browser in which the office's administrator is signed in."""
    client = site.test_client()
    with site.app_context():
        account = offices.sample_account(GrantRole.ADMIN)
        assert account is not None
        token = signing_in.sign_in(account, at=clock.now())
        db.session.commit()
        db.session.remove()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return client


@pytest.fixture(scope="module")
def walk(organizer: FlaskClient) -> Walk:
    """What can be seen from the first page and the workplace."""
    return Walk(organizer, pages_per_route=3).along(["/", "/manage"])


def answer_of(client: FlaskClient, method: str, path: str, **sent: Any) -> str:
    """What is wrong with the answer, or nothing."""
    try:
        with client.open(path, method=method, **sent) as answer:
            return "" if answer.status_code < 500 else f"answers {answer.status_code}"
    except Exception as crash:  # the application under test hands its crashes on
        return f"crashes: {crash!r:.300}"


def addresses(rule: Rule, value: str) -> Iterator[str]:
    """The rule's address with `value` in each of its places in turn."""
    for place in rule.arguments:
        values = {name: value if name == place else 1 for name in rule.arguments}
        built = rule.rule
        for name in rule.arguments:
            before, _, after = built.rpartition(f"{name}>")
            opening = before.rindex("<")
            built = f"{before[:opening]}{quoted(str(values[name]))}{after}"
        yield built


def quoted(value: str) -> str:
    return quote(value[:2_000].encode("utf-8", "surrogatepass"), safe="")


@pytest.fixture(scope="module")
def hostile(site: Flask) -> tuple[str, ...]:
    with site.app_context():
        return HOSTILE[db.engine.dialect.name]


def test_no_address_crashes(site: Flask, organizer: FlaskClient, hostile: tuple[str, ...]) -> None:
    faults = []
    for rule in site.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            for value in hostile if rule.endpoint not in LEFT_ALONE else ():
                for path in addresses(rule, value):
                    wrong = answer_of(organizer, method, path)
                    faults += [f"{method} {path[:120]} {wrong}"] if wrong else []

    assert faults == []


def test_no_question_crashes(walk: Walk, hostile: tuple[str, ...]) -> None:
    asked = {path.partition("?")[0]: path for path, method in walk.seen if method == "GET"}
    names = ("q", "kind", "region", "mode", "month", "organizer", "page", "when", "status", "sort", "since", "next")
    faults = []
    for path in one_of_each(walk, asked):
        for value in hostile:
            query = "&".join(f"{name}={quoted(value)}" for name in names)
            wrong = answer_of(walk.client, "GET", f"{path}?{query}")
            faults += [f"{path} {wrong}"] if wrong else []

    assert faults == []


def one_of_each(walk: Walk, paths: Iterable[str]) -> list[str]:
    """One path for each route."""
    found = {walk.endpoint(path, "GET"): path for path in sorted(paths)}
    return [path for endpoint, path in found.items() if endpoint and endpoint not in LEFT_ALONE]


def test_no_field_of_any_form_crashes(walk: Walk, hostile: tuple[str, ...]) -> None:
    forms = dict(forms_of(walk))
    in_order = sorted(forms.items(), key=lambda one: (any(word in one[0] for word in TAKES_AWAY), one[0]))
    faults = []
    for endpoint, form in in_order:
        if endpoint not in LEFT_ALONE:
            faults += [f"{endpoint}: {fault}" for fault in faults_of_form(walk.client, form, hostile)]

    assert {"manage.create", "registration.create", "desks.create"} <= set(forms)
    assert faults == []


def faults_of_form(client: FlaskClient, form: Form, hostile: tuple[str, ...]) -> Iterator[str]:
    """Each field in turn holds each hostile value, and the others what the page put there."""
    sent = "query_string" if form.method == "GET" else "data"
    for name in form.fields:
        for value in hostile:
            wrong = answer_of(client, form.method, form.action, **{sent: form.fields | {name: value}})
            if wrong:
                yield f"{name}={value[:20]!r} {wrong}"


def test_a_crash_would_be_found() -> None:
    app = Flask(__name__)
    app.testing = True
    app.add_url_rule("/<int:number>", view_func=lambda number: 1 / (number - 9), endpoint="crash")

    assert answer_of(app.test_client(), "GET", "/9").startswith("crashes: ZeroDivisionError")
