"""The laporan kegiatan and the ZIP that an office files: filled with what is known, in a fixed order."""

import io
import re
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from tests.attendance.test_reports import HOSTILE, a_messy_event
from tests.factories import START, make_organization, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.narrating import bundling, photographing, writing
from webapp.attendance.narrating.models import Part
from webapp.database import db
from webapp.directory.models import Signatory
from webapp.errors import Refused
from webapp.events import queries
from webapp.events.models import Event, Role, Visibility
from webapp.files import storing
from webapp.work.models import Job
from webapp.work.running import Task

CHAPTERS = [
    "A. PENDAHULUAN",
    "B. KEGIATAN YANG DILAKSANAKAN",
    "C. HASIL YANG DICAPAI",
    "D. SIMPULAN DAN SARAN",
    "E. PENUTUP",
]


def photo(kind: str = "JPEG") -> FileStorage:
    """A photo with a place in it: as a PNG one can see through it, so it stays a PNG."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "Rumah Dehen"
    Image.new("RGB" if kind == "JPEG" else "RGBA", (90, 60)).save(file, kind, exif=exif)
    return FileStorage(io.BytesIO(file.getvalue()), filename="IMG_0001.jpg")


def an_event() -> Event:
    """The messy event of an office with letterhead and signatory, a speaker with a hostile name, and two texts."""
    office = make_organization(letterhead="PEMERINTAH\nDINAS CONTOH", place="Palangka Raya")
    office.signatories = [Signatory(title_line="Kepala Dinas,", name="NAMA PEJABAT", nip="199001012020121001")]
    event = a_messy_event()
    event.organization = office
    for n, kind in enumerate(("JPEG", "PNG")):
        photographing.add(event, [photo(kind)], caption=f"Gambar ke-{n}", at=START)
    event.roles = [Role(role="narasumber", name=HOSTILE, talk_title="Kabar\nbaik")]
    writing.write(event, texts={Part.RESULTS: "Satu berita.", Part.FOLLOW_UP: "Pendampingan."}, at=START)
    db.session.flush()
    return event


@pytest.fixture
def office(app: Flask, sign_in: object) -> tuple[FlaskClient, str, int]:
    with app.app_context():
        event = an_event()
        user = make_user(event.organization, GrantRole.COMMITTEE)
        db.session.commit()
        slug, event_id, user_id = event.slug, event.id, user.id
    return sign_in(user_id), f"/manage/events/{slug}", event_id  # type: ignore[operator]


def words(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def test_the_document_has_the_chapters_in_order_and_what_was_written(office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office

    made = docx.Document(io.BytesIO(client.get(f"{base}/activity-report.docx").data))

    texts = [one.text for one in made.paragraphs]
    cells = {cell.text for table in made.tables for row in table.rows for cell in row.cells}
    assert [text for text in texts if text in CHAPTERS] == CHAPTERS
    assert {"Satu berita.", "Pendampingan.", "NIP 199001012020121001"} <= set(texts)
    assert {HOSTILE, "Kabar baik", "Tidak disebutkan"} <= cells


def test_the_document_has_the_offices_form(office: tuple[FlaskClient, str, int]) -> None:
    """A4 in black, the page's number, heads on every page: what python-docx makes by itself is Letter in blue."""
    client, base, _id = office

    made = docx.Document(io.BytesIO(client.get(f"{base}/activity-report.docx").data))

    page = made.sections[0]
    styles = [made.styles[name] for name in ("Heading 1", "Heading 2")]
    signed = [run for line in made.paragraphs for run in line.runs if run.bold and run.underline]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    assert [str(style.font.color.rgb) for style in styles] == ["000000"] * 2
    assert all("Theme" not in key for style in styles for key in style.element.rPr.rFonts.attrib)
    assert {field.get(qn("w:instr")) for field in page.footer._element.iter(qn("w:fldSimple"))} == {"PAGE", "NUMPAGES"}
    assert "thickThinSmallGap" in made.element.xml and "w:tblHeader" in made.element.xml
    assert len(signed) == 1


