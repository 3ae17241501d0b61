"""A desk's camera before every kind of ticket; without a camera by keyboard alone; a server that dies in mid-queue."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

from tests.e2e import browser
from tests.e2e.film import films
from tests.e2e.installation import Installation, installation, until
from tests.e2e.test_offline import DATABASE, LISTED, PHONE, READY, answered, present
from webapp.documents import qr

STRANGER = "ZZZZZZZZZZZZZZZZZZZZZZZZZZ"


ANSWERS = {
    "Hadir": "admitted",
    "sudah dibatalkan": "refused",
    "daftar tunggu": "refused",
    "Sarasehan kemarin": "refused",
    "Tidak dikenal": "unknown",
    "Sudah hadir": "already",
}


class Door(NamedTuple):
    place: Installation
    desk: str
    codes: list[str]
    other: str


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One activity with its tickets, one of them cancelled and one waiting; and a ticket of yesterday's."""
    folder = tmp_path_factory.mktemp("answers")
    with installation(folder) as place:
        samples = []
        for name, people in (("mine", 40), ("other", 2)):
            file = folder / name
            said = place.gelar("load-sample", "--registrations", str(people), "--codes-out", str(file))
            samples.append((json.loads(said.splitlines()[-1]), file.read_text().split()))
        (mine, codes), (other, others) = samples
        settled(folder / DATABASE, codes, other["event"])
        place.serve()
        yield Door(place, f"{place.url}/desk/{mine['desk_token']}", codes, others[0])


def settled(database: Path, codes: list[str], yesterdays: str) -> None:
    with closing(sqlite3.connect(database)) as opened, opened as sql:
        for status, code in (("cancelled", codes[1]), ("waiting", codes[2])):
            own = "id = (SELECT registration_id FROM tickets WHERE code = ?)"
            sql.execute(f"UPDATE registrations SET status = ? WHERE {own}", (status, code))
        title = "Sarasehan kemarin"
        sql.execute(
            "UPDATE events SET summary = ?, dtstart = datetime(dtstart, '-1 day') WHERE slug = ?", (title, yesterdays)
        )


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**PHONE)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    yield context
    context.close()


def picture(folder: Path, code: str) -> Path:
    file = folder / f"{code}.png"
    file.write_bytes(qr.png(f"HTTPS://GELAR.TEST/T/{code}"))
    return file


def test_camera_answers_each_kind_of_ticket_and_holds_none_twice(
    door: Door, playwright: Playwright, tmp_path: Path
) -> None:
    codes = [door.codes[0], door.codes[1], door.codes[2], door.other, STRANGER, door.codes[0]]
    film = films(tmp_path / "camera.y4m", [picture(tmp_path, code) for code in codes])
    with browser.launch(playwright, camera=film) as launched:
        page = launched.new_context(permissions=["camera"], **PHONE).new_page()  # type: ignore[arg-type]
        page.goto(door.desk)
        page.get_by_role("button", name="Mulai pindai").click()
        answer = page.locator("#answer")
        for words, outcome in ANSWERS.items():
            expect(answer).to_contain_text(words, timeout=30_000)
            assert answer.get_attribute("data-outcome") == outcome
    with closing(sqlite3.connect(door.place.folder / DATABASE)) as sql:
        held = "SELECT max(n) FROM (SELECT count(*) n FROM scans GROUP BY code_hash, outcome)"
        assert (
            sql.execute(held).fetchone()[0] <= 2
        )  # a film that began anew may show one once more, never a code held in view


def test_refused_camera_leaves_photo_and_typing_by_keyboard_alone(
    door: Door, phone: BrowserContext, tmp_path: Path
) -> None:
    page = phone.new_page()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    page.goto(door.desk)
    page.get_by_role("button", name="Mulai pindai").press("Enter")
    expect(page.locator("#eye-reason")).to_contain_text("Kamera belum diizinkan")

    page.get_by_role("button", name="Ketik kode").first.press("Enter")
    expect(page.locator("#code")).to_be_focused()
    page.keyboard.type(door.codes[5])
    page.keyboard.press("Enter")
    answered(page, "admitted")
    page.locator("#eye [data-photo]").set_input_files(picture(tmp_path, door.codes[6]))
    answered(page, "admitted")
    page.keyboard.press("F4")
    expect(page.locator("#name")).to_be_focused()


