"""The daftar hadir, read as an office reads it."""

import io
import re
import resource
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.documents.reading import MM, is_archival, operators, pages, reader, words
from webapp.documents import attendance_list, rendering
from webapp.documents.attendance_list import (
    AttendanceList,
    AttendanceRow,
    Column,
    Letterhead,
    Orientation,
    Paper,
    Signatory,
    Variant,
    attendance_list_pdf,
    fit,
)

DETAILS = (
    ("Acara", 'Webinar "Mekanisme Pembentukan Forum KIM"'),
    ("Hari/Tanggal", "Kamis, 10 Maret 2022"),
    ("Waktu", "Pukul 09.00 WIB s.d. selesai"),
    ("Tempat", "Gedung Smart Province, Palangka Raya"),
)
LETTERHEAD = Letterhead(("PEMERINTAH PROVINSI CONTOH", "DINAS KOMUNIKASI CONTOH", "Jalan Contoh Nomor 1"))
SIGNATORY = Signatory(
    "Palangka Raya, 10 Maret 2022",
    "a.n. Kepala Dinas\nSekretaris,",
    "NAMA CONTOH, S.Sos.",
    "Pembina",
    "19700101 199503 1 001",
)


def people(count: int) -> tuple[AttendanceRow, ...]:
    return tuple(
        AttendanceRow(
            f"Peserta Contoh {number}",
            sex="LP"[number % 2],
            affiliation="KIM Contoh Handep",
            position="Anggota",
            phone="0812-xxxx-3456",
            regency="Kapuas",
            village="Selat Hilir",
            attended="Hadir 08.52 · QR",
            first_in="08.52",
            last_out="11.40",
            duration="2 jam 48 menit",
            evidence="Kode buka",
        )
        for number in range(1, count + 1)
    )


SHEET = AttendanceList(
    details=DETAILS, issued_on=date(2022, 3, 10), rows=people(60), letterhead=LETTERHEAD, signatory=SIGNATORY
)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_sheet_has_letterhead_title_details_names_and_signature() -> None:
    whole = flat(" ".join(pages(attendance_list_pdf(SHEET))))

    for said in (*LETTERHEAD.lines, "DAFTAR HADIR", *(value for _, value in DETAILS), "Peserta Contoh 60"):
        assert said in whole
    for said in ("Palangka Raya, 10 Maret 2022", "a.n. Kepala Dinas", "Sekretaris,", "NIP 19700101 199503 1 001"):
        assert said in whole


def test_every_page_repeats_the_column_heads_and_says_which_it_is() -> None:
    texts = pages(attendance_list_pdf(SHEET))

    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert "TANDA TANGAN" in text
        assert f"Halaman {number} dari {len(texts)}" in text


def test_the_paper_is_archival_and_gives_the_same_bytes_again() -> None:
    assert is_archival(attendance_list_pdf(SHEET))
    assert attendance_list_pdf(SHEET) == attendance_list_pdf(SHEET)


def test_it_is_black_on_white_and_names_no_product() -> None:
    logo = io.BytesIO()
    Image.new("RGB", (60, 80), "red").save(logo, "PNG")
    one_page = replace(SHEET, rows=people(5), letterhead=replace(LETTERHEAD, logo=logo.getvalue()))

    picture = rendering.png("attendance_list.typ", attendance_list._values(one_page), dated=SHEET.issued_on, ppi=60)

    with Image.open(io.BytesIO(picture)) as opened:
        red, green, blue = opened.convert("RGB").split()
    for one, other in ((red, green), (green, blue)):
        assert ImageChops.difference(one, other).point(lambda value: value > 4).getbbox() is None
    assert "gelar" not in " ".join(pages(attendance_list_pdf(one_page))).lower()


def test_signature_numbers_go_left_and_right_in_turn() -> None:
    numbers = [word for word in words(attendance_list_pdf(SHEET)) if re.fullmatch(r"\d+\.", word.text)]

    places = {word.text: round(word.x) for word in numbers}
    assert places["1."] == places["3."] < places["2."] == places["4."]


def test_a_row_leaves_nine_millimetres_for_a_hand() -> None:
    heights = [word.y for word in words(attendance_list_pdf(SHEET)) if re.fullmatch(r"\d+\.", word.text)]

    steps = [upper - lower for upper, lower in pairwise(heights)]
    assert min(steps) >= 9 * MM - 0.1


def test_a_long_name_stays_whole_in_one_row() -> None:
    long_name = "Yohanes Contoh Tingang " * 8 + "Terakhir"
    texts = pages(attendance_list_pdf(replace(SHEET, rows=(*people(18), AttendanceRow(long_name), *people(3)))))

    assert sum(long_name in flat(text) for text in texts) == 1


@pytest.mark.parametrize("count", range(15, 25))
def test_the_signature_is_never_alone_on_a_page(count: int) -> None:
    last = pages(attendance_list_pdf(replace(SHEET, rows=people(count))))[-1]

    assert "NAMA CONTOH, S.Sos." in last
    assert f"Peserta Contoh {count}" in last


