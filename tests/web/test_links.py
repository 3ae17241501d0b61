"""No page leads nowhere: every link answers, every form has a route, whoever looks at it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, url_for
from sqlalchemy import select

from tests.conftest import make_app
from tests.web.crawling import Walk
from webapp import clock
from webapp.accounts import signing_in
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.desks.linking import offer_link
from webapp.attendance.checking_in.desks.pairing import make_desk
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import queries
from webapp.attendance.ticketing import links
from webapp.database import db
from webapp.demo import loading, offices
from webapp.events.models import Event, EventStatus, Mode


@pytest.fixture(scope="module")
def site(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The whole application with the demo in it. Links do not depend on the database's kind."""
    folder = tmp_path_factory.mktemp("links")
    shutil.copy(sqlite_template, folder / "gelar.db")
    app = make_app(f"sqlite:///{folder / 'gelar.db'}", folder)
    with app.test_request_context():
        loading.load(at=clock.now())
        db.session.commit()
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def secret_links(site: Flask) -> list[str]:
    """What people get by message, and no page leads to: a ticket and its two links in each mode, and a desk."""
    with site.test_request_context():
        found = [url_for("checkin.paired", token=_desk()), url_for("pairing.show", code=_pairing_code())]
        for mode in Mode:
            registration = _registration(mode)
            found += [
                url_for("tickets.show", code=registration.tickets[-1].code),
                url_for("registration.manage", token=links.token_of(registration, links.MANAGE)),
                url_for("joining.show", token=links.token_of(registration, links.JOIN)),
            ]
        db.session.commit()
        db.session.remove()
    return found


def _desk() -> str:
    event = db.session.scalars(select(Event).order_by(Event.dtstart.desc()).limit(1)).one()
    return make_desk(event, name="Pintu Uji", at=clock.now())[1]


def _pairing_code() -> str:
    event = db.session.scalars(select(Event).order_by(Event.dtstart.desc()).limit(1)).one()
    return offer_link(make_desk(event, name="Pintu Baru", at=clock.now())[0], at=clock.now())


def _registration(mode: Mode) -> Registration:
    now_on = (Event.status == EventStatus.PUBLISHED, Event.dtstart < clock.now(), Event.dtend > clock.now())
    mine = (Registration.mode == mode, Registration.status == RegistrationStatus.CONFIRMED)
    ref = select(Registration.ref).join(Registration.event).where(*now_on, *mine).limit(1)
    return db.session.scalars(queries.by_ref(db.session.scalars(ref).one())).one()


def test_a_visitor_finds_no_dead_link(site: Flask, secret_links: list[str]) -> None:
    walk = Walk(site.test_client()).along(["/", *secret_links])

    assert walk.faults == []
    assert {"help.show", "help.privacy", "registration.new", "tickets.png", "calendars.subscribe"} <= set(walk.visits)


@pytest.mark.parametrize("role", [GrantRole.ADMIN, GrantRole.DESK, GrantRole.VIEWER])
def test_an_organizer_finds_no_dead_link(site: Flask, role: GrantRole) -> None:
    client = site.test_client()
    with site.app_context():
        account = offices.sample_account(role)
        assert account is not None
        token = signing_in.sign_in(account, at=clock.now())
        db.session.commit()
        db.session.remove()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True

    walk = Walk(client).along(["/manage"])

    assert walk.faults == []
    assert {"manage.index", "room.show"} <= set(walk.visits)
    assert "accounts.new_sign_in" not in walk.visits


def test_a_dead_link_would_be_found() -> None:
    app = Flask(__name__)
    page = '<a href="/gone">x</a><a href="#lost">x</a><form method="post" action="/">x</form><a href="/broken">x</a>'
    app.add_url_rule("/", view_func=lambda: page, endpoint="home")
    app.add_url_rule("/broken", view_func=lambda: ("", 500), endpoint="broken")

    walk = Walk(app.test_client()).along(["/"])

    assert walk.faults == [
        "#lost is not on /",
        "GET /gone is no route: on /",
        "POST / is no route: on /",
        "/broken answers 500: on /",
    ]
