"""The whole day in a real browser: scheduled, registered, scanned by a camera, joined, read by calendars, reported."""

import email
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e import browser
from tests.e2e.conference import conference
from tests.e2e.film import film
from tests.e2e.installation import Installation, installation, until
from tests.e2e.organizing import Organizer, Times, Webinar
from tests.e2e.outcomes import read_by_foreign_calendars, report_counts
from tests.e2e.taking_part import Participant, Person
from tests.e2e.watching import Watch

WIB = ZoneInfo("Asia/Jakarta")
SUMMARY = "Mekanisme Pembentukan Forum KIM di Kalimantan Tengah"
EMAIL = "panitia@kantor.contoh.id"
HERE = Person("Hj. Melati Contoh, S.Pd.", "0812 3456 7890", "", "Kota Palangka Raya", "KIM Harati Contoh", "Luring")
THERE = Person("Bintang", "0813 2222 3333", "bintang@contoh.id", "Kabupaten Barito Utara", "Umum", "Daring")
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "locale": "id-ID"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as empty:
        empty.serve()
        empty.work()
        yield empty


@pytest.fixture
def room() -> Iterator[str]:
    with conference() as address:
        yield address


def test_the_day(place: Installation, room: str, playwright: Playwright, chromium: Browser, tmp_path: Path) -> None:
    now = datetime.now(WIB).replace(second=0, microsecond=0)
    soon = Times(now + timedelta(hours=2), now + timedelta(hours=4))
    running = Times(now - timedelta(minutes=10), now + timedelta(hours=3))
    plan = Webinar(SUMMARY, "Gedung Contoh", room, "Narasumber Contoh", "Tata Cara Pembentukan Forum", soon)
    office = Organizer(_page(chromium, viewport={"width": 1280, "height": 800}), place.url)
    here, there = (Participant(_page(chromium, **PHONE), place.url) for _ in range(2))
    laptop = Participant(_page(chromium, viewport={"width": 1280, "height": 800}), place.url)

    slug = _announced(office, place, plan)
    here.register(SUMMARY, HERE)
    there.register(SUMMARY, THERE)
    links = _links_of_the_mail(place)
    assert THERE.name in laptop.read(links["T"])
    assert "barito utara" in laptop.read(links["registrations"]).lower()
    assert "Ruang dibuka pukul" in laptop.read(links["join"])
    read_by_foreign_calendars(office.download("/calendar.ics"), tmp_path / "before", plan, soon, sequence=0)

    office.move(slug, running)
    reader = film(tmp_path / "camera.y4m", here.save_picture(tmp_path))
    with browser.launch(playwright, camera=reader) as phone:
        _scanned(phone, office.open_desk(slug, "Pintu A"))
    assert "Masuk ke ruang daring" in laptop.read(links["join"])
    laptop.join(room)

    read_by_foreign_calendars(office.download("/calendar.ics"), tmp_path / "after", plan, running, sequence=1)
    report_counts(office, slug, here=HERE.name, there=THERE.name)


def _page(chromium: Browser, **options: object) -> Page:
    page = chromium.new_context(**{"locale": "id-ID", **options}).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(15_000)
    return page


def _announced(office: Organizer, place: Installation, plan: Webinar) -> str:
    """From the first start of an empty installation to a published page."""
    printed = until(lambda: re.search(r"http\S+/setup\?key=\S+", place.said()), what="the address of the setup page")
    office.set_up(printed[0], office="Dinas Kominfo Contoh", name="Panitia Contoh", email=EMAIL)
    expect(office.page).to_have_url(f"{place.url}/manage/events/new")
    office.sign_out()
    office.sign_in(EMAIL)
    office.page.get_by_role("link", name="Susun kegiatan pertama").click()
    slug = office.schedule(plan)
    expect(office.page.get_by_text(plan.talk)).to_be_visible()
    office.publish()
    return slug


def _links_of_the_mail(place: Installation) -> dict[str, str]:
    """The links of the one ticket mail, by the first part of their paths."""
    letter = until(lambda: next(iter(place.mails()), None), what="a mail in the outbox")
    message = email.message_from_bytes(letter.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    assert body is not None
    links = {urlsplit(link).path.split("/")[1]: link for link in re.findall(r"https?://\S+", body.get_content())}

    assert THERE.email in message["To"]
    assert [part.get_content_type() for part in message.iter_attachments()] == ["text/calendar", "application/pdf"]
    assert {"T", "join", "registrations"} <= links.keys()
    return links


def _scanned(phone: Browser, desk: str) -> None:
    """The ticket before the lens: admitted; taken away and shown again: known, with the first time and place."""
    page = _page(phone, permissions=["camera"], **PHONE)
    watch = Watch(page.context, desk)
    page.goto(desk)
    page.get_by_role("button", name="Jadikan ponsel ini Pintu A").click()
    page.get_by_role("button", name="Mulai pindai").click()
    answer = page.locator("#answer")
    expect(answer).to_have_attribute("data-outcome", "admitted", timeout=20_000)
    expect(answer).to_contain_text(HERE.name)
    expect(answer.locator(".answer-word")).to_have_text("Hadir")
    expect(page.locator("#count-in")).to_have_text("1")
    expect(answer).to_have_attribute("data-outcome", "already", timeout=20_000)
    expect(answer.locator(".answer-word")).to_have_text("Sudah hadir")
    expect(answer.locator(".answer-first")).to_contain_text("Pintu A")
    expect(page.locator("#count-in")).to_have_text("1")
    assert watch.take() == []
