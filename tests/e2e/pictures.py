"""Takes the pictures of the README from a demonstration of its own: python -m tests.e2e.pictures FOLDER"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.e2e import browser
from tests.e2e.installation import Installation, installation
from tests.e2e.visitors import sign_in
from tests.e2e.visits import RUNNING

PHONE, SCREEN = (390, 844), (1280, 960)


def main(folder: Path) -> None:
    """Write home-390.png as a phone shows it, and report-1280.png as a screen does."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, installation(Path(place)) as demo:
        demo.gelar("demo")
        demo.serve()
        with sync_playwright() as playwright, browser.launch(playwright) as chromium:
            take(chromium, demo, "/", folder / "home-390.png", size=PHONE)
            take(chromium, demo, f"/manage/events/{RUNNING}/attendance", folder / "report-1280.png", size=SCREEN)


def take(chromium: Browser, demo: Installation, path: str, file: Path, *, size: tuple[int, int]) -> None:
    """One picture of what stands on the screen, at twice the size; pages of organizers are opened as one."""
    width, height = size
    context = chromium.new_context(
        base_url=demo.url,
        locale="id-ID",
        color_scheme="light",
        device_scale_factor=2,
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
    )
    if path.startswith("/manage"):
        sign_in(context, "panitia@contoh.gelar")
    page = context.new_page()
    page.goto(path, wait_until="networkidle")
    page.screenshot(path=file, animations="disabled")
    context.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m tests.e2e.pictures FOLDER")
    main(Path(sys.argv[1]))
