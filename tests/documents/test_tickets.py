"""Tickets on paper, as a picture and on sheets."""

import base64
import io
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.documents.reading import MM, across_a_desk, is_archival, pages, reader, symbols
from webapp.documents import qr, rendering, ticket, typesetting
from webapp.documents.ticket import TicketDocument, ticket_pdf, ticket_png, ticket_sheet_pdf

ADDRESS = "HTTPS://GELAR.KALTENG.GO.ID/T/ABCDEFGHIJKLMNOPQRSTUVWX27"
TICKET = TicketDocument(
    name="Siti Rahmah",
    affiliation="KIM Contoh Handep",
    summary="Mekanisme Pembentukan Forum KIM",
    kind="webinar",
    kind_label="Webinar",
    uid="0b9f7a4e-contoh",
    date_text="Kamis, 10 Maret 2022",
    time_text="pukul 09.00 WIB s.d. selesai",
    place="Gedung Smart Province, Palangka Raya",
    mode_label="Luring",
    short_code="KT-7F3K",
    ticket_url=ADDRESS,
    organizer="Diskominfosantik Provinsi Kalimantan Tengah",
    issued_on=date(2022, 3, 1),
)
WORDY = replace(
    TICKET,
    name="Yohanes Contoh Tingang " * 6,
    affiliation="Kelompok Informasi Masyarakat Contoh Kelurahan " * 3,
    summary="Sarasehan Penguatan Kapasitas Kelompok Informasi Masyarakat Menangkal Hoaks " * 3,
    organizer="Dinas Komunikasi, Informatika, Persandian dan Statistik " * 3,
    place="Balai Pertemuan Umum Kelurahan Contoh, Jalan Contoh Nomor 123, Sampit, " * 3,
    date_text="Sabtu, 30 Januari 2027 s.d. Senin, 1 Februari 2027",
    status="waiting",
    status_label="Menunggu nomor 4",
)


def test_the_paper_is_one_tagged_archival_a6_that_says_who_what_when_and_where() -> None:
    paper = ticket_pdf(TICKET)
    (text,) = pages(paper)
    box = reader(paper).pages[0].mediabox

    assert is_archival(paper)
    assert (round(box.width / MM), round(box.height / MM)) == (105, 148)
    for said in (TICKET.name, TICKET.affiliation, TICKET.summary, TICKET.date_text, TICKET.place, "Luring", "KT-7F3K"):
        assert said in " ".join(text.split())


def test_the_code_on_paper_is_read_and_at_least_35_mm_wide() -> None:
    ppi = 300
    values = {**ticket._values(TICKET), **ticket._PAPER}
    (symbol,) = symbols(rendering.png("ticket.typ", values, dated=TICKET.issued_on, ppi=ppi))

    width = (symbol.position.top_right.x - symbol.position.top_left.x) / ppi * 25.4
    assert symbol.text == ADDRESS
    assert width >= 35


def tickets_of_25() -> list[TicketDocument]:
    luck = random.Random(53)
    codes = [base64.b32encode(luck.randbytes(16)).decode()[:26] for _ticket in range(25)]
    return [replace(TICKET, ticket_url=f"HTTPS://GELAR.KALTENG.GO.ID/T/{code}") for code in codes]


def how_many_are_read(made: list[TicketDocument], pictures: list[Image.Image]) -> int:
    luck = random.Random(250)
    found = [zxingcpp.read_barcodes(across_a_desk(picture, luck)) for picture in pictures]
    return sum([code.text for code in codes] == [one.ticket_url] for one, codes in zip(made, found, strict=True))


def test_24_of_25_papers_are_read_at_250_pixels_turned_blurred_and_pale() -> None:
    made = tickets_of_25()
    ppi = 250 / ticket._PAPER["side"] * 25.4  # so that the code with its white is 250 pixels wide
    values = [{**ticket._values(one), **ticket._PAPER} for one in made]
    papers = [rendering.png("ticket.typ", one, dated=TICKET.issued_on, ppi=ppi) for one in values]

    assert how_many_are_read(made, [Image.open(io.BytesIO(paper)) for paper in papers]) >= 24


def test_24_of_25_codes_on_a_screen_are_read_at_250_pixels_turned_blurred_and_pale() -> None:
    made = tickets_of_25()
    screens = [Image.open(io.BytesIO(qr.png(one.ticket_url))).convert("L").resize((250, 250)) for one in made]

    assert how_many_are_read(made, screens) >= 24


def test_the_picture_is_as_wide_as_a_phone_and_its_code_is_read() -> None:
    picture = ticket_png(TICKET)
    (symbol,) = symbols(picture)
    with Image.open(io.BytesIO(picture)) as opened:
        size = opened.size

    assert symbol.text == ADDRESS
    assert size[0] == 1080
    assert 1620 <= size[1] <= 2400
    assert symbol.position.top_right.x - symbol.position.top_left.x >= 1080 * 0.5
    assert len(picture) < 120_000


