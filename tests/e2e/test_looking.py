"""The tests' own eyes: each sees the fault that it is there for."""

from playwright.sync_api import Browser

from tests.e2e.looking import barriers, sticks_out
from tests.e2e.watching import Watch

GOOD = "<html lang=id><title>Gelar</title><main><h1>Gelar</h1><p style='max-width: 100%'>Kegiatan</p></main>"


def test_a_page_without_faults_has_no_findings(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(GOOD)

    assert sticks_out(page, 320) + barriers(page, scheme="light") + barriers(page, scheme="dark") == []


def test_what_is_wider_than_the_screen_is_named(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(GOOD + "<p style='width: 400px'>lebar</p>")

    assert ["400px" in found for found in sticks_out(page, 390)] == [False, True]
    assert sticks_out(page, 800) == []


def test_faint_text_and_small_targets_are_barriers(chromium: Browser) -> None:
    page = chromium.new_page()
    small = "<button style='all: unset; width: 10px; height: 10px'>a</button>"
    page.set_content(f"{GOOD}<p style='color: #bbb; background: #fff'>samar</p>{small}{small}")

    found = " ".join(barriers(page, scheme="light"))

    assert "color-contrast" in found
    assert "target-size" in found


def test_a_dark_scheme_is_looked_at_by_itself(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(f"<style>@media (prefers-color-scheme: dark) {{ p {{ color: #eee }} }}</style>{GOOD}")

    assert barriers(page, scheme="light") == []
    assert "color-contrast" in " ".join(barriers(page, scheme="dark"))


def test_a_foreign_address_and_a_complaint_are_noticed(chromium: Browser) -> None:
    context = chromium.new_context()
    context.route("**", lambda route: route.fulfill(body="<script>x.y</script>", content_type="text/html"))
    watch = Watch(context, "http://gelar.test")

    context.new_page().goto("http://elsewhere.test/")

    found = watch.take()
    assert "foreign: http://elsewhere.test/" in found
    assert any(one.startswith("error: ") for one in found)
