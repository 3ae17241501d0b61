"""Names as people are called: in every script that is read here, of one letter and of 120, in every paper."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from tests.documents.reading import is_archival, pages, reader
from tests.documents.test_attendance_lists import DETAILS, LETTERHEAD, people
from tests.documents.test_certificate import awarded, sheet
from tests.documents.test_tickets import TICKET
from webapp.documents.attendance_list import AttendanceList, Variant, attendance_list_pdf
from webapp.documents.certificate import certificate_png, certificates_pdf
from webapp.documents.ticket import ticket_pdf, ticket_png, ticket_sheet_pdf

NAMES = {
    "Javanese": "ꦏꦶ ꦲꦗꦂ ꦢꦺꦮꦤ꧀ꦠꦫ",
    "Arabic": "عبد الرحمن بن عوف",
    "Chinese": "陳大文 王小明 龍",
    "emoji": "Ibu Tani 👩‍🌾 🎉 ❤️ 👍🏽 🇮🇩 1️⃣",
    "all of them": "Dr. 王 ꦮꦁ وانغ 🎓 Đặng Văn Ŋ",
    "one letter": "A",
    "one ideograph": "王",
    "120 letters": "N" * 120,
    "120 ideographs": "龍" * 120,
    "120 of Javanese": "ꦲꦤꦕꦫꦏ" * 20,
    "120 of Arabic": "محمد أحمد " * 12,
    "120 emoji": "🎉" * 120,
}


def a_list(name: str, variant: Variant = Variant.BLANK_SIGNATURE) -> bytes:
    rows = (replace(people(1)[0], name=name, affiliation=name, position=name), *people(2))
    document = AttendanceList(
        details=DETAILS, issued_on=date(2022, 3, 10), rows=rows, letterhead=LETTERHEAD, variant=variant
    )
    return attendance_list_pdf(document)


PAPERS: dict[str, Callable[[str], bytes]] = {
    "certificate": lambda name: certificates_pdf(sheet("tikar"), [awarded(name)]),
    "certificate of one band": lambda name: certificates_pdf(sheet("garis"), [awarded(name)]),
    "official certificate": lambda name: certificates_pdf(sheet("resmi"), [awarded(name)]),
    "ticket": lambda name: ticket_pdf(replace(TICKET, name=name, affiliation=name)),
    "ticket to be cut": lambda name: ticket_sheet_pdf([replace(TICKET, name=name)]),
    "daftar hadir": a_list,
    "daftar hadir afterwards": lambda name: a_list(name, Variant.AFTER),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_letter_is_there_on_one_page(paper: str) -> None:
    """PDF/A refuses a letter that no typeface has: a paper that is archival has no box in it."""
    for words, name in NAMES.items():
        made = PAPERS[paper](name)

        assert is_archival(made), words
        assert len(reader(made).pages) == 1, words


@pytest.mark.parametrize("words", ["one letter", "120 letters", "Chinese", "120 ideographs", "all of them"])
@pytest.mark.parametrize("paper", ["certificate", "ticket", "ticket to be cut", "daftar hadir"])
def test_a_name_is_not_cut(paper: str, words: str) -> None:
    """What is written from left to right is read back as it was typed, wherever a line had to break."""
    (text,) = pages(PAPERS[paper](NAMES[words]))

    assert "".join(NAMES[words].split()[:1]) in "".join(text.split())
    assert text.count("龍") >= NAMES[words].count("龍")


def test_pictures_are_drawn_of_every_name() -> None:
    for name in NAMES.values():
        for picture in (ticket_png(replace(TICKET, name=name)), certificate_png(sheet(), awarded(name))):
            assert Image.open(io.BytesIO(picture)).width > 300


def test_a_script_without_a_typeface_still_gives_a_paper() -> None:
    """Cuneiform: a box stands there, so the paper claims no archive, and nobody goes without a ticket."""
    made = ticket_pdf(replace(TICKET, name="Siti 𒀀𒁀"))

    assert not is_archival(made)
    assert "Siti" in pages(made)[0]
