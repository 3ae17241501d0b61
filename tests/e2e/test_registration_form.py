"""The one form that everybody meets: by keyboard alone, with mistakes, without JavaScript, and in few bytes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.installation import Installation
from tests.e2e.visitors import fill_registration
from tests.e2e.visits import MOVED

FORM = f"/events/{MOVED}/registration"
ASKED = ["mode", "name", "phone", "has_no_phone", "region", "affiliation", "consent"]
# Radio buttons and checkboxes may be drawn by their labels, so a ring there counts too.
FOCUSED = """() => {
  const one = document.activeElement;
  const parts = [one, ...(one.labels ?? [])];
  const hasRing = ({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  const box = (one.labels?.[0] ?? one).getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: one.name || one.type || one.tagName,
    text: one.textContent.trim().slice(0, 40),
    ring: parts.some((part) => hasRing(getComputedStyle(part))),
    seen: parts.some((part) => part.contains(top) || top?.contains(part)),
  };
}"""


@pytest.fixture
def phone(chromium: Browser, demo: Installation) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=demo.url, locale="id-ID", viewport={"width": 390, "height": 844})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def form(phone: BrowserContext) -> Page:
    page = phone.new_page()
    page.goto(FORM)
    return page


def test_every_field_is_reached_by_tab_and_seen_when_it_is(form: Page) -> None:
    stops = []
    for _step in range(40):
        form.keyboard.press("Tab")
        stops.append(form.evaluate(FOCUSED))
        if stops[-1]["text"] == "Kirim pendaftaran":
            break

    assert [stop["name"] for stop in stops if stop["name"] in ASKED] == ASKED
    assert stops[-1]["text"] == "Kirim pendaftaran"
    assert [stop for stop in stops if not stop["ring"]] == []
    assert [stop for stop in stops if not stop["seen"]] == []


def test_mistakes_are_said_first_and_nothing_typed_is_lost(form: Page) -> None:
    form.get_by_label("Nama lengkap").fill("Suryani Contoh")
    form.get_by_label("Nomor HP/WhatsApp").fill("08")
    form.get_by_label("Kabupaten/Kota").select_option(label="Kota Palangka Raya")
    form.get_by_role("button", name="Kirim pendaftaran").click()

    summary = form.get_by_role("alert").filter(has_text="Mohon diperiksa kembali")
    expect(summary).to_be_focused()
    expect(form.get_by_label("Nama lengkap")).to_have_value("Suryani Contoh")
    expect(form.get_by_label("Nomor HP/WhatsApp")).to_have_value("08")
    expect(form.get_by_label("Kabupaten/Kota")).to_have_value("62.71")
    wrong = form.get_by_label("Nomor HP/WhatsApp")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    for described in (wrong.get_attribute("aria-describedby") or "").split():
        expect(form.locator(f"#{described}")).to_be_visible()


def test_the_summary_leads_to_the_field(form: Page) -> None:
    form.get_by_role("button", name="Kirim pendaftaran").click()
    form.get_by_role("alert").get_by_role("link", name="Nama lengkap").click()

    form.keyboard.type("Suryani")

    expect(form.get_by_label("Nama lengkap")).to_have_value("Suryani")


def test_somebody_registers_by_keyboard_alone(form: Page) -> None:
    form.locator("[name=mode]").first.focus()
    form.keyboard.press("Space")
    for keys in ("Rahmah Contoh", "", " ", "", "Kota P", "", " "):
        form.keyboard.press("Tab")
        if keys:
            form.keyboard.type(keys)
    form.keyboard.press("Tab")
    form.keyboard.press("Tab")
    form.keyboard.press("Enter")

    form.wait_for_url("**/T/*")
    expect(form.get_by_text("Rahmah Contoh").first).to_be_visible()


def test_somebody_registers_without_javascript(chromium: Browser, demo: Installation) -> None:
    page = chromium.new_context(base_url=demo.url, locale="id-ID", java_script_enabled=False).new_page()
    page.goto(f"/events/{MOVED}")
    page.get_by_role("link", name="Daftar Sekarang").locator("visible=true").click()
    fill_registration(page, "Yuliana Contoh", mode="in_person")
    page.get_by_role("button", name="Kirim pendaftaran").click()

    page.wait_for_url("**/T/*")
    expect(page.get_by_text("Yuliana Contoh").first).to_be_visible()
    page.get_by_role("link", name="Ubah, pindah cara ikut, atau batalkan").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.context.close()