@pytest.mark.parametrize("variant", [Variant.BLANK_SIGNATURE, Variant.AFTER])
def test_no_name_runs_over_the_row_below(variant: Variant) -> None:
    names = [" ".join(["Contohwati"] * (n % 9 // 3 + 1) + ["W" * (n % 11)]).strip() for n in range(1, 40)]
    sheet = replace(SHEET, rows=tuple(AttendanceRow(name) for name in names), variant=variant, signatory=None)

    found = words(attendance_list_pdf(sheet))
    numbers = {int(word.text): word.y for word in found if re.fullmatch(r"\d+", word.text) and word.x < 20 * MM}
    lines = sorted((word.y for word in found if re.search("Contoh|W", word.text) and word.x < 60 * MM), reverse=True)

    assert len(numbers) > 15
    # Each line of a name is nearer to its own number than half a row: nothing leans into a neighbour.
    middles = [(numbers[n] + numbers[n + 1]) / 2 for n in sorted(numbers) if n + 1 in numbers]
    assert all(abs(line - middle) > 0.8 * MM for line in lines for middle in middles)


def test_an_empty_sheet_has_numbers_to_sign_and_the_code_to_type_it_in_later() -> None:
    texts = pages(attendance_list_pdf(replace(SHEET, rows=(), variant=Variant.EMPTY, code="KT-22MEK")))

    assert "25." in " ".join(texts)
    assert "26." not in " ".join(texts)
    assert all("KT-22MEK" in text for text in texts)


def test_after_the_day_the_record_stands_where_the_signature_was() -> None:
    text = pages(attendance_list_pdf(replace(SHEET, variant=Variant.AFTER)))[0]

    assert "KEHADIRAN" in text
    assert "Hadir 08.52 · QR" in flat(text)
    assert "TANDA TANGAN" not in text


def test_people_online_have_times_and_evidence() -> None:
    text = flat(pages(attendance_list_pdf(replace(SHEET, variant=Variant.ONLINE)))[0])

    for said in ("MASUK", "KELUAR", "DURASI", "BUKTI", "08.52", "11.40", "Kode buka"):
        assert said in text


def test_landscape_folio_adds_where_people_come_from() -> None:
    paper = attendance_list_pdf(replace(SHEET, paper=Paper.F4, orientation=Orientation.LANDSCAPE))
    box = reader(paper).pages[0].mediabox

    assert (round(box.width / MM), round(box.height / MM)) == (330, 215)
    assert "DESA/KELURAHAN" in pages(paper)[0]
    assert "Selat Hilir" in flat(pages(paper)[0])


def test_an_office_chooses_its_columns() -> None:
    columns = (Column.NUMBER, Column.NAME, Column.REGENCY, Column.SIGNATURE)
    text = pages(attendance_list_pdf(replace(SHEET, columns=columns)))[0]

    assert "KAB/KOTA" in text
    assert "NO. HP" not in text
    assert "0812" not in text


def test_columns_that_do_not_fit_are_told_before_and_refused_after() -> None:
    everything = tuple(Column)

    assert not fit(everything, Paper.A4, Orientation.PORTRAIT)
    assert fit((Column.NUMBER, Column.NAME, Column.SIGNATURE), Paper.A4, Orientation.PORTRAIT)
    with pytest.raises(ValueError, match="do not fit"):
        attendance_list_pdf(replace(SHEET, columns=everything))


@pytest.mark.parametrize(
    "name", ["*tebal* #strong[x]", "$x^2$ @rujukan", '#read("/etc/passwd")', "== Judul", "- butir"]
)
def test_a_name_that_looks_like_markup_stays_a_name(name: str) -> None:
    assert name in flat(pages(attendance_list_pdf(replace(SHEET, rows=(AttendanceRow(name),))))[0])


@pytest.mark.parametrize("name", ["محمد علي", "ꦧꦸꦢꦶ", "李小龍", "Ani 🌸", "A\x00\x07B", "\ud800", "x" * 400])
def test_no_name_stops_the_sheet(name: str) -> None:
    texts = pages(attendance_list_pdf(replace(SHEET, rows=(AttendanceRow(name), *people(2)))))

    assert "Peserta Contoh 2" in texts[0]


def test_two_thousand_rows_are_all_there_and_leave_no_memory_behind() -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KB

    paper = attendance_list_pdf(replace(SHEET, rows=people(2000)))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 60_000
    count = len(reader(paper).pages)
    last = reader(paper).pages[-1].extract_text()
    assert f"Halaman {count} dari {count}" in last
    assert "Peserta Contoh 2000" in last


def test_a_child_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance_list, "LONG", 0)

    with pytest.raises(RuntimeError, match=r"attendance_list\.typ could not be set"):
        rendering.long_pdf("attendance_list.typ", {}, dated=date(2022, 3, 10))
    assert attendance_list_pdf(replace(SHEET, rows=people(3))).startswith(b"%PDF")


def test_a_logo_is_shown_in_greys() -> None:
    picture = Image.new("RGBA", (300, 340))
    ImageDraw.Draw(picture).ellipse((10, 10, 290, 330), fill="gold")
    file = io.BytesIO()
    picture.save(file, "PNG")

    paper = attendance_list_pdf(replace(SHEET, letterhead=replace(LETTERHEAD, logo=file.getvalue())))

    assert is_archival(paper)
    assert b"Do" in operators(paper)


def test_a_logo_that_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="logo"):
        attendance_list_pdf(replace(SHEET, letterhead=replace(LETTERHEAD, logo=b"<svg onload=1>")))