def test_server_killed_in_mid_queue_loses_and_doubles_nothing(door: Door, phone: BrowserContext) -> None:
    page = opened(phone, door)
    phone.set_offline(True)
    for code in door.codes[10:30]:
        present(page, code)
        answered(page, "admitted")
    cut = {"left": 1}

    def die(route: Route) -> None:
        """The server writes the parcel, and dies before anybody hears of it."""
        route.fetch()
        door.place.kill()
        cut["left"] = 0
        route.abort()

    page.route("**/scans/batch", die)
    phone.set_offline(False)
    until(lambda: page.evaluate("true") and not cut["left"], what="a parcel that was cut")
    expect(page.locator("#sync-detail")).to_have_text("20 menunggu")

    page.unroute("**/scans/batch")
    door.place.serve()

    expect(page.locator("#sync-state")).to_have_text("Tersambung", timeout=45_000)
    page.locator("#sync").click()
    expect(page.locator("#queue-sentence")).to_contain_text("sudah sampai", timeout=30_000)
    expect(page.locator("#returned li")).to_have_count(0)
    with closing(sqlite3.connect(door.place.folder / DATABASE)) as sql:
        marks = ",".join("?" * 20)
        own = f"registration_id IN (SELECT registration_id FROM tickets WHERE code IN ({marks}))"
        counts = "SELECT count(*), count(DISTINCT registration_id) FROM scans WHERE outcome = 'admitted' AND " + own
        assert sql.execute(counts, door.codes[10:30]).fetchone() == (20, 20)


def test_practice_with_the_sheet_records_nothing(door: Door, phone: BrowserContext) -> None:
    page = opened(phone, door)
    before = page.locator("#count-in").inner_text()
    page.locator(".bar-desk").click()
    page.get_by_text("Latihan", exact=True).click()
    page.keyboard.press("Escape")
    sheet = json.loads(page.locator("#desk").inner_text())["practice"]

    outcomes = []
    for one in sheet:
        present(page, one["code"])
        expect(page.locator("#answer")).to_contain_text("Latihan, tidak dicatat")
        outcomes.append(page.locator("#answer").get_attribute("data-outcome"))
        page.keyboard.press("Escape")

    assert outcomes == ["admitted", "already", "refused", "refused", "refused", "refused", "unknown", "admitted"]
    expect(page.locator("#news")).to_contain_text("kedelapan kode")
    page.reload()
    expect(page.locator("#count-in")).to_have_text(before)


def test_careful_desk_shows_the_person_and_one_tap_admits(door: Door, phone: BrowserContext) -> None:
    page = opened(phone, door)
    page.locator(".bar-desk").click()
    page.get_by_text("Teliti", exact=True).click()
    page.keyboard.press("Escape")

    present(page, door.codes[35])
    answer = page.locator("#answer")
    expect(answer).to_contain_text("Berlaku")
    expect(answer).to_contain_text("Belum dicatat")
    page.keyboard.press("Enter")  # the button that admits has the focus

    expect(answer.locator(".answer-word")).to_have_text(re.compile("hadir", re.IGNORECASE))
    expect(answer).not_to_contain_text("Belum dicatat")
    page.keyboard.press("Escape")
    present(page, door.codes[35])
    answered(page, "already")


def opened(phone: BrowserContext, door: Door) -> Page:
    page = phone.new_page()
    page.goto(door.desk)
    until(lambda: page.evaluate(READY), what="the worker of the page")
    until(lambda: page.evaluate(LISTED), what="the list of people")
    return page
