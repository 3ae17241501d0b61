"""Workbooks and CSV, read back by another library."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from webapp.documents.spreadsheets import Cell, CellType, Column, Sheet, csv_text, xlsx

JAKARTA = ZoneInfo("Asia/Jakarta")
COLUMNS = (
    Column("Nama"),
    Column("No. HP", CellType.PHONE),
    Column("Usia", CellType.INTEGER),
    Column("Tanggal", CellType.DATE),
    Column("Masuk", CellType.TIME),
    Column("Durasi", CellType.DURATION),
)
SITI: tuple[Cell, ...] = (
    "Siti Contoh",
    "+6281234567890",
    41,
    date(2022, 3, 10),
    datetime(2022, 3, 10, 1, 52, tzinfo=UTC),
    timedelta(hours=2, minutes=48),
)
SHEET = Sheet("Peserta", COLUMNS, (SITI,), zone=JAKARTA)
HOSTILE = (
    '=HYPERLINK("http://contoh.invalid","klik")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\x00=1+1",
    "  =1+1",
    "\uff1d1+1",
    "http://contoh.invalid/x",
    "{=1+1}",
)


def read(book: bytes, tab: int = 0) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(tab).to_python()


def read_csv(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def texts(values: Sequence[str]) -> Sheet:
    return Sheet("Teks", (Column("Nama"),), tuple((value,) for value in values))


def test_a_workbook_keeps_the_type_of_every_cell() -> None:
    (head, row) = read(xlsx([SHEET]))

    assert head == ["Nama", "No. HP", "Usia", "Tanggal", "Masuk", "Durasi"]
    assert row == ["Siti Contoh", "0812-3456-7890", 41, date(2022, 3, 10), time(8, 52), timedelta(hours=2, minutes=48)]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_typed_text_becomes_a_formula_or_a_link(value: str) -> None:
    book = xlsx([texts([value])])
    with ZipFile(io.BytesIO(book)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in page
    assert "hyperlink" not in page.split("<sheetData>")[0].lower() + page.split("</sheetData>")[1].lower()
    assert isinstance(read(book)[1][0], str)


def test_the_head_stays_in_sight_and_wide_columns_have_room() -> None:
    with ZipFile(io.BytesIO(xlsx([texts(["x" * 40, "y" * 400])]))) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()

    assert 'state="frozen"' in page
    assert 'width="48.7' in page


def test_who_prints_it_gets_all_columns_on_a4_and_the_head_on_each_page() -> None:
    with ZipFile(io.BytesIO(xlsx([SHEET]))) as parts:
        page, book = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "workbook"))

    assert re.search(r'<pageSetup paperSize="9"[^>]* orientation="landscape"', page)
    assert 'fitToHeight="0"' in page and "<pageSetUpPr fitToPage" in page
    assert "Peserta!$1:$1" in book and "Peserta!$A$1:$F$" in book


def test_a_heading_of_figures_stands_in_lines_and_has_the_height_for_it() -> None:
    columns = (Column("Desa dan kelurahan yang terjangkau", CellType.INTEGER),)
    with ZipFile(io.BytesIO(xlsx([Sheet("Angka", columns, [(1,)])]))) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()

    assert 'width="12.7' in page
    assert re.search(r'<row r="1"[^>]* ht="(45|60)"', page)


def test_characters_that_excel_refuses_are_left_out_and_others_kept() -> None:
    rows = read(xlsx([texts(["A\x00\x07\ufffeB", "李小龍 🌸 ꦧ", "dua\nbaris", "\ud800x"])]))

    assert [row[0] for row in rows[1:]] == ["AB", "李小龍 🌸 ꦧ", "dua\nbaris", "x"]


def test_a_text_longer_than_a_cell_is_cut_in_sight() -> None:
    (_, (text,)) = read(xlsx([texts(["x" * 40_000])]))

    assert isinstance(text, str)
    assert len(text) == 32_767
    assert text.endswith("…")


def test_totals_and_notes_stand_under_the_rows() -> None:
    sheet = replace(SHEET, totals=("Jumlah", None, 41, None, None, None), notes=("Sumber: daftar hadir",))

    rows = read(xlsx([sheet]))

    assert rows[2][:3] == ["Jumlah", "", 41]
    assert rows[4][0] == "Sumber: daftar hadir"


def test_tab_names_are_made_to_suit_excel() -> None:
    titles = ["Rekap 10/03/2022: [luring]", "rekap 10 03 2022   luring", "x" * 40, "'", "History"]
    book = xlsx([replace(SHEET, title=title) for title in titles])

    names = CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names

    assert len(names) == len({name.casefold() for name in names}) == 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_same_rows_and_date_give_the_same_bytes() -> None:
    at = datetime(2022, 3, 10, tzinfo=UTC)

    assert xlsx([SHEET], at=at) == xlsx([SHEET], at=at)


def test_a_workbook_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one sheet"):
        xlsx([])


@pytest.mark.parametrize("write", [csv_text, lambda sheet: xlsx([sheet])])
def test_a_moment_without_a_zone_to_show_it_in_is_refused(write: object) -> None:
    assert callable(write)
    with pytest.raises(ValueError, match="needs a zone"):
        write(replace(SHEET, zone=None))


def test_a_date_column_shows_the_day_of_the_place() -> None:
    late = datetime(2022, 3, 10, 18, 30, tzinfo=UTC)  # the 11th, 01.30 in Palangka Raya
    sheet = Sheet(
        "Hari", (Column("Tanggal", CellType.DATE), Column("Jam", CellType.TIME)), ((late, late),), zone=JAKARTA
    )

    assert read(xlsx([sheet]))[1] == [date(2022, 3, 11), time(1, 30)]
    assert read_csv(csv_text(sheet))[1] == ["2022-03-11", "01:30"]


def test_a_csv_has_a_bom_full_lines_and_plain_values() -> None:
    text = csv_text(SHEET)

    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\r\n") == 2
    assert read_csv(text)[1] == ["Siti Contoh", "0812-3456-7890", "41", "2022-03-10", "08:52", "2:48"]


@pytest.mark.parametrize("value", HOSTILE[:9])
def test_what_a_spreadsheet_would_run_is_guarded_in_a_csv(value: str) -> None:
    cell = read_csv(csv_text(texts([value])))[1][0]

    assert cell.startswith("'")


def test_guarding_again_changes_nothing() -> None:
    once = read_csv(csv_text(texts(HOSTILE)))
    again = read_csv(csv_text(texts([row[0] for row in once[1:]])))

    assert again == once


def test_numbers_below_zero_and_phones_are_not_guarded() -> None:
    columns = (Column("Selisih", CellType.INTEGER), Column("HP", CellType.PHONE), Column("HP", CellType.PHONE))
    sheet = Sheet("Angka", columns, ((-3, "+6281234567890", "0812-xxxx-7890"),))

    assert read_csv(csv_text(sheet))[1] == ["-3", "0812-3456-7890", "0812-xxxx-7890"]


def test_quotes_breaks_and_delimiters_survive_a_csv() -> None:
    values = ['Kata "kutip"', "koma, titik; koma", "dua\nbaris", "Ñandú"]

    assert [row[0] for row in read_csv(csv_text(texts(values)))[1:]] == values
    assert b";" in csv_text(SHEET, delimiter=";")


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        csv_text(replace(SHEET, rows=(("Siti",),)))