def test_a_ticket_with_very_long_texts_stays_on_one_page() -> None:
    paper = ticket_pdf(WORDY)

    assert len(reader(paper).pages) == 1
    assert "KT-7F3K" in pages(paper)[0]
    assert [symbol.text for symbol in symbols(ticket_png(WORDY))] == [ADDRESS]


def test_a_waiting_ticket_says_so_and_keeps_its_code() -> None:
    waiting = replace(TICKET, status="waiting", status_label="Menunggu nomor 4")

    assert "Menunggu nomor 4" in pages(ticket_pdf(waiting))[0]
    assert symbols(ticket_png(waiting))


@pytest.mark.parametrize("status", ["cancelled", "declined"])
def test_a_ticket_that_is_no_longer_good_shows_that_and_no_code(status: str) -> None:
    closed = replace(TICKET, status=status, status_label="Dibatalkan")

    assert "Dibatalkan" in pages(ticket_pdf(closed))[0]
    assert symbols(ticket_png(closed)) == []


@pytest.mark.parametrize(
    "name",
    ["#set text(red)", "*tebal* _miring_", "$x^2$", '#import "@preview/x:0.1.0"', '#read("/etc/passwd")', "<b>&amp;"],
)
def test_a_name_that_looks_like_markup_stays_a_name(name: str) -> None:
    (text,) = pages(ticket_pdf(replace(TICKET, name=name)))

    assert name in " ".join(text.split())


@pytest.mark.parametrize("name", ["محمد علي", "Зоя", "Đỗ Thị Ñandú", "e\u0301"])
def test_letters_of_the_fonts_at_hand_keep_the_paper_archival(name: str) -> None:
    assert is_archival(ticket_pdf(replace(TICKET, name=name)))


@pytest.mark.parametrize("name", ["ꦧꦸꦢꦶ", "Ani 🌸", "李小龍", "\ue000"])
def test_letters_of_no_font_still_give_a_ticket(name: str) -> None:
    paper = ticket_pdf(replace(TICKET, name=name))

    assert "KT-7F3K" in pages(paper)[0]
    assert symbols(ticket_png(replace(TICKET, name=name)))


def test_only_letters_of_no_font_cost_the_archival_marks() -> None:
    assert not is_archival(ticket_pdf(replace(TICKET, name="\ue000")))
    assert is_archival(ticket_pdf(replace(TICKET, status="cancelled", status_label="Dibatalkan")))
    assert is_archival(ticket_sheet_pdf([WORDY, TICKET]))


@pytest.mark.parametrize("name", ["A\x00\x1b\nB", "\ud800Budi", "\u202eidub\u202c", ""])
def test_control_characters_and_direction_overrides_are_left_out(name: str) -> None:
    assert is_archival(ticket_pdf(replace(TICKET, name=name)))


def test_the_same_ticket_gives_the_same_bytes() -> None:
    assert ticket_pdf(TICKET) == ticket_pdf(TICKET)
    assert ticket_png(TICKET) == ticket_png(TICKET)


def test_many_threads_each_get_their_own_ticket() -> None:
    names = [f"Peserta Nomor {number}" for number in range(24)]

    with ThreadPoolExecutor(8) as pool:
        papers = list(pool.map(lambda name: ticket_pdf(replace(TICKET, name=name)), names))

    assert all(name in pages(paper)[0] for name, paper in zip(names, papers, strict=True))


def test_nine_tickets_fill_two_sheets_of_eight() -> None:
    tickets = [replace(TICKET, short_code=f"KT-000{number}") for number in range(9)]

    first, second = pages(ticket_sheet_pdf(tickets))

    assert [f"KT-000{number}" in first for number in range(9)] == [True] * 8 + [False]
    assert "KT-0008" in second


def test_every_code_of_a_sheet_is_read() -> None:
    tickets = [replace(TICKET, ticket_url=f"{ADDRESS[:-1]}{letter}") for letter in "ABCDEFGH"]
    values = {"tickets": [ticket._values(one, tiles=10) for one in tickets]}

    found = symbols(rendering.png("ticket_sheet.typ", values, dated=TICKET.issued_on, ppi=150))

    assert {symbol.text for symbol in found} == {one.ticket_url for one in tickets}


def test_a_sheet_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        ticket_sheet_pdf([])


def test_a_missing_typeface_is_one_clear_error_and_never_a_serif(tmp_path: Path) -> None:
    with pytest.raises(rendering.FontsMissing, match="Run bin/assets"):
        typesetting.fonts(str(tmp_path / "fonts"))
