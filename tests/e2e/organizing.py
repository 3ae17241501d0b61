"""What the organizer of the story does, through the pages alone."""

import re
from dataclasses import dataclass
from datetime import datetime

from playwright.sync_api import Page, expect

PASSWORD = "anyaman-rotan-muda"


@dataclass(frozen=True)
class Times:
    """From when until when, on the wall clock of the zone both carry."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Webinar:
    """What is typed into the form."""

    summary: str
    venue: str
    conference: str
    speaker: str
    talk: str
    times: Times


class Organizer:
    """A person of the office at a wide screen."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def set_up(self, address: str, *, office: str, name: str, email: str) -> None:
        self.page.goto(address)
        self._type("Nama organisasi", office)
        self.page.get_by_label("Kabupaten/Kota").select_option(label="Kota Palangka Raya")
        self._type("Kop surat", f"PEMERINTAH CONTOH\n{office.upper()}")
        self._type("Nama penanda tangan", "PEJABAT CONTOH")
        self._type("Nama Bapak/Ibu", name)
        self._type("Alamat surel", email)
        self._type("Kata sandi", PASSWORD)
        self._press("Siapkan dan susun kegiatan pertama")

    def sign_out(self) -> None:
        self._press("Keluar")

    def sign_in(self, email: str) -> None:
        self.page.goto(f"{self.url}/sign-in")
        self._type("Alamat surel", email)
        self._type("Kata sandi", PASSWORD)
        self._press("Masuk")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Ruang kerja")

    def schedule(self, plan: Webinar) -> str:
        """Fill the form from the choice of the kind to the preview; return the event's slug."""
        self.page.get_by_role("link", name="Webinar", exact=True).click()
        self._type("Judul kegiatan", plan.summary)
        self._type("Uraian", "Tata cara membentuk forum, dari musyawarah sampai **surat keputusan**.")
        self._set_times(plan.times)
        self._type("Nama tempat", plan.venue)
        self._type("Tautan rapat daring", plan.conference)
        self.page.locator("#siapa > summary").click()
        speaker = self.page.locator("#siapa fieldset").first
        speaker.get_by_label("Nama", exact=True).fill(plan.speaker)
        speaker.get_by_label("Judul materi").fill(plan.talk)
        self._press("Pratinjau")
        self.page.wait_for_url("**/preview")
        return self.page.url.split("/")[-2]

    def publish(self) -> None:
        self.page.get_by_role("link", name="Terbitkan…").click()
        self._press("Terbitkan sekarang")
        expect(self.page.get_by_text("Kegiatan terbit.")).to_be_visible()

    def move(self, slug: str, times: Times) -> None:
        self.page.goto(f"{self.url}/manage/events/{slug}/edit")
        self._set_times(times)
        self._press("Simpan")
        expect(self.page.get_by_text("Perubahan tersimpan.")).to_be_visible()

    def open_desk(self, slug: str, name: str) -> str:
        """Make a desk and return the address that its phone opens."""
        self.page.goto(f"{self.url}/manage/events/{slug}/desks")
        self._type("Nama meja", name)
        self._press("Buat tautan dan QR")
        return self.page.get_by_label("Tautan meja").input_value()

    def download(self, path: str) -> bytes:
        answer = self.page.request.get(f"{self.url}{path}")
        assert answer.ok, f"{answer.status} {path}"
        return answer.body()

    def _set_times(self, times: Times) -> None:
        self._type("Tanggal", times.start.date().isoformat())
        self._type("Jam mulai", f"{times.start:%H.%M}")
        self._type("Jam selesai", f"{times.end:%H.%M}")
        last_day = self.page.get_by_label("Selesai pada tanggal lain")
        ends_later = times.start.date() != times.end.date()
        if ends_later or last_day.input_value():
            if not last_day.is_visible():
                self.page.get_by_text("Nama sesi, atau selesai pada hari lain").click()
            last_day.fill(times.end.date().isoformat() if ends_later else "")

    def _type(self, label: str, text: str) -> None:
        self.page.get_by_label(re.compile(f"^{re.escape(label)}")).first.fill(text)

    def _press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).first.click()
