"""The people who come to the demonstration's pages, and what they do before."""

import re
from html import unescape

from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.installation import Installation
from tests.e2e.visits import RUNNING, Visit
from tests.e2e.watching import Watch

LOCALES = {"id": "id-ID", "en": "en-GB"}


class Visitors:
    """The people who come: anybody and an organizer, each in both languages, each with a browser of their own."""

    def __init__(self, chromium: Browser, demo: Installation) -> None:
        self.url = demo.url
        self._watches: dict[BrowserContext, Watch] = {}
        self._contexts = {
            (is_organizer, code): chromium.new_context(
                locale=locale, base_url=demo.url, reduced_motion="reduce", viewport={"width": 390, "height": 844}
            )
            for is_organizer in (False, True)
            for code, locale in LOCALES.items()
        }
        for (is_organizer, _code), context in self._contexts.items():
            context.set_default_timeout(15_000)
            self._watches[context] = Watch(context, demo.url)
            if is_organizer:
                sign_in(context, "panitia@contoh.gelar")
        self.addresses = registered(self._contexts[False, "id"])
        for address in self.addresses.values():  # so that the other language's device knows the ticket too
            self._contexts[False, "en"].request.get(address)

    def open(self, visit: Visit, code: str) -> Page:
        page = self._contexts[visit.is_organizer, code].new_page()
        answer = page.goto(visit.path.format(**self.addresses))
        assert answer is not None and answer.status == visit.status
        return page

    def complaints(self, page: Page) -> list[str]:
        """What was found on this context's pages since the last look, but for a page that is meant to be missing."""
        found = self._watches[page.context].take()
        return [one for one in found if not ("404" in one and page.url in one)]

    def links(self, visit: Visit) -> set[str]:
        """Every address of ours that the page names, without its fragment."""
        request = self._contexts[visit.is_organizer, "id"].request
        body = request.get(visit.path.format(**self.addresses)).text()
        found = (unescape(link).split("#")[0] for link in re.findall(r'(?:href|src)="([^"]+)"', body))
        ours = {link.removeprefix(self.url) for link in found if link.startswith(("/", self.url))}
        return {link for link in ours if link and not link.startswith("/language/")}  # that one leads back here

    def leads_nowhere(self, link: str) -> bool:
        """Whether an organizer who follows the link finds nothing, or a fault."""
        return self._contexts[True, "id"].request.get(link).status >= 400


def sign_in(context: BrowserContext, email: str) -> None:
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill("tikar-rotan-2022")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/manage")
    page.close()


def registered(context: BrowserContext) -> dict[str, str]:
    """Somebody takes an online place of the webinar that runs; the addresses behind the ticket."""
    page = context.new_page()
    page.goto(f"/events/{RUNNING}/registration")
    fill_registration(page, "Suryani Contoh", mode="online")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/T/*")
    hrefs = page.locator("main a").evaluate_all("links => links.map((link) => link.href)")
    found = {name: next(h for h in hrefs if re.search(f"/{name}/", h)) for name in ("registrations", "join")}
    addresses = {"ticket": page.url, "manage": found["registrations"], "join": found["join"]}
    page.close()
    return addresses


def fill_registration(page: Page, name: str, *, mode: str) -> None:
    page.locator(f"[name=mode][value={mode}] + label").click()
    page.locator("[name=name]").fill(name)
    page.locator("[name=has_no_phone] + label").click()
    page.locator("[name=region]").select_option("62.71")
    page.locator("[name=consent]").check()
