"""What people do with the form besides filling it in: press twice, go back, open two tabs, lose the signal."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.installation import Installation
from tests.e2e.visitors import fill_registration
from tests.e2e.visits import MOVED

FORM = f"/events/{MOVED}/registration"
SEND = "Kirim pendaftaran"


@pytest.fixture
def phone(chromium: Browser, demo: Installation) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=demo.url, locale="id-ID", viewport={"width": 320, "height": 640})
    context.set_default_timeout(15_000)
    yield context
    context.close()


def opened(phone: BrowserContext) -> Page:
    page = phone.new_page()
    page.goto(FORM)
    return page


def fill(page: Page, name: str, telephone: str) -> None:
    fill_registration(page, name, mode="in_person")
    page.locator("[name=has_no_phone] + label").click()  # she has one after all
    page.get_by_label("Nomor HP/WhatsApp").fill(telephone)


def tickets(page: Page) -> list[str]:
    """The addresses of the tickets that this device knows."""
    page.goto("/tickets")
    hrefs = page.locator("main a").evaluate_all("links => links.map((link) => link.pathname)")
    return sorted({href for href in hrefs if re.fullmatch(r"/T/[A-Z2-7]{26}", href)})


def test_a_double_click_makes_one_ticket(phone: BrowserContext) -> None:
    page = opened(phone)
    fill(page, "Suryani Dua Kali", "0812 5550 0001")

    page.get_by_role("button", name=SEND).dblclick()

    page.wait_for_url("**/T/*")
    assert len(tickets(page)) == 1


def test_a_shared_phone_shows_the_next_person_an_empty_form(phone: BrowserContext) -> None:
    page = opened(phone)
    fill(page, "Suryani Telepon Bersama", "0812 5550 0006")
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url("**/T/*")

    page.goto(FORM)

    expect(page.get_by_label("Nama lengkap")).to_have_value("")
    expect(page.get_by_label("Nomor HP/WhatsApp")).to_have_value("")


def test_going_back_and_sending_again_makes_no_second_ticket(phone: BrowserContext) -> None:
    page = opened(phone)
    fill(page, "Suryani Kembali", "0812 5550 0002")
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url("**/T/*")

    page.go_back()
    fill_again = page.get_by_label("Nama lengkap")
    if not fill_again.input_value():
        fill(page, "Suryani Kembali", "0812 5550 0002")
    page.get_by_role("button", name=SEND).click()

    page.wait_for_url(re.compile("/T/|/registration/known"))
    assert len(tickets(page)) == 1


def test_two_tabs_of_one_person_make_one_ticket(phone: BrowserContext) -> None:
    first, second = opened(phone), opened(phone)
    for page in (first, second):
        fill(page, "Suryani Dua Jendela", "0812 5550 0003")

    first.get_by_role("button", name=SEND).click()
    first.wait_for_url("**/T/*")
    second.get_by_role("button", name=SEND).click()

    second.wait_for_url("**/registration/known")
    assert "Suryani" not in second.locator("main").inner_text()
    assert len(tickets(second)) == 1


def test_what_was_typed_outlives_a_reload_and_a_lost_signal_and_goes_by_itself(phone: BrowserContext) -> None:
    page = opened(phone)
    fill(page, "Suryani Tanpa Sinyal", "0812 5550 0004")
    page.reload()
    expect(page.get_by_label("Nama lengkap")).to_have_value("Suryani Tanpa Sinyal")
    expect(page.get_by_label("Nomor HP/WhatsApp")).to_have_value("0812 5550 0004")
    phone.set_offline(True)

    page.get_by_role("button", name=SEND).click()
    expect(page.locator("[data-draft-state]")).to_have_text("Belum terkirim: tanpa internet")
    expect(page).to_have_url(re.compile(f"{FORM}$"))
    phone.set_offline(False)

    page.wait_for_url("**/T/*")
    expect(page.get_by_text("Suryani Tanpa Sinyal").first).to_be_visible()
    assert len(tickets(page)) == 1


def test_a_form_waits_for_a_server_that_is_away_and_goes_by_itself(phone: BrowserContext) -> None:
    page, sent = opened(phone), []
    fill(page, "Suryani Server Mati", "0812 5550 0007")
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    phone.route("**/*", lambda route: route.abort("connectionrefused"))

    page.get_by_role("button", name=SEND).click()
    expect(page.locator("[data-draft-state]")).to_contain_text("server belum terjangkau")
    expect(page.get_by_label("Nama lengkap")).to_have_value("Suryani Server Mati")
    assert sent == []
    phone.unroute_all()

    page.wait_for_url("**/T/*")
    expect(page.get_by_text("Suryani Server Mati").first).to_be_visible()
    assert len(sent) == 1 and len(tickets(page)) == 1


def test_on_the_smallest_phone_form_and_ticket_stay_in_the_page(phone: BrowserContext) -> None:
    wide = "() => document.documentElement.scrollWidth - innerWidth"
    page = opened(phone)
    assert page.evaluate(wide) <= 0
    fill(page, "Suryani Layar Kecil", "0812 5550 0005")

    page.get_by_role("button", name=SEND).click()

    page.wait_for_url("**/T/*")
    assert page.evaluate(wide) <= 0
