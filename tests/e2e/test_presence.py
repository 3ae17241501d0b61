"""The page beside the call, in a real browser whose clock and the server's are turned by hand."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.serving import make_server

from tests.conftest import fresh_database, settings_for
from tests.factories import START, make_event, make_registration
from webapp import clock, create_app
from webapp.attendance.ticketing import links
from webapp.attendance.verdicts import deciding, settling
from webapp.attendance.verdicts.rules import Rule
from webapp.database import db
from webapp.events.models import Event, Mode

HALF = timedelta(seconds=30)
MINUTE = timedelta(minutes=1)
LASTS = 30 * MINUTE


class Hall:
    """A webinar of half an hour that asks for half of it, served here; `turn` moves the server's clock."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app, self.passed = app, timedelta()
        monkeypatch.setattr(clock, "now", lambda: START + self.passed)
        with app.test_request_context():
            event = make_event(slug="forum", conference_url="https://meet.example.org/ruang")
            event.sessions[0].dtend = event.dtend = START + LASTS
            people = [make_registration(event, name=name, mode=Mode.ONLINE) for name in ("Siti", "Dehen")]
            deciding.set_rule(event, Rule(minutes_percent=50), at=START)
            self.siti, self.dehen = (f"/join/{links.token_of(one, links.JOIN)}" for one in people)
            db.session.commit()
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        assert app.test_client().post(self.siti).status_code == 303  # pressed the button; the call is in another window

    @property
    def at(self) -> datetime:
        return START + self.passed

    def open(self, context: BrowserContext) -> Page:
        page = context.new_page()
        with page.expect_response("**/beats"):
            page.goto(f"{self.url}{self.siti}")
        return page

    def pass_half_a_minute(self, *pages: Page) -> None:
        """Both clocks go on, that of the tabs for all of them at once; every page says its beat."""
        self.passed += HALF
        with ExitStack() as answers:
            for page in pages:
                answers.enter_context(page.expect_response("**/beats"))
            pages[0].context.clock.run_for(30_000)

    def settle(self) -> None:
        with self.app.test_request_context():
            settling.settle(db.session.scalars(select(Event).options(selectinload(Event.sessions))).one(), at=self.at)
            db.session.commit()


@pytest.fixture
def hall(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    with fresh_database(request, "sqlite", tmp_path) as url:
        app = create_app(settings_for(url, tmp_path))
        app.config["WTF_CSRF_ENABLED"] = False
        made = Hall(app, monkeypatch)
        thread = threading.Thread(target=made.server.serve_forever, daemon=True)
        thread.start()
        yield made
        made.server.shutdown()
        thread.join(timeout=10)
        with made.app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_minutes_of_a_visitor_who_leaves_and_comes_back(hall: Hall, chromium: Browser) -> None:
    context = chromium.new_context(locale="id-ID")
    context.clock.install(time=hall.at - HALF)
    context.clock.pause_at(hall.at)
    tabs = [hall.open(context) for _tab in range(3)]
    for _step in range(20):
        hall.pass_half_a_minute(*tabs)
    for tab in tabs:
        expect(tab.locator("[data-minutes]")).to_have_text("10 menit")

    for tab in tabs:
        tab.close()
    hall.passed = 20 * MINUTE
    context.clock.pause_at(hall.at)
    back = hall.open(context)
    for _step in range(10):
        hall.pass_half_a_minute(back)
    expect(back.locator("[data-minutes]")).to_have_text("15 menit")

    for half in [*range(21), *range(40, 50)]:  # somebody else, who misses the last half minute
        hall.passed = half * HALF
        body = json.dumps({"at": int(hall.at.timestamp() * 1000)})
        assert hall.app.test_client().post(f"{hall.dehen}/beats", data=body).status_code == 204
    hall.passed = LASTS + MINUTE
    hall.settle()

    said = {}
    for locale in ("id-ID", "en-GB"):
        reader = chromium.new_context(locale=locale).new_page()
        for who in (hall.siti, hall.dehen):
            reader.goto(f"{hall.url}{who}")
            said[locale, who] = reader.locator("main").inner_text()
    assert "Hadir daring: 15 dari 30 menit, batasnya 15 menit." in said["id-ID", hall.siti]
    assert "Belum terhitung: 14 dari 30 menit, batasnya 15 menit." in said["id-ID", hall.dehen]
    assert "15 of 30 minutes" in said["en-GB", hall.siti]
    assert "14 of 30 minutes" in said["en-GB", hall.dehen]
    for page in context.pages:
        page.close()