def test_paper_document_and_summary_hold_the_same_figures(office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office
    paper = words(client.get(f"{base}/activity-report.pdf").data)
    made = docx.Document(io.BytesIO(client.get(f"{base}/activity-report.docx").data))
    sentence = re.search(r'class="statement">([^<]+)<', client.get(f"{base}/summary").text)

    assert sentence is not None
    assert sentence[1] in paper
    assert sentence[1] in [one.text for one in made.paragraphs]
    assert all(chapter in paper for chapter in CHAPTERS)


def test_every_table_of_people_adds_up_to_everybody(office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office
    made = docx.Document(io.BytesIO(client.get(f"{base}/activity-report.docx").data))

    sums = []
    for table in made.tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[-1][0] == "Jumlah":
            sums.append((sum(int(row[1]) for row in rows[1:-1]), int(rows[-1][1])))
    assert len(sums) == 6
    assert set(sums) == {(5, 5)}


def test_the_bundle_holds_everything_in_fixed_order(app: Flask, office: tuple[FlaskClient, str, int]) -> None:
    steps: list[tuple[int, int]] = []
    with app.app_context():
        task = Task({"event": office[2]}, 1, lambda done, total: steps.append((done, total)), START)
        result = bundling.run(task)

    archive = ZipFile(io.BytesIO(result.content))
    names = archive.namelist()
    assert names == sorted(names)
    assert [name.partition("-")[2] for name in names] == [
        "undangan.pdf",
        "susunan-acara.pdf",
        "daftar-hadir-luring.pdf",
        "daftar-hadir-daring.pdf",
        "daftar-hadir-narasumber.pdf",
        "dokumentasi-01.jpg",
        "dokumentasi-02.png",
        "laporan-kegiatan.pdf",
        "laporan-kegiatan.docx",
        "ringkasan.pdf",
    ]
    assert steps[-1] == (10, 10)
    assert archive.read("07-dokumentasi-01.jpg").startswith(b"\xff\xd8")
    assert "Salundik" in words(archive.read("03-daftar-hadir-luring.pdf"))
    assert "DINAS CONTOH" in words(archive.read("01-undangan.pdf"))
    assert "Kabar baik" in words(archive.read("02-susunan-acara.pdf"))


def test_the_worker_is_asked_once_for_two_presses(app: Flask, office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office

    answers = [client.post(f"{base}/bundle") for _press in range(2)]

    assert {answer.status_code for answer in answers} == {303}
    with app.app_context():
        (job,) = db.session.scalars(select(Job)).all()
    assert (job.kind, job.least_role) == (bundling.KIND, GrantRole.COMMITTEE)


def test_a_deleted_event_makes_no_bundle(context: Flask) -> None:
    assert db.session.scalar(queries.whole().where(Event.id == 999)) is None
    with pytest.raises(Exception, match="sudah tidak ada"):
        bundling.run(Task({"event": 999}, 1, lambda done, total: None, START))


def test_paper_and_document_end_with_the_photos_and_their_captions(office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office

    paper = client.get(f"{base}/activity-report.pdf").data
    made = docx.Document(io.BytesIO(client.get(f"{base}/activity-report.docx").data))

    cells = [cell.text.strip() for table in made.tables for row in table.rows for cell in row.cells]
    last = PdfReader(io.BytesIO(paper)).pages[-1]
    assert "LAMPIRAN: DOKUMENTASI" in words(paper)
    assert "Gambar 1. Gambar ke-0" in words(paper)
    assert len(last.images) == 2
    assert {"Gambar 1. Gambar ke-0", "Gambar 2. Gambar ke-1"} <= set(cells)
    assert len(made.element.xpath("//pic:pic")) == 3  # the arrivals, and two photos


def test_photos_lose_what_the_camera_wrote_and_are_seen_by_the_committee(office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office
    shown = re.findall(r'src="([^"]+/photos/\d+)"', client.get(f"{base}/photos").text)

    kept = []
    for path in shown:
        with client.get(path) as answer:
            kept.append(answer.data)

    assert len(shown) == 2
    assert all(b"Rumah Dehen" not in content for content in kept)
    assert client.application.test_client().get(shown[0]).status_code == 302


def test_photos_are_captioned_and_taken_away(office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office
    first, second = re.findall(r'name="caption-(\d+)"', client.get(f"{base}/photos").text)

    client.post(f"{base}/photos/captions", data={f"caption-{first}": "Pembukaan", "caption-x": "?"})
    client.post(f"{base}/photos/{second}/removal")

    page = client.get(f"{base}/photos").text
    assert ('value="Pembukaan"' in page, f"caption-{second}" in page) == (True, False)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "bukan gambar"),
        (b"\xff\xd8\xff" + b"0" * 3_000, "terlalu besar"),
        (b"\xff\xd8\xff broken", "rusak"),
    ],
    ids=["an SVG with a script", "one of too many bytes", "a broken one"],
)
def test_what_is_no_photo_is_refused_with_a_sentence(
    office: tuple[FlaskClient, str, int], monkeypatch: pytest.MonkeyPatch, content: bytes, sentence: str
) -> None:
    client, base, _id = office
    monkeypatch.setattr(storing, "MAX_PICTURE_BYTES", 2_000)

    answer = client.post(f"{base}/photos", data={"photos": (io.BytesIO(content), "foto.jpg"), "caption": "Tetap ada"})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Tetap ada" in answer.text


def test_the_thirteenth_photo_and_confidential_activities_are_refused(context: Flask) -> None:
    event = an_event()

    with pytest.raises(Refused, match="Paling banyak 12 foto"):
        photographing.add(event, [photo() for _n in range(11)], caption="", at=START)
    event.visibility = Visibility.CONFIDENTIAL
    with pytest.raises(Refused, match="tertutup"):
        photographing.add(event, [photo()], caption="", at=START)


def test_the_invitation_is_a_letter_and_names_the_kind_once(office: tuple[FlaskClient, str, int]) -> None:
    client, base, event_id = office
    with client.application.app_context():
        event = db.session.get_one(Event, event_id)
        event.summary = "Webinar Forum KIM"
        db.session.commit()

    letter = words(client.get(f"{base}/invitation.pdf").data)

    assert re.search(r"Nomor : .*Sifat : .*Lampiran : .*Hal : Undangan", letter)
    assert "mengikuti kegiatan “Webinar Forum KIM”" in letter
    assert "NAMA PEJABAT" in letter
