"""Uploaded tables: what offices really send is read, what is dangerous or unclear is refused with its place."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from webapp.documents.spreadsheets import CellType, Column, Sheet, csv_text, xlsx
from webapp.documents.tables import Heading, Limits, Record, Unreadable, position, read_table, records

NAMES = (Heading("name", "Nama", is_required=True), Heading("phone", "No. HP", aliases=("telepon",)))


def workbook(*rows: tuple[object, ...], merge: str = "") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet("Anggota")
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, column, value, days)
                else:
                    page.write(number, column, value)
        if merge:
            page.merge_range(merge, "gabungan")
    return file.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The workbook with some parts put in another's place; "__" stands for "/"."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        replaced = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
        for name in old.namelist():
            new.writestr(name, replaced.pop(name, old.read(name)))
        for name, content in replaced.items():
            new.writestr(name, content)
    return file.getvalue()


def read(data: bytes) -> list[Record]:
    return list(records(read_table(data), NAMES))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_delimited_text_is_read_in_every_usual_encoding(encoding: str, separator: str) -> None:
    lines = [["Nama", "No. HP"], ["Siti Ém, S.Pd.", "0812"], ["Dehen", ""]]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)

    found = read(text.encode(encoding))

    assert [record.values for record in found] == [
        {"name": "Siti Ém, S.Pd.", "phone": "0812"},
        {"name": "Dehen", "phone": ""},
    ]


def test_excel_may_name_its_separator_in_the_first_line() -> None:
    found = read(b"sep=;\r\nNama;No. HP\r\nDehen;0812\r\n")

    assert [(record.number, record.values["phone"]) for record in found] == [(3, "0812")]


def test_cells_of_a_workbook_are_read_as_they_look() -> None:
    table = read_table(workbook(("a", 17.0, 3.25, date(2024, 5, 13), True, " 0812 ")))

    assert table.rows[0].cells == ("a", "17", "3.25", "2024-05-13", "TRUE", "0812")


def test_the_head_may_stand_under_a_title_and_rows_keep_their_numbers() -> None:
    data = workbook(("Daftar anggota KIM",), (), ("No", "NAMA", "Telepon"), (1, "Dehen", "0812"), (), (2, "Debora", ""))

    found = read(data)

    assert [(record.number, record.values["name"], record.where("phone")) for record in found] == [
        (4, "Dehen", "C4"),
        (6, "Debora", "C6"),
    ]


def test_a_merged_title_is_fine_and_merged_rows_are_refused_with_their_place() -> None:
    rows = (("x",), ("Nama", "No. HP"), ("Dehen", "0812"), ("", ""))

    assert read(workbook(*rows, merge="A1:B1"))[0].values["name"] == "Dehen"
    with pytest.raises(Unreadable, match="A3:A4") as refused:
        read(workbook(*rows, merge="A3:A4"))

    assert (refused.value.row, refused.value.column) == (3, 1)


def test_a_formula_is_read_as_the_value_that_was_saved() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Nama", "No. HP"])
        page.write_formula(1, 0, '=UPPER("dehen")', value="DEHEN")

    assert read(file.getvalue())[0].values["name"] == "DEHEN"


def test_what_we_exported_comes_back_as_it_was() -> None:
    sheet = Sheet("x", (Column("Nama"), Column("No. HP", CellType.PHONE)), (("=1+1", "0812"), ("Dehen", "")))

    assert [record.values["name"] for record in read(csv_text(sheet))] == ["=1+1", "Dehen"]
    assert [record.values["name"] for record in read(xlsx([sheet]))] == ["=1+1", "Dehen"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tidak berisi"),
        (b"\r\n\r\n", "tidak berisi"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "bukan tabel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"PK\x03\x04 not a zip", "rusak"),
        (b'Nama;No. HP\r\n"Dehen;0812\r\n', "Baris 2 (A2)"),
        (b"Umur;Alamat\r\n1;2\r\n", "Nama"),
        (b"No. HP;Alamat\r\n1;2\r\n", 'Kolom "Nama" tidak ditemukan di baris 1'),
        (b"Nama;No. HP;Telepon\r\n1;2;3\r\n", "B1 dan C1"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert words in refused.value.sentence


def test_more_rows_than_the_limit_are_refused() -> None:
    lines = b"Nama;No. HP\n" + b"Dehen;1\n" * 100_000

    with pytest.raises(Unreadable, match="70000"):
        read_table(lines)
    with pytest.raises(Unreadable, match="3 baris"):
        read_table(workbook(*[("a",)] * 4), limits=Limits(rows=3))
    assert len(read_table(workbook(*[("a",)] * 3), limits=Limits(rows=3)).rows) == 3


def test_a_zip_bomb_is_not_opened() -> None:
    bomb = b"<a>" + b" " * 30_000_000 + b"</a>"

    with pytest.raises(Unreadable, match="jauh lebih besar"):
        read_table(repacked(workbook(("Nama",)), xl__worksheets__sheet2=bomb))


def sheet_with(cells: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def test_two_cells_at_opposite_corners_do_not_lay_out_the_rectangle() -> None:
    corner = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    with pytest.raises(Unreadable):
        read_table(repacked(workbook(("Nama",)), xl__worksheets__sheet1=sheet_with(corner)))


def test_one_long_text_named_by_every_cell_is_counted_each_time() -> None:
    book = workbook(("x" * 30_000,))
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3_001))

    with pytest.raises(Unreadable, match="jauh lebih besar"):
        read_table(repacked(book, xl__worksheets__sheet1=sheet_with(cells)))


def test_entities_that_grow_are_refused() -> None:
    grown = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + sheet_with('<row r="1"><c r="A1"><v>&a;</v></c></row>')

    with pytest.raises(Unreadable, match="rusak"):
        read_table(repacked(workbook(("Nama",)), xl__worksheets__sheet1=grown))


def test_a_broken_workbook_is_refused_and_never_an_error() -> None:
    whole = workbook(("Nama", "No. HP"), ("Dehen", "0812"))

    for length in range(4, len(whole), 97):
        with pytest.raises(Unreadable):
            read_table(whole[:length])


def test_positions_are_named_as_spreadsheets_do() -> None:
    assert [position(3, column) for column in (1, 26, 27, 702, 703)] == ["A3", "Z3", "AA3", "ZZ3", "AAA3"]
