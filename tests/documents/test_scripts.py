"""Names as people are called: in every script that is read here, of one letter and of 120, in every paper."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PIL import Image

from tests.documents.reading import MM, is_archival, pages, reader, words
from tests.documents.test_attendance_lists import DETAILS, LETTERHEAD, people
from tests.documents.test_certificate import awarded, sheet
from tests.documents.test_tickets import TICKET
from webapp.documents.activity_reports import ActivityReport, Chapter, Table, activity_report_pdf
from webapp.documents.attendance_list import AttendanceList, Variant, attendance_list_pdf
from webapp.documents.certificate import certificate_png, certificates_pdf
from webapp.documents.door_papers import Badge, Labels, SheetRow, SigningSheet, labels_pdf, signing_sheet_pdf
from webapp.documents.office_tables import OfficeTables, office_tables_pdf
from webapp.documents.sheets import CellType, Column, Sheet
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


DAY = date(2022, 3, 10)
WORDS = dict.fromkeys(
    ("title", "code", "number", "name", "affiliation", "short", "signature", "lead", "walk_ins"), "Kepala"
)
AFTER = "Sesudahnya"  # who stands in the row below


def a_signing_sheet(name: str) -> bytes:
    rows = [SheetRow(1, name, name, "KT-7F3K"), SheetRow(2, AFTER, "KIM Contoh", "KT-7F3L")]
    values = {"summary": "Kegiatan", "when": "Kamis", "code": "kegiatan", "entry_url": "http://localhost/kertas"}
    return signing_sheet_pdf(SigningSheet(**values, rows=rows, words=WORDS, locale="id", issued_on=DAY))


def a_recap(name: str) -> bytes:
    columns = (Column("Nama kegiatan", width=44), Column("Jenis"), Column("Tempat", width=28))
    heads = ("Terdaftar", "Hadir luring", "Hadir daring", "Di luar kuota", "Jumlah hadir", "Tidak datang", "L", "P")
    more = ("Tidak disebutkan", "KIM diwakili", "Kab/kota", "Kecamatan terjangkau", "Desa/kelurahan terjangkau")
    figures = [Column(head, CellType.INTEGER) for head in (*heads, *more)]
    rows = [[name, name[:20], "Aula", *range(13)], [AFTER, "Sarasehan", "Balai", *range(13)]]
    sheet = Sheet("Per kegiatan", (*columns, *figures), rows)
    return office_tables_pdf(OfficeTables(title="REKAP", details=(), sheets=(sheet,), source="", issued_on=DAY))


def a_report(name: str) -> bytes:
    table = Table(("Peran", "Nama", "Instansi"), (("Narasumber", name, name), ("Moderator", AFTER, "KIM")))
    chapter = Chapter("B. KEGIATAN", (table,))
    return activity_report_pdf(ActivityReport(title="LAPORAN", subject="x", chapters=(chapter,), issued_on=DAY))


def labels(name: str) -> bytes:
    badge = Badge(name, name, "KT-7F3K", "HTTP://LOCALHOST/T/" + "A" * 26)
    return labels_pdf([badge], Labels.A4_21, summary="Kegiatan", locale="id", issued_on=DAY)


PAPERS: dict[str, Callable[[str], bytes]] = {
    "certificate": lambda name: certificates_pdf(sheet("tikar"), [awarded(name)]),
    "certificate of one band": lambda name: certificates_pdf(sheet("garis"), [awarded(name)]),
    "official certificate": lambda name: certificates_pdf(sheet("resmi"), [awarded(name)]),
    "ticket": lambda name: ticket_pdf(replace(TICKET, name=name, affiliation=name)),
    "ticket to be cut": lambda name: ticket_sheet_pdf([replace(TICKET, name=name)]),
    "daftar hadir": a_list,
    "daftar hadir afterwards": lambda name: a_list(name, Variant.AFTER),
    "sheet of the door": a_signing_sheet,
    "label": labels,
    "recap": a_recap,
    "laporan": a_report,
}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_letter_is_there_on_one_page(paper: str) -> None:
    """PDF/A refuses a letter that no typeface has: a paper that is archival has no box in it."""
    for script, name in NAMES.items():
        made = PAPERS[paper](name)

        assert is_archival(made), script
        assert len(reader(made).pages) == 1, script


@pytest.mark.parametrize("script", ["one letter", "120 letters", "Chinese", "120 ideographs", "all of them"])
@pytest.mark.parametrize("paper", ["certificate", "ticket", "ticket to be cut", "daftar hadir"])
def test_a_name_is_not_cut(paper: str, script: str) -> None:
    """What is written from left to right is read back as it was typed, wherever a line had to break."""
    (text,) = pages(PAPERS[paper](NAMES[script]))

    assert "".join(NAMES[script].split()[:1]) in "".join(text.split())
    assert text.count("龍") >= NAMES[script].count("龍")


@pytest.mark.parametrize("paper", ["sheet of the door", "recap", "laporan"])
def test_a_long_word_breaks_in_its_cell_and_the_next_row_stands_below(paper: str) -> None:
    found = words(PAPERS[paper](NAMES["120 letters"]))
    long = [one for one in found if set(one.text) <= {"N", "\u200b"}]
    (below,) = [one.y for one in found if AFTER in one.text]

    assert len({round(one.y) for one in long}) > 3
    assert min(one.y for one in long) > below


@pytest.mark.parametrize("script", ["120 letters", "120 ideographs", "120 emoji"])
def test_name_and_origin_of_a_label_stand_below_each_other(script: str) -> None:
    heights = sorted({round(one.y, 1) for one in words(labels(NAMES[script])) if set(one.text) & set(NAMES[script])})

    assert heights[-1] - heights[0] < 38.1 * MM
    assert min(above - below for below, above in pairwise(heights)) > 4  # points: the least line


def test_figures_of_a_recap_leave_its_words_the_room_they_need() -> None:
    at = {one.text.split()[0]: one.x for one in words(a_recap("Webinar"))}

    assert at["Balai"] - at["Sarasehan"] > 40  # points: nine letters in eight of them


def test_pictures_are_drawn_of_every_name() -> None:
    for name in NAMES.values():
        for picture in (ticket_png(replace(TICKET, name=name)), certificate_png(sheet(), awarded(name))):
            assert Image.open(io.BytesIO(picture)).width > 300


def test_a_script_without_a_typeface_still_gives_a_paper() -> None:
    """Cuneiform: a box stands there, so the paper claims no archive, and nobody goes without a ticket."""
    made = ticket_pdf(replace(TICKET, name="Siti 𒀀𒁀"))

    assert not is_archival(made)
    assert "Siti" in pages(made)[0]
