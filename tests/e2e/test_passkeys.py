"""A passkey in a real browser, whose authenticator is virtual: made, used alone, used beside the password."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.installation import Installation, installation

EMAIL, PASSWORD = "panitia@kantor.id", "kata sandi percobaan"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation at a name: browsers give no passkey to a number."""
    with installation(tmp_path_factory.mktemp("passkeys"), host="localhost") as made:
        made.gelar("user", "create", EMAIL, "--name", "Panitia", "--password", PASSWORD)
        made.serve()
        yield made


@pytest.fixture
def browsing(chromium: Browser, office: Installation) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="id-ID", base_url=office.url)
    context.set_default_timeout(15_000)
    yield context
    context.close()


def with_device(page: Page) -> Page:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def sign_in(page: Page) -> None:
    page.goto("/sign-in?next=/account/passkeys")
    page.get_by_label("Alamat surel atau nomor WhatsApp").fill(EMAIL)
    page.get_by_label("Kata sandi atau PIN").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def test_a_passkey_is_made_and_opens_the_door_with_and_without_the_password(browsing: BrowserContext) -> None:
    page = with_device(browsing.new_page())
    sign_in(page)
    page.get_by_label("Nama kunci").fill("HP saya")
    page.get_by_label("Kata sandi sekarang").fill(PASSWORD)
    page.get_by_role("button", name="Buat kunci sandi").click()
    expect(page.locator("main")).to_contain_text("Kode cadangan")

    browsing.clear_cookies()
    page.goto("/sign-in?next=/account/passkeys")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(page.locator("main")).to_contain_text("HP saya")

    browsing.clear_cookies()
    sign_in(page)
    expect(page).to_have_url(re.compile("/sign-in/code$"))
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(page.locator("main")).to_contain_text("HP saya")


def test_who_takes_the_device_away_is_told_what_else_there_is(browsing: BrowserContext) -> None:
    page = with_device(browsing.new_page())  # it knows no passkey of ours

    page.goto("/sign-in")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()

    expect(page.get_by_text("Kunci sandi tidak jadi dipakai")).to_be_visible()
