"""The event form in a browser: rows with JavaScript and without, the fields of the chosen mode, the small preview."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.installation import Installation
from tests.e2e.visitors import sign_in


@pytest.fixture(scope="module", params=[True, False], ids=["javascript", "plain"])
def context(request: pytest.FixtureRequest, chromium: Browser, demo: Installation) -> Iterator[BrowserContext]:
    made = chromium.new_context(locale="id-ID", base_url=demo.url, java_script_enabled=request.param)
    made.set_default_timeout(15_000)
    sign_in(made, "panitia@contoh.gelar")
    yield made
    made.close()


@pytest.fixture
def form(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    page.goto("/manage/events/new?kind=lokakarya")
    yield page
    page.close()


def days(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator("[name^=sessions-][name$=-day]").all()]


def test_a_second_session_is_the_day_after_at_the_same_hours(form: Page) -> None:
    form.locator("[name=sessions-0-day]").fill("2027-01-19")
    form.locator("[name=sessions-0-starts]").fill("08.00")
    form.locator("[name=sessions-0-ends]").fill("16.30")

    form.get_by_role("button", name="Tambah sesi").click()

    expect(form.locator("[name=sessions-1-day]")).to_have_value("2027-01-20")
    expect(form.locator("[name=sessions-1-ends]")).to_have_value("16.30")
    expect(form.get_by_role("group", name="Sesi 2")).to_be_visible()


def test_the_session_that_is_pressed_is_the_one_that_goes(form: Page) -> None:
    form.locator("[name=sessions-0-day]").fill("2027-01-19")
    for number in (1, 2):
        form.get_by_role("button", name="Tambah sesi").click()
        expect(form.locator(f"[name=sessions-{number}-day]")).to_have_count(1)

    form.get_by_role("button", name="Hapus sesi ini").nth(1).click()

    expect(form.locator("[name^=sessions-][name$=-day]")).to_have_count(2)
    assert days(form) == ["2027-01-19", "2027-01-21"]
    form.get_by_role("button", name="Hapus sesi ini").nth(0).click()
    expect(form.locator("[name^=sessions-][name$=-day]")).to_have_count(1)
    assert days(form) == ["2027-01-21"]
    expect(form.get_by_role("button", name="Hapus sesi ini")).to_be_hidden()


def test_people_are_added_with_their_own_fields(form: Page) -> None:
    if not form.locator("#siapa [name=roles-0-name]").is_visible():
        form.locator("#siapa > summary").click()
    form.locator("[name=roles-0-name]").fill("Agus Siswadi")
    form.get_by_role("button", name="Tambah pengisi acara").click()
    form.locator("[name=roles-1-name]").fill("Cak Boni")

    names = [field.input_value() for field in form.locator("[name^=roles-][name$=-name]").all()]

    assert names == ["Agus Siswadi", "Cak Boni"]
    expect(form.locator("[name=roles-1-role]")).to_have_value("fasilitator")


def test_what_is_wrong_is_said_beside_what_was_typed(form: Page) -> None:
    form.locator("[name=summary]").fill("Diklat Contoh")
    form.locator("[name=sessions-0-starts]").fill("9 AM")

    form.get_by_role("button", name="Simpan draf").click()

    expect(form.get_by_role("alert")).to_contain_text("Sesi 1: Jam mulai")
    expect(form.locator("[name=summary]")).to_have_value("Diklat Contoh")
    expect(form.locator("[name=sessions-0-starts]")).to_have_value("9 AM")


def test_enter_saves_and_adds_no_row(form: Page) -> None:
    form.locator("[name=summary]").press("Enter")

    expect(form.get_by_role("alert")).to_be_visible()
    expect(form.locator("[name^=sessions-][name$=-day]")).to_have_count(1)


def test_only_the_chosen_mode_has_fields(form: Page, request: pytest.FixtureRequest) -> None:
    form.locator("[name=mode][value=online] + label").click()

    has_script = "javascript" in request.node.name
    expect(form.locator("[name=venue]")).to_be_visible(visible=not has_script)
    expect(form.locator("[name=conference_url]")).to_be_visible()


def test_the_small_preview_follows_what_is_typed(form: Page, request: pytest.FixtureRequest) -> None:
    shown = form.locator(".preview")
    expect(shown).to_contain_text("Judul kegiatan")
    if "plain" in request.node.name:
        return  # where no script runs, it is drawn once

    form.locator("[name=summary]").fill("Pengelolaan Informasi")
    form.locator("[name=sessions-0-day]").fill("2027-01-19")
    form.locator("[name=sessions-0-starts]").fill("08.00")

    expect(shown).to_contain_text("Pengelolaan Informasi")
    expect(shown).to_contain_text("Selasa, 19 Januari 2027")
    expect(shown).to_contain_text("pukul 08.00 WIB s.d. selesai")


def test_hours_against_the_friday_prayer_are_remarked_while_they_are_typed(
    form: Page, request: pytest.FixtureRequest
) -> None:
    form.locator("[name=sessions-0-day]").fill("2027-01-22")
    form.locator("[name=sessions-0-starts]").fill("11.30")
    form.locator("[name=sessions-0-ends]").fill("13.00")
    if "plain" in request.node.name:
        expect(form.get_by_text("Mohon dipertimbangkan")).to_have_count(0)  # saving says it where no script runs
        return

    remark = form.locator("[data-courtesies]")
    expect(remark).to_contain_text("Mohon dipertimbangkan")
    expect(remark).to_contain_text("Jumat")
    remark.get_by_role("button", name="Pakai waktu ini").first.click()

    expect(form.locator("[name=sessions-0-starts]")).not_to_have_value("11.30")
    expect(remark).not_to_contain_text("Jumat")
