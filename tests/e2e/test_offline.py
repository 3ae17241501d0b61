"""Desks without a network, in a real browser: a reload, a killed tab, two desks with one ticket, the wire back."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.installation import Installation, installation, until

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "locale": "id-ID"}
READY = "async () => navigator.serviceWorker.controller !== null && Boolean(await caches.match(location.href))"
DATABASE = "gelar.db"
# The roster is in the device's database: what the page needs to answer after a reload.
LISTED = """() => new Promise((done) => {
  const opening = indexedDB.open("gelar-scanner");
  opening.onsuccess = () => {
    const asked = opening.result.transaction("rosters").objectStore("rosters").count();
    asked.onsuccess = () => { opening.result.close(); done(asked.result > 0); };
  };
})"""


class Hall(NamedTuple):
    place: Installation
    desk: str
    codes: list[str]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("offline")
    with installation(folder) as place:
        said = place.gelar("load-sample", "--registrations", "60", "--codes-out", str(folder / "codes"))
        loaded = json.loads(said.splitlines()[-1])
        codes = (folder / "codes").read_text().split()
        made_a_group(folder / DATABASE, codes[50:54])
        place.serve()
        yield Hall(place, f"{place.url}/desk/{loaded['desk_token']}", codes)


def made_a_group(database: Path, codes: list[str]) -> None:
    """Those tickets were registered together by one chair."""
    marks = ",".join("?" * len(codes))
    own = f"id IN (SELECT registration_id FROM tickets WHERE code IN ({marks}))"
    columns = "ref, event_id, chair_id, mode, affiliation, locale, form_token, link_version, created_at"
    values = "'g', event_id, person_id, mode, '', 'id', 'f', 1, registered_at"
    group = "(SELECT id FROM registration_groups)"
    with closing(sqlite3.connect(database)) as opened_database, opened_database as sql:
        made = f"INSERT INTO registration_groups ({columns}) SELECT {values} FROM registrations WHERE {own} LIMIT 1"
        sql.execute(made, codes)
        sql.execute(f"UPDATE registrations SET group_id = {group} WHERE {own}", codes)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**PHONE)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    yield context
    context.close()


def opened(phone: BrowserContext, hall: Hall) -> Page:
    """The desk's page with everything that it needs without a network on the device."""
    page = phone.new_page()
    page.goto(hall.desk)
    until(lambda: page.evaluate(READY), what="the worker of the page")
    until(lambda: page.evaluate(LISTED), what="the list of people")
    return page


def present(page: Page, code: str) -> None:
    page.get_by_role("button", name="Ketik kode").first.click()
    page.locator("#code").fill(code)
    page.get_by_role("button", name="Periksa").click()


def answered(page: Page, outcome: str) -> None:
    answer = page.locator("#answer")
    expect(answer).to_have_attribute("data-outcome", outcome)
    expect(answer).to_be_visible()
    page.keyboard.press("Escape")
    expect(answer).to_be_hidden()


def test_page_reloaded_without_a_network_still_admits_and_sends_later(phone: BrowserContext, hall: Hall) -> None:
    page = opened(phone, hall)
    phone.set_offline(True)
    page.reload()
    expect(page.locator("#sync-state")).to_have_text("Tanpa internet")

    present(page, hall.codes[0])
    answered(page, "admitted")
    present(page, f"https://gelar.test/T/{hall.codes[0]}")
    answered(page, "already")
    present(page, "A" * 26)
    answered(page, "kept")
    expect(page.locator("#sync-detail")).to_have_text("3 menunggu")
    phone.set_offline(False)

    expect(page.locator("#sync-state")).to_have_text("Tersambung", timeout=30_000)
    page.locator("#sync").click()
    expect(page.locator("#queue-sentence")).to_contain_text("sudah sampai")
    expect(page.locator("#roster-sentence")).to_contain_text("daftar 60 tiket")
    expect(page.locator("#returned li")).to_have_count(1)  # the code that nobody knows: never silently gone


def test_killed_tab_loses_none_of_twenty(phone: BrowserContext, hall: Hall) -> None:
    page = opened(phone, hall)
    phone.set_offline(True)
    for code in hall.codes[10:30]:
        present(page, code)
        answered(page, "admitted")
    expect(page.locator("#sync-detail")).to_have_text("20 menunggu")
    page.close(run_before_unload=False)

    page = phone.new_page()
    page.goto(hall.desk)
    expect(page.locator("#sync-detail")).to_have_text("20 menunggu")
    before = int(page.locator("#count-in").inner_text())
    phone.set_offline(False)

    expect(page.locator("#sync-state")).to_have_text("Tersambung", timeout=30_000)
    expect(page.locator("#count-in")).to_have_text(str(before + 20), timeout=30_000)


def test_two_desks_without_a_network_admit_one_ticket_and_one_is_told_later(chromium: Browser, hall: Hall) -> None:
    code = hall.codes[40]
    contexts = [chromium.new_context(**PHONE) for _ in range(2)]  # type: ignore[arg-type]
    pages = [opened(context, hall) for context in contexts]
    for context, page in zip(contexts, pages, strict=True):
        context.set_offline(True)
        page.reload()
        present(page, code)
        answered(page, "admitted")
    first, second = pages
    contexts[0].set_offline(False)
    expect(first.locator("#sync-state")).to_have_text("Tersambung", timeout=30_000)
    contexts[1].set_offline(False)

    expect(second.locator("#sync-state")).to_have_text("Tersambung", timeout=30_000)
    second.locator("#sync").click()
    expect(second.locator("#returned li")).to_have_count(1)
    expect(second.locator("#returned li")).to_contain_text("sudah hadir")
    first.locator("#sync").click()
    expect(first.locator("#returned li")).to_have_count(0)
    for context in contexts:
        context.close()


def test_closed_desk_keeps_no_name_on_the_phone(phone: BrowserContext, hall: Hall) -> None:
    page = opened(phone, hall)

    page.route("**/desk/api/**", lambda route: route.fulfill(status=401, json={"status": 401, "detail": "x"}))
    page.reload()

    until(lambda: not page.evaluate(LISTED), what="a device without the list")


def test_one_scan_lets_a_whole_group_in_without_a_network(phone: BrowserContext, hall: Hall) -> None:
    page = opened(phone, hall)
    phone.set_offline(True)
    page.reload()
    before = int(page.locator("#count-in").inner_text())
    present(page, hall.codes[50])

    page.get_by_role("button", name="Rombongan: 4 orang").click()
    left_out = page.locator("#group-people li:has(input:not(:disabled))").last
    code = left_out.locator("small").inner_text()
    left_out.locator("input").uncheck()
    page.get_by_role("button", name="Hadirkan 2 dari 4").click()
    expect(page.locator("#sync-detail")).to_have_text("3 menunggu")
    phone.set_offline(False)

    expect(page.locator("#sync-state")).to_have_text("Tersambung", timeout=30_000)
    expect(page.locator("#count-in")).to_have_text(str(before + 3), timeout=30_000)
    present(page, code)
    answered(page, "admitted")
