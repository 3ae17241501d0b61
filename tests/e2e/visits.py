"""Every page that a person can come to in the demonstration, by a short name."""

import re
from dataclasses import dataclass
from html import unescape

from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.installation import Installation
from tests.e2e.watching import Watch

# The slugs of the sample activities, by what each stands for.
RUNNING = "webinar-langkah-awal-forum-kim-di-kabupaten-dan-kota"
FINISHED = "workshop-menulis-berita-warga-dengan-telepon-seluler"
FULL = "temu-wicara-petani-dan-nelayan-bertanya-dinas-menjawab"
MOVED = "sarasehan-merawat-bahasa-dan-cerita-kampung-di-era-digital"
ONLINE = "diskusi-daring-cek-fakta-sebelum-meneruskan-pesan"
CANCELLED = "dialog-publik-keterbukaan-informasi-di-desa"
DRAFT = "pendidikan-dan-pelatihan-pengelolaan-informasi-bagi-pengurus"
CONFIDENTIAL = "mediasi-warga-tertutup"
SEED = "mekanisme-forum-kim-2022"
LOCALES = {"id": "id-ID", "en": "en-GB"}


@dataclass(frozen=True)
class Visit:
    """One page: its name in the tests, its path, who comes, and the status it is shown with.

    A path may hold {ticket}, {manage}, {join} of the person who registered.
    """

    name: str
    path: str
    is_organizer: bool = False
    status: int = 200

    def __str__(self) -> str:
        return self.name


PUBLIC = (
    Visit("home", "/"),
    Visit("list", "/events"),
    Visit("past list", "/events?when=past"),
    Visit("empty list", "/events?q=tidak+ada+yang+begini"),
    Visit("running event", f"/events/{RUNNING}"),
    Visit("moved event", f"/events/{MOVED}"),
    Visit("full event", f"/events/{FULL}"),
    Visit("online event", f"/events/{ONLINE}"),
    Visit("cancelled event", f"/events/{CANCELLED}"),
    Visit("finished event", f"/events/{FINISHED}"),
    Visit("webinar of 2022", f"/events/{SEED}"),
    Visit("registration", f"/events/{MOVED}/registration"),
    Visit("closed registration", f"/events/{CANCELLED}/registration"),
    Visit("known registration", f"/events/{MOVED}/registration/known"),
    Visit("ticket", "{ticket}"),
    Visit("managed registration", "{manage}"),
    Visit("join", "{join}"),
    Visit("my tickets", "/tickets"),
    Visit("unknown ticket", "/T/AAAAAAAAAAAAAAAAAAAAAAAAAA", status=404),
    Visit("calendar", "/calendar"),
    Visit("help", "/help"),
    Visit("help for participants", "/help/participant"),
    Visit("help for desks", "/help/desk"),
    Visit("help for organizers", "/help/organizer"),
    Visit("help for phones", "/help/phone"),
    Visit("privacy", "/privacy"),
    Visit("sign in", "/sign-in"),
    Visit("missing page", "/tidak-ada", status=404),
)
ORGANIZERS = tuple(
    Visit(name, path, is_organizer=True)
    for name, path in (
        ("workplace", "/manage"),
        ("kinds", "/manage/events/new"),
        ("new event", "/manage/events/new?kind=webinar"),
        ("draft", f"/manage/events/{DRAFT}/edit"),
        ("edit", f"/manage/events/{RUNNING}/edit"),
        ("preview", f"/manage/events/{DRAFT}/preview"),
        ("room", f"/manage/events/{RUNNING}"),
        ("room of a draft", f"/manage/events/{DRAFT}"),
        ("confidential room", f"/manage/events/{CONFIDENTIAL}"),
        ("participants", f"/manage/events/{RUNNING}/participants"),
        ("report", f"/manage/events/{RUNNING}/attendance"),
        ("empty report", f"/manage/events/{MOVED}/attendance"),
        ("desks", f"/manage/events/{RUNNING}/desks"),
        ("scanner", f"/manage/events/{RUNNING}/scanner"),
        ("postponement", f"/manage/events/{MOVED}/postponement"),
        ("cancellation", f"/manage/events/{MOVED}/cancellation"),
        ("organization", "/manage/organization/kominfo-contoh"),
    )
)
VISITS = PUBLIC + ORGANIZERS


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
