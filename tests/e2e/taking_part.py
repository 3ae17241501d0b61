"""What the people of the story do who take part: each has a phone of their own."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect


@dataclass(frozen=True)
class Person:
    name: str
    phone: str
    email: str
    regency: str
    affiliation: str
    mode: str


class Participant:
    """Somebody with a phone, who has never been here."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def register(self, summary: str, person: Person) -> str:
        """From the list to the ticket, as by thumb; return the ticket's address."""
        page = self.page
        page.goto(f"{self.url}/events")
        page.get_by_role("link", name=summary).click()
        page.get_by_role("link", name="Daftar Sekarang").locator("visible=true").click()
        page.get_by_text(person.mode, exact=True).click()
        page.get_by_label("Nama lengkap").fill(person.name)
        page.get_by_label("Nomor HP/WhatsApp").fill(person.phone)
        if person.email:
            page.get_by_text("Kirim tiket ke surel juga").click()
            page.get_by_label("Surel").fill(person.email)
        page.get_by_label("Kabupaten/Kota").select_option(label=person.regency)
        page.get_by_label("Asal KIM atau instansi").fill(person.affiliation)
        page.get_by_label("Saya telah membaca").check()
        page.get_by_role("button", name="Kirim pendaftaran").click()
        page.wait_for_url("**/T/*")
        return page.url

    def save_picture(self, folder: Path) -> Path:
        """Keep the ticket as a picture, as for the gallery."""
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Simpan gambar").click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def read(self, address: str) -> str:
        """What the page says now."""
        answer = self.page.goto(address)
        assert answer is not None and answer.ok
        return self.page.locator("main").inner_text()

    def join(self, conference: str) -> None:
        """Enter the call in a tab of its own; the personal page stays open beside it."""
        with self.page.context.expect_page() as opened:
            self.page.get_by_role("button", name="Masuk ke ruang daring").click()
        opened.value.wait_for_url(conference)
        expect(opened.value.get_by_text("Ruang rapat contoh")).to_be_visible()
